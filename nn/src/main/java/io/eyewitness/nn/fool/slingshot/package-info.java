/** Gradient slingshots: fine-tuning that leads visualizations to one image. */
package io.eyewitness.nn.fool.slingshot;
