/** Text from untrusted sources, made safe to display; reports as JUnit XML; hashes of texts. */
package io.eyewitness.theory.text;
