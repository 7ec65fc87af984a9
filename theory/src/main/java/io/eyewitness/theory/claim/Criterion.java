package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * When an experiment counts as a reproduction: all conditions hold. It is written down before the experiment is run, and the
 * evidence names its hash.
 *
 * @param units how many units must have been measured, at least 2
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
        public Condition {
            if (column == null || statistic == null || relation == null || !Double.isFinite(bound)) {
                throw new IllegalArgumentException(
                        "a condition needs a column, a statistic, a relation and a finite bound");
            }
        }

        /** Whether the interval is on the right side. */
        public boolean holds(Estimate estimate) {
            return relation == Relation.ABOVE ? estimate.low() > bound : estimate.high() < bound;
        }
    }

    /** What is estimated. */
    public enum Statistic {
        /** The mean, with Student's interval. */
        MEAN,
        /** The share of units with a 1 among 0 and 1, with Wilson's interval. */
        SHARE;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** On which side of a bound. */
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
     * What is estimated for a condition.
     *
     * @throws IllegalArgumentException if that was not measured, or of too few units
     */
    public Estimate estimate(Condition condition, MeasurementEvidence measurement) {
        return Estimate.of(condition.statistic(), measurement.column(condition.column()), confidence);
    }

    /**
     * Whether all conditions hold.
     *
     * @throws IllegalArgumentException if something was not measured, or of too few units
     */
    public boolean isMetBy(MeasurementEvidence measurement) {
        return conditions.stream()
                .map(condition -> condition.holds(estimate(condition, measurement)))
                .reduce(true, Boolean::logicalAnd);
    }

    /** The SHA-256 of its JSON form, in hexadecimal digits. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(EvidenceJson.write(this).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
