/** Decoders: guesses at a unit from what its feature visualization shows. */
package io.eyewitness.theory.decoder;
