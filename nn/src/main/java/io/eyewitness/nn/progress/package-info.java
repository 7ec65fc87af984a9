/** Feature visualization and manipulation of real networks, with DJL on PyTorch. It depends on theory alone. */
package io.eyewitness.nn.progress;
