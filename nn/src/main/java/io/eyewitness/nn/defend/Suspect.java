package io.eyewitness.nn.defend;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.visualize.Unit;
import java.util.List;

/**
 * A unit that may be manipulated.
 *
 * @param network the network that it is in, as its user has it
 * @param unit which
 * @param visualizations of it
 * @param path the layers of the architecture where paths are looked at, in order
 */
public record Suspect(GraphNetwork network, Unit unit, Images visualizations, List<String> path) {
    public Suspect {
        path = List.copyOf(path);
    }
}
