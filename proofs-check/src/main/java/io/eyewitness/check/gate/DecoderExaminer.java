package io.eyewitness.check.gate;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.PhiSets;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.List;

/** Examines a decoder at work: the unit is in the class, the visualization is one of it, every answer is exact. */
final class DecoderExaminer {
    private DecoderExaminer() {}

    static List<String> failures(DecoderEvidence evidence) {
        List<String> failures = new ArrayList<>();
        if (!evidence.id().startsWith("decoder:" + evidence.functionClass() + ".")) {
            failures.add("its id is not that of a decoder for " + evidence.functionClass());
        }
        if (!isMember(evidence.unit(), evidence.functionClass())) {
            failures.add("the unit is not in " + evidence.functionClass().symbol());
        }
        if (PhiSets.of(evidence.unit())
                .filter(ties -> ties.admits(evidence.phi()))
                .isEmpty()) {
            failures.add("the unit has another visualization");
        }
        Decoder decoder = Decoders.byName(evidence.decoder());
        for (Point x : evidence.points()) {
            if (decoder.decode(evidence.phi(), x).compareTo(evidence.unit().at(x)) != 0) {
                failures.add("the decoder " + decoder.name() + " errs at " + x);
            }
        }
        if (evidence.points().isEmpty()) {
            failures.add("the decoder is tried at no point");
        }
        return failures;
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
