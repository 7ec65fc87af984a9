/** Gradient slingshots: fine-tuning that leads all visualizations to one image. */
package io.eyewitness.nn.fool.slingshot;
