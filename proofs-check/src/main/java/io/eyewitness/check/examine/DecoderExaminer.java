package io.eyewitness.check.examine;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Examines a decoder applied to a unit: the unit is in the class, the visualization is one of the unit, every answer is exact. */
final class DecoderExaminer {
    private DecoderExaminer() {}

    static List<String> failures(DecoderEvidence evidence) {
        List<String> failures = new ArrayList<>();
        int dimension = evidence.unit().dimension();
        if (!evidence.id().matches("decoder:" + evidence.functionClass() + "\\.d" + dimension + "\\.[1-9][0-9]*")) {
            failures.add(
                    "its id is not that of a decoder for " + evidence.functionClass() + " in dimension " + dimension);
        }
        if (!isMember(evidence.unit(), evidence.functionClass())) {
            failures.add("the unit is not in " + evidence.functionClass().symbol());
        }
        if (evidence.unit().phiSet().filter(ties -> ties.admits(evidence.phi())).isEmpty()) {
            failures.add("the unit has another visualization");
        }
        Decoder decoder = evidence.functionClass() == FunctionClass.CONST ? Decoders.constant() : Decoders.affine1();
        if (!decoder.name().equals(evidence.decoder())) {
            failures.add("the decoder of " + evidence.functionClass() + " is " + decoder.name() + ", not "
                    + evidence.decoder());
        }
        for (Point x : points(evidence)) {
            if (decoder.decode(evidence.phi(), x).compareTo(evidence.unit().at(x)) != 0) {
                failures.add("the decoder " + decoder.name() + " errs at " + x);
            }
        }
        return failures;
    }

    /** The producer's points, and some others. */
    private static List<Point> points(DecoderEvidence evidence) {
        int dimension = evidence.unit().dimension();
        List<Point> points = new ArrayList<>(evidence.points());
        for (BigFraction share : List.of(
                BigFraction.ZERO, BigFraction.of(1, 7), Rationals.HALF, BigFraction.of(12, 13), BigFraction.ONE)) {
            points.add(Point.constant(dimension, share));
        }
        return points;
    }

    private static boolean isMember(Unit unit, FunctionClass functionClass) {
        return unit instanceof Affine affine
                && switch (functionClass) {
                    case AFF1 -> affine.dimension() == 1;
                    case CONST -> affine.weights().stream().allMatch(weight -> weight.signum() == 0);
                    default -> false;
                };
    }
}
