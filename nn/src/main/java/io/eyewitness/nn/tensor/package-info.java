/** Arrays of numbers outside of any engine and the files that hold them; operations on arrays that the engine lacks. */
package io.eyewitness.nn.tensor;
