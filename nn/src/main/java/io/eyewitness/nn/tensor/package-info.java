/** Arrays of numbers in the memory of Java, the files that hold them, and operations on arrays that the engine lacks. */
package io.eyewitness.nn.tensor;
