package io.eyewitness.theory.evidence;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;

/**
 * A decoder at work on a unit of a class that is understood.
 *
 * @param id {@code decoder:}, the class, the dimension, a number
 * @param functionClass the class
 * @param decoder the decoder's name
 * @param unit a unit of the class
 * @param phi a visualization of it, by some rule among ties
 * @param points where the decoder's answers must be the unit's values
 */
public record DecoderEvidence(
        String id, FunctionClass functionClass, String decoder, Unit unit, Visualization phi, List<Point> points)
        implements Evidence {
    public DecoderEvidence {
        points = List.copyOf(points);
    }
}
