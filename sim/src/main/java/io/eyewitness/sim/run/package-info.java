/** Runs of simulations: in chunks on several threads, with the same result on any number of them, and resumed after an interruption. */
package io.eyewitness.sim.run;
