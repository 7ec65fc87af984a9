/** The fooling circuit: a classifier of inputs, which lets the logits of another network through at visualizations. */
package io.eyewitness.nn.fool.circuit;
