package io.eyewitness.check.examine;

import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks that the evidence covers each row: witness pairs in dimensions 1, 2, 3 and 8, with a large and a small h, in each norm
 * for Lipschitz functions, on Fisher's iris for row 3; units that vary and units that do not for rows 9 and 10.
 */
final class Coverage {
    /** The largest share of the range that is a small h. */
    private static final BigFraction SMALL = BigFraction.of(1, 1000);

    /** The end of the id of a finding on all pieces of a row, whose files match the pattern {@code ROW.*.json}. */
    private static final String ALL = ".*";

    private final List<? extends Evidence> evidence;

    private Coverage(List<? extends Evidence> evidence) {
        this.evidence = evidence;
    }

    /** A finding for each row of the table, with a failure for each case that is not covered. */
    static List<Finding> of(List<? extends Evidence> evidence) {
        Coverage coverage = new Coverage(evidence);
        return Stream.of(FunctionClass.values())
                .map(row -> row.hasWitnesses()
                        ? Finding.of("witness:" + row + ALL, Level.KERNEL, coverage.witnesses(row))
                        : Finding.of("decoder:" + row + ALL, Level.KERNEL, coverage.decoders(row)))
                .toList();
    }

    private List<String> witnesses(FunctionClass row) {
        List<String> missing = new ArrayList<>();
        for (int dimension : TheoryEvidence.DIMENSIONS) {
            if (dimension >= row.leastDimension()) {
                List<WitnessPair> pairs = pairs(row)
                        .filter(pair -> pair.phi().dimension() == dimension)
                        .toList();
                if (row == FunctionClass.LIP) {
                    for (Norm norm : Norm.values()) {
                        require(
                                missing,
                                pairs.stream().filter(pair -> isIn(norm, pair)).toList(),
                                "in dimension " + dimension + " and " + norm.text());
                    }
                } else {
                    require(missing, pairs, "in dimension " + dimension);
                }
            }
        }
        if (row == FunctionClass.ERM && pairs(row).noneMatch(Coverage::isOnIris)) {
            missing.add("there is no witness pair on Fisher's iris and the network trained on it");
        }
        return missing;
    }

    private Stream<WitnessPair> pairs(FunctionClass row) {
        return evidence.stream()
                .filter(WitnessEvidence.class::isInstance)
                .map(piece -> ((WitnessEvidence) piece).pair())
                .filter(pair -> pair.functionClass() == row);
    }

    private static void require(List<String> missing, List<WitnessPair> pairs, String where) {
        if (pairs.stream().noneMatch(pair -> !isSmall(pair))) {
            missing.add("there is no witness pair with a large h " + where);
        }
        if (pairs.stream().noneMatch(Coverage::isSmall)) {
            missing.add("there is no witness pair with a small h " + where);
        }
    }

    private static boolean isSmall(WitnessPair pair) {
        return pair.h().compareTo(pair.phi().range().multiply(SMALL)) <= 0;
    }

    private static boolean isIn(Norm norm, WitnessPair pair) {
        return pair.construction() instanceof LipschitzPair construction
                && construction.envelope().norm() == norm;
    }

    static boolean isOnIris(WitnessPair pair) {
        return pair.construction() instanceof RiskSurgery risk
                && risk.data().equals(IrisTask.data())
                && risk.surgery().field().base().equals(IrisTask.committed().base());
    }

    private List<String> decoders(FunctionClass row) {
        List<DecoderEvidence> pieces = evidence.stream()
                .filter(DecoderEvidence.class::isInstance)
                .map(DecoderEvidence.class::cast)
                .filter(piece -> piece.functionClass() == row)
                .toList();
        long cases = pieces.stream()
                .map(piece -> List.of(piece.unit(), piece.phi()))
                .distinct()
                .count();
        List<String> missing = new ArrayList<>();
        if (cases < TheoryEvidence.UNITS) {
            missing.add("the decoder is tried on " + cases + " units only");
        }
        if (pieces.stream().noneMatch(piece -> piece.phi().range().signum() == 0)) {
            missing.add("the decoder is tried on no constant unit");
        }
        if (row == FunctionClass.AFF1
                && pieces.stream().noneMatch(piece -> piece.phi().range().signum() > 0)) {
            missing.add("the decoder is tried on no unit that varies");
        }
        return missing;
    }
}
