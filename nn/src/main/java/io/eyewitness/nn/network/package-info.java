/** What a network is: its layers, its input, the engine that computes it, and what is checked when one is loaded. */
package io.eyewitness.nn.network;
