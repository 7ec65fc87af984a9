/** A row of the table, explained: its claims, a witness pair in formulas, numbers and a plot, and how each step is known. */
package io.eyewitness.check.explain;
