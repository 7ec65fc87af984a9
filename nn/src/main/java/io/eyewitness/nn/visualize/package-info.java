/**
 * Feature visualization: images are optimized to maximize the activation of a unit of a network. An objective, a parametrisation of
 * the image and transforms are small values that compose; {@link io.eyewitness.nn.visualize.Optimization} is the one loop.
 *
 * <p>Source: Olah, Mordvintsev and Schubert, "Feature Visualization", Distill 2017.
 */
package io.eyewitness.nn.visualize;
