/** Networks whose layers have names: what they compute, their weights, and the activations tapped on the way. */
package io.eyewitness.nn.network;
