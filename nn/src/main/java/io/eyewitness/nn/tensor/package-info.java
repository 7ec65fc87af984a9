/** Arrays of numbers outside of any engine, and the files that hold them. */
package io.eyewitness.nn.tensor;
