package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.proof.PolynomialText;
import java.util.List;
import java.util.Map;

/** Polynomials whose sign helps to prove an obligation, found by hand. They are suggestions; a wrong one costs time only. */
final class Hints {
    /**
     * L4n.l2: with c = p.q + alpha*beta, the square of gamma bounds c from above, and c*(2*alpha*beta - c) is the square of
     * p1*q2 - p2*q1, which is above 0. E2.step: the square of z - ynext, by its sign.
     */
    private static final Map<String, List<String>> BY_OBLIGATION = Map.of(
            "L4n.l2", List.of("p1*q1 + p2*q2 + alpha*beta", "p1*q2 - p2*q1"),
            "E2.step", List.of("z - ynext"));

    private Hints() {}

    static List<Polynomial> of(String obligation) {
        return BY_OBLIGATION.getOrDefault(obligation, List.of()).stream()
                .map(PolynomialText::parse)
                .toList();
    }
}
