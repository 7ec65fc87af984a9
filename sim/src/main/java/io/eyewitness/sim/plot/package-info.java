/** Plots as PNG and SVG. */
package io.eyewitness.sim.plot;
