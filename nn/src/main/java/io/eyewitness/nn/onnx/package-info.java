/** Networks in the exchange format ONNX, which become graphs of this project: each layer can be seen, replaced and differentiated. */
package io.eyewitness.nn.onnx;
