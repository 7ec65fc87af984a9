/** Networks manipulated so that their units' feature visualizations deceive, and how well that works, measured. */
package io.eyewitness.nn.fool;
