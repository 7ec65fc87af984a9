/** The fooling circuit: a classifier of inputs replaces the logits of a network by a deceptive output along visualizations. */
package io.eyewitness.nn.fool.circuit;
