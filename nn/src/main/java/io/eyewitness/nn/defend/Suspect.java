package io.eyewitness.nn.defend;

import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.visualize.Images;
import io.eyewitness.nn.visualize.Unit;

/**
 * A unit that may be manipulated.
 *
 * @param name what it is called, such as {@code permuted logit:3}
 * @param network the network that it is in, as its user has it
 * @param unit which
 * @param visualizations of it
 */
public record Suspect(String name, GraphNetwork network, Unit unit, Images visualizations) {}
