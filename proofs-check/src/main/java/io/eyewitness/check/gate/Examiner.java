package io.eyewitness.check.gate;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.decoder.Defeat;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.PhiSets;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.Answer;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.witness.EnvelopePair;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** Examines one piece of evidence. Nothing that its producer says is believed but the answers of solvers. */
final class Examiner {
    /** Up to this dimension a solver is asked about the units themselves; beyond it takes too long. */
    private static final int DIRECT_DIMENSION = 2;

    private final Solver solver;

    Examiner(Solver solver) {
        this.solver = solver;
    }

    Finding examine(Evidence evidence) {
        long start = System.nanoTime();
        List<String> failures = failures(evidence);
        return new Finding(evidence.id(), Level.ONE_SOLVER, failures, System.nanoTime() - start);
    }

    private List<String> failures(Evidence evidence) {
        if (evidence instanceof ObligationEvidence obligation) {
            return obligation(obligation);
        }
        return evidence instanceof WitnessEvidence witness ? witness(witness) : decoder((DecoderEvidence) evidence);
    }

    private static List<String> obligation(ObligationEvidence evidence) {
        Optional<Obligation> obligation = Obligations.all().stream()
                .filter(candidate -> ("obligation:" + candidate.id()).equals(evidence.id()))
                .findFirst();
        if (obligation.isEmpty()) {
            return List.of("there is no such obligation");
        }
        if (!obligation.get().script().equals(evidence.script())) {
            return List.of("the script that was refuted does not state the obligation");
        }
        return evidence.answer().equals("unsat")
                ? List.of()
                : List.of(evidence.solver() + " answered " + evidence.answer());
    }

    private List<String> witness(WitnessEvidence evidence) {
        WitnessPair pair = evidence.pair();
        List<String> failures = new ArrayList<>();
        if (!evidence.id().startsWith("witness:" + pair.functionClass() + ".")) {
            failures.add("its id is not that of a witness pair of " + pair.functionClass());
        }
        failures.addAll(ExactCheck.violations(pair));
        if (failures.isEmpty()) {
            failures.addAll(gap(pair));
            failures.addAll(defeats(pair));
        }
        for (Formula assumption : pair.recipe().assumptions()) {
            if (!refuted(Formula.not(assumption))) {
                failures.add("what the recipe assumes is not established: " + assumption);
            }
        }
        if (pair.phi().dimension() <= DIRECT_DIMENSION) {
            failures.addAll(DirectCheck.failures(pair, solver));
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
        if (pair.recipe() instanceof EnvelopePair recipe) {
            decoders.add(Decoders.envelope(
                    recipe.envelope().lipschitz(), recipe.envelope().norm()));
        }
        return decoders;
    }

    private boolean refuted(Formula formula) {
        return solver.check(List.of(formula)) instanceof Answer.Unsatisfiable;
    }

    private static List<String> decoder(DecoderEvidence evidence) {
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
