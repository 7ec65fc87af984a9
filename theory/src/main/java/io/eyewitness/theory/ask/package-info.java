/** Decoders that ask: questions about a unit, and the adversary of each class, which decides as late as it can what it answers from. */
package io.eyewitness.theory.ask;
