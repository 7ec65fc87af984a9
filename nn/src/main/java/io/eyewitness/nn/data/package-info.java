/** Images with labels: what they are in memory, how they are read, and how they are augmented. */
package io.eyewitness.nn.data;
