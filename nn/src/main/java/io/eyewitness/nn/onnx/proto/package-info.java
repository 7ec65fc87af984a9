/** The messages of ONNX files, as far as networks of images need them. */
package io.eyewitness.nn.onnx.proto;
