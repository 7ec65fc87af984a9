/** Reads the file of a picture of any supported kind to sRGB, upright; refuses damaged files. */
package io.eyewitness.nn.picture;
