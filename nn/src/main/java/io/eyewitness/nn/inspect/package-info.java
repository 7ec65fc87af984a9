/**
 * May a feature visualization be trusted? {@link io.eyewitness.nn.inspect.InspectExperiment} measures what speaks for and against it, unit by unit, and
 * gives verdicts; {@link io.eyewitness.nn.inspect.Detection} measures how well such inspections tell manipulated networks from clean ones.
 */
package io.eyewitness.nn.inspect;
