/** Fisher's iris as exact data, and a small ReLU network trained on it: the start of row 3's witnesses. */
package io.eyewitness.theory.iris;
