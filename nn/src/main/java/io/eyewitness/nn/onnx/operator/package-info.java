/** ONNX's operators: what of them is constant is computed, and the rest becomes operations of graphs. */
package io.eyewitness.nn.onnx.operator;
