/** How fast visualizations are made. */
package io.eyewitness.nn.benchmark;
