/** Networks as graphs of operations: what they compute, their parameters, and gradients through closed ReLUs. */
package io.eyewitness.nn.graph;
