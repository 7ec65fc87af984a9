/** What examples decide of a unit beside its visualization when its Lipschitz constant is certified. */
package io.eyewitness.nn.certify;
