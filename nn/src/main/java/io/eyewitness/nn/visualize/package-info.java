/**
 * Feature visualization: an image is optimised so that a unit of a network likes it. An objective, a parametrisation of
 * the image and transforms are small values that compose; {@link io.eyewitness.nn.visualize.VisualizationSpec} is the one loop.
 *
 * <p>Source: Olah, Mordvintsev and Schubert, "Feature Visualization", Distill 2017.
 */
package io.eyewitness.nn.visualize;
