package io.eyewitness.check.examine;

import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.BoundStatement;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.bound.Members;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.bound.Row;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.exact.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Examines bounds on demand. Each hypothesis that is named must be one of the problem; the statement is written again from the problem,
 * the names and the bounds, and the kernel checks the multipliers as a proof of it. Members that attain a bound are checked in exact
 * arithmetic.
 */
final class BoundExaminer {
    /** The steps that writing and reading a character of a script takes, about. */
    private static final int STEPS_OF_CHARACTER = 4;

    private BoundExaminer() {}

    static List<String> failures(BoundEvidence evidence) {
        BoundProblem problem = evidence.problem();
        List<String> failures = new ArrayList<>();
        evidence.contradiction()
                .flatMap(certificate -> contradictionFault(problem, certificate))
                .ifPresent(failures::add);
        Members members = new Members(problem);
        for (PointBound bound : evidence.bounds()) {
            fault(members, bound).ifPresent(failures::add);
        }
        return failures;
    }

    private static Optional<String> contradictionFault(BoundProblem problem, Certificate certificate) {
        Optional<String> fault = certificate.fault(problem);
        if (fault.isPresent()) {
            return fault;
        }
        BigFraction excess = certificate.sum(problem).constant().negate();
        return rejection(
                BoundStatement.contradiction(problem, certificate),
                step(Polynomial.constant(excess), problem, certificate));
    }

    private static Optional<String> fault(Members members, PointBound bound) {
        BoundProblem problem = members.problem();
        if (bound.x().dimension() != problem.dimension() || !bound.x().isInUnitCube()) {
            return Optional.of(bound.x() + " is no point of [0,1]^" + problem.dimension());
        }
        Polynomial value = Polynomial.variable(Row.variable(bound.x()));
        Polynomial below = Polynomial.constant(bound.lower().value()).plus(value.negate());
        Polynomial above = value.plus(Polynomial.constant(bound.upper().value().negate()));
        return bound.fault(members)
                .or(() -> rejection(
                        BoundStatement.lower(problem, bound),
                        step(below, problem, bound.lower().certificate())))
                .or(() -> rejection(
                        BoundStatement.upper(problem, bound),
                        step(above, problem, bound.upper().certificate())))
                .map(reason -> "f" + bound.x() + ": " + reason);
    }

    private static Optional<String> rejection(BoundStatement statement, Step proof) {
        try {
            KernelWork.spend(List.of(proof));
            String script = statement.script();
            Effort.spend((long) STEPS_OF_CHARACTER * script.length());
            Proven.check(script, List.of(proof));
            return Optional.empty();
        } catch (Rejected e) {
            return Optional.of("the kernel rejects the certificate: " + e.getMessage());
        }
    }

    /** The certificate that a polynomial, positive by assumption, and multiples of hypotheses add up to 0. */
    private static Step step(Polynomial refuted, BoundProblem problem, Certificate certificate) {
        List<List<Polynomial>> products = new ArrayList<>();
        products.add(List.of(refuted));
        for (Weighted weighted : certificate.by()) {
            products.add(List.of(
                    Polynomial.constant(weighted.weight()),
                    polynomial(weighted.hypothesis().row(problem))));
        }
        return new Step.Certificate(products);
    }

    private static Polynomial polynomial(Row row) {
        SortedMap<Monomial, BigFraction> terms = new TreeMap<>();
        row.coefficients().forEach((name, coefficient) -> terms.put(new Monomial(List.of(name)), coefficient));
        terms.put(new Monomial(List.of()), row.constant());
        return new Polynomial(terms);
    }
}
