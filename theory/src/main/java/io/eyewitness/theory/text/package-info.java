/** Text that others wrote, made fit to be shown. */
package io.eyewitness.theory.text;
