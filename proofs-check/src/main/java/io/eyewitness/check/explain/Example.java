package io.eyewitness.check.explain;

import java.util.List;

/** An example of a row of the table: a witness pair, or a decoder at work on a unit. */
public sealed interface Example permits PairExample, DecoderExample {
    /** The example in formulas and numbers. */
    List<String> lines();

    /** Whether exact arithmetic finds nothing wrong with it. */
    boolean holds();

    /** Two functions along a route through the points that matter. */
    RoutePlot plot();
}
