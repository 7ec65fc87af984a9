/** Text from untrusted sources, made safe to display; hashes of texts. */
package io.eyewitness.theory.text;
