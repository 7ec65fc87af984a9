/** Training of the project's own networks, reproducible from a seed, and the accuracy of any network. */
package io.eyewitness.nn.train;
