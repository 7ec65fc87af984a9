/** Parametrisations of images beside the plain ones: the code of a decoder, a network of coordinates, a picture to start from. */
package io.eyewitness.nn.parametrisation;
