/** Reads the file of one picture, whatever kind it is of: red, green and blue of sRGB, upright, and nothing that is damaged. */
package io.eyewitness.nn.picture;
