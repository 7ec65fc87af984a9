/** Silent units, which are 0 on natural images and make all visualizations of a layer alike. */
package io.eyewitness.nn.fool.silent;
