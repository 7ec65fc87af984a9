/** Networks that PyTorch scripted or traced, from TorchScript files. */
package io.eyewitness.nn.torchscript;
