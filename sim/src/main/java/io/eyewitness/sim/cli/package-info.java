/** The command line of the simulations. */
package io.eyewitness.sim.cli;
