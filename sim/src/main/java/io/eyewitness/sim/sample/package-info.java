/** Functions drawn from each class of the table, in doubles, with certified feature visualizations. */
package io.eyewitness.sim.sample;
