/** Decoders that ask: how wrong they are, on average, about functions of which they know the values at random examples. */
package io.eyewitness.sim.ask;
