/** Networks: their layers, their input, the engine that computes them, and the check when one is loaded. */
package io.eyewitness.nn.network;
