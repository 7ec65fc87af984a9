/** The speed of visualizations. */
package io.eyewitness.nn.benchmark;
