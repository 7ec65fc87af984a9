package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.text.Sha256;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The conditions that must all hold for an experiment to count as reproduced. A criterion is fixed before the experiment is run,
 * and the evidence names its hash.
 *
 * @param units the least number of units to be measured, at least 2
 * @param confidence of the two-sided intervals, between 0 and 1
 * @param conditions at least one
 */
public record Criterion(int units, double confidence, List<Condition> conditions) {
    /**
     * A confidence interval lies wholly on one side of a bound.
     *
     * @param column which of the numbers measured of each unit
     * @param statistic what is estimated from them
     * @param relation the side
     * @param bound the bound
     */
    public record Condition(String column, Statistic statistic, Relation relation, double bound) {
        /** The quantity to estimate, such as {@code mean of gain}. */
        public String subject() {
            return statistic.text() + " of " + column;
        }

        /** The side of the bound, such as {@code above 0.5}. */
        public String wanted() {
            return relation.text() + " " + Decimals.text(bound);
        }

        public Condition {
            if (column == null || statistic == null || relation == null || !Double.isFinite(bound)) {
                throw new IllegalArgumentException(
                        "a condition needs a column, a statistic, a relation and a finite bound");
            }
        }
    }

    /**
     * A condition and the estimate that decides it.
     *
     * @param condition the condition
     * @param estimate with its interval
     */
    public record Judgement(Condition condition, Estimate estimate) {
        /** Whether the interval is on the right side. */
        public boolean holds() {
            return condition.relation() == Relation.ABOVE
                    ? estimate.low() > condition.bound()
                    : estimate.high() < condition.bound();
        }

        /** The quantity that was estimated, such as {@code mean of gain}. */
        public String subject() {
            return condition.subject();
        }

        /** The side of the bound, such as {@code above 0.5}. */
        public String wanted() {
            return condition.wanted();
        }
    }

    /** The quantity to estimate. */
    public enum Statistic {
        /** The mean, with the interval of its kind of numbers, see {@link Estimate}. */
        MEAN,
        /** The share of units with a 1 among 0 and 1, with Wilson's interval. */
        SHARE,
        /**
         * The smallest value, which is its own interval: for what is said of every unit, of numbers that are exact and not a sample's.
         */
        LEAST;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The side of a bound. */
    public enum Relation {
        ABOVE,
        BELOW;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Criterion {
        if (units < 2 || !(confidence > 0 && confidence < 1) || conditions == null || conditions.isEmpty()) {
            throw new IllegalArgumentException(
                    "a criterion needs at least 2 units, a confidence between 0 and 1, and a condition");
        }
        conditions = List.copyOf(conditions);
    }

    /**
     * The judgement of a measurement on each condition.
     *
     * @param protocol the protocol, which names the kind of each number
     * @throws IllegalArgumentException if a column was not measured, or of fewer than 2 units
     */
    public List<Judgement> judgements(Protocol protocol, MeasurementEvidence measurement) {
        return conditions.stream()
                .map(condition -> new Judgement(
                        condition,
                        Estimate.of(
                                condition.statistic(),
                                protocol.column(condition.column()),
                                measurement.column(condition.column()),
                                confidence)))
                .toList();
    }

    /** The criterion as a sentence, such as {@code Of at least 20 units, the mean of gain is above 0.5, by 95 % intervals.} */
    public String sentence() {
        return conditions.stream()
                .map(condition -> "the " + condition.subject() + " is " + condition.wanted())
                .collect(Collectors.joining(
                        " and ",
                        "Of at least " + units + " units, ",
                        ", by " + percentage(confidence) + " intervals."));
    }

    /** A confidence as text, such as {@code 95 %}. */
    public static String percentage(double confidence) {
        return new BigDecimal(Decimals.text(confidence))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** The SHA-256 of its JSON form, in hexadecimal digits. */
    public String hash() {
        return Sha256.hex(EvidenceJson.write(this));
    }
}
