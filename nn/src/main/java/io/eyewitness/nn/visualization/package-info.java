/** A run of the command {@code visualize}: its options, the units that it visualizes and their arrangement, and its files. */
package io.eyewitness.nn.visualization;
