/**
 * Manipulations that make the feature visualizations of a network deceive while the network does on natural images what it did, each
 * measured: a package for each, with its protocol, the manipulation and the experiment. Here is what they share.
 */
package io.eyewitness.nn.fool;
