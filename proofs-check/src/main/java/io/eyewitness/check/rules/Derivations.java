package io.eyewitness.check.rules;

import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies every rule for which the proven obligations suffice. */
public final class Derivations {
    private final Map<String, ProvenObligation> proven;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    private Derivations(Map<String, ProvenObligation> proven) {
        this.proven = proven;
    }

    /**
     * The verdicts that follow, by the id of the claim.
     *
     * @param proven what the kernel has proven, by the id of the obligation
     * @throws IllegalArgumentException if what was proven is not that obligation
     */
    public static Map<String, Verdict> of(Map<String, ProvenObligation> proven) {
        Derivations derivations = new Derivations(proven);
        derivations.table();
        return derivations.verdicts;
    }

    private void table() {
        Optional<MeanCoordinate> mean = attempt(() -> MeanCoordinate.inEveryDimension(family("U1"), one("step")));
        List<Ambiguous> rows = new ArrayList<>();
        for (FunctionClass row : List.of(FunctionClass.F, FunctionClass.PAFF)) {
            attempt(() -> Ambiguous.surgery(row, one("S1"), one("S2"), one("S3"), family("S4")))
                    .ifPresent(rows::add);
        }
        rows.stream()
                .filter(theorem -> theorem.functionClass() == FunctionClass.PAFF)
                .findFirst()
                .flatMap(theorem -> attempt(() -> Ambiguous.byRelus(theorem, one("N1"), one("N2"), one("N3"))))
                .ifPresent(networks -> {
                    rows.add(networks);
                    attempt(() -> Ambiguous.offTheData(networks, one("E1"), family("E2")))
                            .ifPresent(rows::add);
                });
        attempt(() -> Ambiguous.envelope(one("L2a"), one("L2b"), one("L9"))).ifPresent(rows::add);
        mean.ifPresent(u -> {
            attempt(() -> Ambiguous.monotoneBlend(one("M1"), one("M2"), u)).ifPresent(rows::add);
            attempt(() -> Ambiguous.convexBlend(one("C1"), one("C2"), one("C3"), u))
                    .ifPresent(rows::add);
        });
        attempt(() -> Ambiguous.weightSwap(family("A1"), one("step"), one("A2")))
                .ifPresent(rows::add);
        rows.forEach(theorem -> row(theorem, mean));
        decide(() -> Decided.notAttainedByLipschitz(one("L1"), one("L2b"), one("L3c")));
        decide(() -> Decided.notAttainedByAffine(family("A1"), one("step"), one("A3")));
        attempt(() -> Decided.affineOfOneVariable(one("Y1"), one("Y2"), one("Y3")))
                .ifPresent(cells -> cells.forEach(this::record));
        attempt(() -> Decided.constant(one("Y2"))).ifPresent(cells -> cells.forEach(this::record));
        decide(() -> Decided.onlyForSmallL(
                one("L2a"), one("L2b"), one("L5"), one("L5n"), one("L5m"), one("L6"), family("L7p")));
        decide(() -> Decided.midErrsByHalf(one("I3")));
        if (rows.size() == FunctionClass.withWitnesses().size()) {
            decide(() -> Decided.theoremOne(rows, one("I1"), one("I5")));
            decide(() -> Decided.theoremTwo(rows, one("I2")));
        }
        for (LipschitzStatement statement : LipschitzStatement.values()) {
            decide(() -> Decided.lipschitz(
                    statement, statement.families().stream().map(this::family).toList()));
        }
    }

    private void row(Ambiguous theorem, Optional<MeanCoordinate> mean) {
        decide(() -> Decided.notExact(theorem, one("I1")));
        decide(() -> Decided.notApproximate(theorem, one("I1"), one("I5")));
        decide(() -> Decided.notSide(theorem, one("I2")));
        switch (theorem.functionClass()) {
            case F, NN, ERM, PAFF -> decide(() -> Decided.attainedBySurgery(theorem, one("I4")));
            case MONO ->
                decide(() -> Decided.attainedByBlend(theorem, one("I4"), one("T1"), one("M3"), mean.orElseThrow()));
            case CONV ->
                decide(() -> Decided.attainedByBlend(theorem, one("I4"), one("T1"), one("C1"), mean.orElseThrow()));
            default -> {}
        }
    }

    private void decide(Supplier<Decided> rule) {
        attempt(rule).ifPresent(this::record);
    }

    private void record(Decided decided) {
        verdicts.put(decided.claim(), decided.verdict());
    }

    /** A rule applies if all that it needs is proven. */
    private static <T> Optional<T> attempt(Supplier<T> rule) {
        try {
            return Optional.of(rule.get());
        } catch (NotProven e) {
            return Optional.empty();
        }
    }

    private ProvenObligation one(String obligation) {
        ProvenObligation found = proven.get(obligation);
        if (found == null) {
            throw new NotProven(obligation);
        }
        return found;
    }

    private List<ProvenObligation> family(String family) {
        return Obligations.family(family).stream()
                .map(Obligation::id)
                .map(this::one)
                .toList();
    }

    private static final class NotProven extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotProven(String obligation) {
            super(obligation + " is not proven");
        }
    }
}
