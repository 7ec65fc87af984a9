/**
 * All units of chosen layers of a network: the visualizations, natural examples and activation statistics of each, and perhaps its inspection.
 * {@link io.eyewitness.nn.survey.Survey} lists the parts of the work, each of which depends on the settings and its units alone.
 */
package io.eyewitness.nn.survey;
