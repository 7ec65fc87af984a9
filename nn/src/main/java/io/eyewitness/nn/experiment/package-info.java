/** What all experiments on networks share. */
package io.eyewitness.nn.experiment;
