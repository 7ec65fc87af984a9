/** Twins: two networks with the same visualizations that differ near some natural images. */
package io.eyewitness.nn.fool.twins;
