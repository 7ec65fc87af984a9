/**
 * Manipulations that make the feature visualizations of a network deceptive and preserve its outputs on natural images. Each has a package with
 * its protocol, the manipulation and the experiment; this package holds their common parts.
 */
package io.eyewitness.nn.fool;
