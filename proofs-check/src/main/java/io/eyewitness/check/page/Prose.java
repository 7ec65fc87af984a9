package io.eyewitness.check.page;

import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Prose whose numbers are references to measurements, which are filled in from the evidence: {@code {percent COLUMN of MEASUREMENT}} is the mean
 * of a column, {@code {setting NAME of MEASUREMENT}} the text of a setting.
 */
final class Prose {
    /** A reference. */
    static final Pattern REFERENCE = Pattern.compile("\\{(percent|setting) ([\\w-]+) of ([\\w.-]+)\\}");

    private Prose() {}

    /**
     * The prose with its numbers.
     *
     * @param measurements by id
     * @throws IllegalArgumentException naming a reference to what is not measured
     */
    static String filled(String prose, Map<String, MeasurementEvidence> measurements) {
        return REFERENCE.matcher(prose).replaceAll(found -> Matcher.quoteReplacement(number(found, measurements)));
    }

    private static String number(MatchResult reference, Map<String, MeasurementEvidence> measurements) {
        MeasurementEvidence measurement = measurements.get("measurement:" + reference.group(3));
        if (measurement == null) {
            throw new IllegalArgumentException(reference.group() + " is not measured");
        }
        return reference.group(1).equals("percent")
                ? percent(measurement, reference.group(2))
                : setting(measurement, reference.group(2));
    }

    private static String setting(MeasurementEvidence measurement, String name) {
        String text = measurement.setting().get(name);
        if (text == null) {
            throw new IllegalArgumentException(measurement.id() + " has no setting " + name);
        }
        return text;
    }

    private static String percent(MeasurementEvidence measurement, String column) {
        int index = measurement.columns().indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException(measurement.id() + " does not measure " + column);
        }
        double mean = StatUtils.mean(measurement.units().stream()
                .mapToDouble(unit -> unit.values().get(index))
                .toArray());
        return Decimals.format("%.2g %%", 100 * mean);
    }
}
