/** Feature visualizations: what is shown of a unit, and the rules that choose among ties. */
package io.eyewitness.theory.visualization;
