/** Images in memory: those of a visualization, and those of a data set with their classes. */
package io.eyewitness.nn.image;
