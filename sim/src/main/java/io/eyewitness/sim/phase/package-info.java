/** The phase diagram: from which inputs on the side of an L-Lipschitz function cannot be told from its visualization. */
package io.eyewitness.sim.phase;
