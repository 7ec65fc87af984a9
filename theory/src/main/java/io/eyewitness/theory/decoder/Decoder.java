package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;

/**
 * A map from a visualization to a function on X, asked for one value of it.
 *
 * <p>Source: theory.md section 1, decoder. It sees nothing of the unit but its visualization, and answers for every
 * visualization.
 */
public interface Decoder {
    /** The name, which {@link Decoders#byName} reads back. */
    String name();

    /**
     * The value that is predicted at a point.
     *
     * @throws IllegalArgumentException if the point has another dimension than the visualization
     */
    Surd decode(Visualization phi, Point x);
}
