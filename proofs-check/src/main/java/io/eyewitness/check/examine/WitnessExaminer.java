package io.eyewitness.check.examine;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.decoder.Defeat;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Examines a witness pair: membership, equal visualizations and the gap in exact arithmetic; every decoder must be defeated. A solver,
 * if there is one, is asked about the units themselves in low dimensions.
 */
final class WitnessExaminer {
    /** Beyond this dimension a solver takes too long. */
    private static final int DIRECT_DIMENSION = 2;

    private final Optional<Solver> solver;

    private WitnessExaminer(Optional<Solver> solver) {
        this.solver = solver;
    }

    static Finding examine(WitnessEvidence evidence, Optional<Solver> solver) {
        boolean exact = evidence.pair().construction().assumptions().isEmpty();
        return Finding.of(
                evidence.id(), exact ? Level.KERNEL : Level.ONE_SOLVER, new WitnessExaminer(solver).failures(evidence));
    }

    private List<String> failures(WitnessEvidence evidence) {
        WitnessPair pair = evidence.pair();
        List<String> failures = new ArrayList<>();
        String row = "witness:" + pair.functionClass();
        boolean isNumbered = evidence.id().matches(row + "\\.d" + pair.phi().dimension() + "\\.[1-9][0-9]*");
        if (!isNumbered && !(evidence.id().equals("witness:ERM.iris") && Coverage.isOnIris(pair))) {
            failures.add("its id does not match its content, a witness pair of " + pair.functionClass()
                    + " in dimension " + pair.phi().dimension());
        }
        failures.addAll(ExactCheck.violations(pair));
        if (failures.isEmpty()) {
            failures.addAll(gap(pair));
            failures.addAll(defeats(pair));
        }
        for (Formula assumption : pair.construction().assumptions()) {
            if (solver.isEmpty()) {
                failures.add("the construction has an assumption that only a solver can decide: " + assumption);
            } else if (!refuted(Formula.not(assumption))) {
                failures.add("an assumption of the construction is not established: " + assumption);
            }
        }
        if (solver.isPresent() && pair.phi().dimension() <= DIRECT_DIMENSION) {
            failures.addAll(DirectCheck.failures(pair, solver.get()));
        }
        return failures;
    }

    /** A class-level pair spans the range but for h on either side. */
    private static List<String> gap(WitnessPair pair) {
        boolean reachesBoth = pair.f1().at(pair.x()).compareTo(pair.phi().max().subtract(pair.h())) >= 0
                && pair.f2().at(pair.x()).compareTo(pair.phi().min().add(pair.h())) <= 0;
        return reachesBoth ? List.of() : List.of("at x the pair is not within h of both extremes");
    }

    private static List<String> defeats(WitnessPair pair) {
        BigFraction bound = pair.phi().range().multiply(Rationals.HALF).subtract(pair.h());
        return decoders(pair).stream()
                .filter(decoder -> {
                    Defeat defeat = Defeat.of(pair, decoder);
                    return defeat.error().compareTo(bound) < 0 || !defeat.sideMisjudged();
                })
                .map(decoder -> "the decoder " + decoder.name() + " is not defeated")
                .toList();
    }

    private static List<Decoder> decoders(WitnessPair pair) {
        List<Decoder> decoders = new ArrayList<>(List.of(
                Decoders.mid(),
                Decoders.nearest(),
                Decoders.linear(),
                Decoders.inverseDistance(),
                Decoders.midrange(),
                Decoders.random(1),
                Decoders.random(2)));
        if (pair.construction() instanceof LipschitzPair construction) {
            decoders.add(Decoders.envelope(
                    construction.envelope().lipschitz(), construction.envelope().norm()));
        }
        return decoders;
    }

    private boolean refuted(Formula formula) {
        return solver.orElseThrow().check(List.of(formula)) instanceof Answer.Unsatisfiable;
    }
}
