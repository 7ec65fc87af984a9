/** The decoder game: how wrong decoders are about functions that are drawn, and about those that an adversary chooses. */
package io.eyewitness.sim.game;
