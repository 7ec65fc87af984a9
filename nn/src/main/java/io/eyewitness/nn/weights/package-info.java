/** Weights as safetensors files, and those that come with the project. */
package io.eyewitness.nn.weights;
