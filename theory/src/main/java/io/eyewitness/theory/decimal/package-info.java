/** Decimal numbers as text: the same characters on every Java. */
package io.eyewitness.theory.decimal;
