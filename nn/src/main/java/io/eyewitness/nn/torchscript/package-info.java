/** Networks that PyTorch scripted or traced. */
package io.eyewitness.nn.torchscript;
