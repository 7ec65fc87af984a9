/** Upper bounds on the Lipschitz constants of networks, operation by operation. */
package io.eyewitness.nn.lipschitz;
