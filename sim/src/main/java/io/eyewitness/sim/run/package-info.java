/** How simulations run: chunk by chunk on several threads, with the same result on any number of them, and on after a stop. */
package io.eyewitness.sim.run;
