/** The architectures that are known by name. */
package io.eyewitness.nn.architecture;
