package io.eyewitness.theory.bound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on f(x).
 *
 * @param x the point
 * @param lower the lower bound
 * @param upper the upper bound
 */
public record PointBound(Point x, End lower, End upper) {
    /**
     * One end of the interval.
     *
     * @param value the bound
     * @param certificate proves it
     * @param witness a member of the class that attains it or, in l2, comes close to it; where the class leaves hardly any room there may
     *     be none
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record End(BigFraction value, Certificate certificate, Optional<Witness> witness) {
        public End {
            witness = witness == null ? Optional.empty() : witness;
        }

        /** The witness's value. */
        Optional<BigFraction> reached(Point x, BoundProblem problem) {
            return witness.flatMap(member -> member.at(x, problem));
        }
    }

    /** The width of the interval. */
    public BigFraction width() {
        return upper.value().subtract(lower.value());
    }

    /** Whether both ends are attained by members of the class. */
    public boolean isAttained(BoundProblem problem) {
        return gap(problem).equals(Optional.of(BigFraction.ZERO));
    }

    /** The largest distance between an end and the member of the class that comes close to it; empty if an end has no such member. */
    public Optional<BigFraction> gap(BoundProblem problem) {
        return lower.reached(x, problem)
                .flatMap(low -> upper.reached(x, problem)
                        .map(high -> Rationals.max(
                                low.subtract(lower.value()), upper.value().subtract(high))));
    }

    /** Whether a member of the class stands beside it; without {@link #fault}, that shows that the problem has no contradiction. */
    public boolean hasMember() {
        return lower.witness().isPresent() || upper.witness().isPresent();
    }

    /** The first error that exact arithmetic finds in it; empty if there is none. */
    public Optional<String> fault(BoundProblem problem) {
        return fault(new Members(problem));
    }

    /** The same, for a problem whose members are needed for several bounds. */
    public Optional<String> fault(Members members) {
        BoundProblem problem = members.problem();
        return fault(lower, lower.certificate().lower(problem, x), members)
                .or(() -> fault(upper, upper.certificate().upper(problem, x), members))
                .or(() -> outside(problem))
                .or(this::crossing);
    }

    /** A witness can only lie within proven bounds; one outside shows a defect of the checker. */
    private Optional<String> outside(BoundProblem problem) {
        return lower.reached(x, problem)
                .filter(value -> value.compareTo(lower.value()) < 0)
                .or(() -> upper.reached(x, problem).filter(value -> value.compareTo(upper.value()) > 0))
                .map(value -> "a member has the value " + Rationals.text(value) + ", outside of the bounds");
    }

    /** Then both bounds may be proven, but the class has no member, which must be reported as a contradiction. */
    private Optional<String> crossing() {
        return lower.value().compareTo(upper.value()) > 0
                ? Optional.of("the lower bound " + Rationals.text(lower.value()) + " exceeds the upper bound "
                        + Rationals.text(upper.value())
                        + ": the problem is contradictory, which the evidence must state")
                : Optional.empty();
    }

    private Optional<String> fault(End end, Optional<BigFraction> proven, Members members) {
        if (!proven.equals(Optional.of(end.value()))) {
            return Optional.of("the certificate does not prove " + Rationals.text(end.value()));
        }
        if (end.witness().isPresent() && end.reached(x, members.problem()).isEmpty()) {
            return Optional.of("the witness has no value there");
        }
        return end.witness().flatMap(witness -> witness.fault(members)).map(fault -> "the witness is none: " + fault);
    }

    @Override
    public String toString() {
        return "f" + x + " in [" + Rationals.text(lower.value()) + ", " + Rationals.text(upper.value()) + "]";
    }
}
