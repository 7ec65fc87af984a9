/** The listener to the progress of a computation. */
package io.eyewitness.nn.progress;
