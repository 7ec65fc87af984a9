/** The results of a visualization: units that are arranged as frames, pairs or a grid, and the files. */
package io.eyewitness.nn.visualization;
