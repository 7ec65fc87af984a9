/** Units on X = [0,1]^d that are known exactly: affine, profiles, piecewise affine, ReLU networks, Lipschitz blends. */
package io.eyewitness.theory.function;
