/**
 * Do visualizations travel the paths that natural images travel? The paper's empirical perspective (section 4): at each layer, how
 * similar the activations of a unit's visualization are to those of natural images of the unit's class, between two anchors.
 */
package io.eyewitness.nn.paths;
