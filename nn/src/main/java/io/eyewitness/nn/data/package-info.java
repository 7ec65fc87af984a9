/**
 * Data sets and pictures as files: Fashion-MNIST, CIFAR-10, folders and archives of pictures, and the names of
 * classes.
 */
package io.eyewitness.nn.data;
