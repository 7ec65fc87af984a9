package io.eyewitness.nn.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Protocol;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user's criteria for measurements that the ledger has none for, fixed before a run by the hash of their file.
 *
 * @param file the file
 * @param content its text
 * @param judges the criteria by the names of the measurements, such as {@code twins}
 */
public record Criteria(Path file, String content, SortedMap<String, Judge> judges) {
    /** The name under which a copy of the file stands beside the results. */
    public static final String COPY = "criteria.json";

    private static final int SCHEMA = 1;
    private static final String MEASUREMENT = "measurement:";

    /** The file, in the form of the ledger. */
    private record Content(int schema, SortedMap<String, Judge> criteria) {}

    /**
     * The criterion of a measurement.
     *
     * @param criterion as in the ledger
     * @param columns the kinds of the numbers, as in the ledger's protocols; empty, or without a column, for the ledger's kind with no
     *     number of trials
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Judge(Criterion criterion, Optional<Map<String, Column>> columns) {
        public Judge {
            if (criterion == null) {
                throw new IllegalArgumentException("a measurement lacks its criterion");
            }
            columns = columns == null ? Optional.empty() : columns;
        }
    }

    /**
     * The judgement of a measurement.
     *
     * @param isMet whether all conditions hold, of as many units as the criterion wants
     * @param lines for people, one for each condition
     */
    public record Judged(boolean isMet, List<String> lines) {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException naming what is malformed, no measurement, or no column of it
     */
    public static Criteria read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        try {
            Content content = EvidenceJson.read(text, Content.class);
            if (content.schema != SCHEMA || content.criteria == null || content.criteria.isEmpty()) {
                throw new IllegalArgumentException(
                        "criteria have \"schema\": " + SCHEMA + " and, under \"criteria\", at least one measurement");
            }
            content.criteria.forEach(Criteria::requireMeasured);
            return new Criteria(file, text, new TreeMap<>(content.criteria));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void requireMeasured(String name, Judge judge) {
        Map<String, Column> known = known(name);
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no measurement " + name + "; there are " + String.join(", ", measurements()));
        }
        if (judge == null) {
            throw new IllegalArgumentException(name + " lacks its criterion");
        }
        judge.columns.orElse(Map.of()).forEach((column, kind) -> {
            if (kind == null) {
                throw new IllegalArgumentException(name + " lacks the kind of its column " + column);
            }
        });
        List<String> wanted = new ArrayList<>(judge.columns.orElse(Map.of()).keySet());
        judge.criterion.conditions().forEach(condition -> wanted.add(condition.column()));
        for (String column : wanted) {
            if (!known.containsKey(column)) {
                throw new IllegalArgumentException(
                        name + " does not measure " + column + ", but " + String.join(", ", known.keySet()));
            }
        }
    }

    /** The columns of a measurement, with the kinds that they have on a network of the ledger. */
    static Map<String, Column> known(String name) {
        Map<String, Column> known = new LinkedHashMap<>();
        Ledger.builtIn().claims().stream()
                .filter(claim ->
                        claim.criterion().isPresent() && claim.evidence().get(0).startsWith(MEASUREMENT + name + "."))
                .map(claim -> claim.protocol().orElseThrow())
                .map(Protocol::columns)
                .forEach(columns -> columns.forEach(known::putIfAbsent));
        return known;
    }

    private static List<String> measurements() {
        return Ledger.builtIn().claims().stream()
                .filter(claim -> claim.criterion().isPresent())
                .map(claim -> claim.evidence().get(0))
                .map(evidence -> evidence.substring(MEASUREMENT.length(), evidence.lastIndexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Refuses criteria for other measurements only.
     *
     * @param names the measurements that are made
     */
    public void requireAnyOf(List<String> names) {
        if (names.stream().noneMatch(judges::containsKey)) {
            throw new IllegalArgumentException(file + " has criteria for " + String.join(", ", judges.keySet())
                    + ", but what is measured is " + String.join(", ", names));
        }
    }

    /**
     * Refuses criteria for a measurement that is not made, which would never be judged.
     *
     * @param names the measurements that are made
     */
    public void requireAmong(Set<String> names) {
        List<String> others =
                judges.keySet().stream().filter(name -> !names.contains(name)).toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(file + " has criteria for " + String.join(", ", others)
                    + ", which is not measured here; leave them out. What is measured is " + String.join(", ", names));
        }
    }

    /**
     * Refuses a file that changed since it was read.
     *
     * @throws IOException if it is gone
     */
    public void requireUnchanged() throws IOException {
        String now = ContentHash.of(file);
        if (!now.equals(sha256())) {
            throw new IllegalArgumentException(file + " changed during the run: it had the SHA-256 " + sha256()
                    + " and has " + now + "; run again with criteria that stay");
        }
    }

    /** The SHA-256 of the file. */
    public String sha256() {
        return Sha256.hex(content);
    }

    /** The name of the file and its hash. */
    public String text() {
        return "criteria " + file.getFileName() + " sha256:" + sha256();
    }

    /** The judgement of a measurement, if there is a criterion for it. */
    public Optional<Judged> judge(String name, Measurement measurement) {
        return Optional.ofNullable(judges.get(name)).map(judge -> judged(name, judge, measurement));
    }

    private static Judged judged(String name, Judge judge, Measurement measurement) {
        Criterion criterion = judge.criterion;
        List<String> lines = new ArrayList<>();
        boolean isMet = true;
        int units = measurement.units().size();
        if (units < criterion.units()) {
            lines.add("  units: " + units + ", to be at least " + criterion.units() + ": no");
            isMet = false;
        }
        for (Criterion.Condition condition : criterion.conditions()) {
            int index = measurement.columns().indexOf(condition.column());
            if (index < 0) {
                lines.add("  " + condition.subject() + ": not measured without labels of the images: no");
                isMet = false;
                continue;
            }
            double[] values = measurement.units().stream()
                    .mapToDouble(unit -> unit.values().get(index))
                    .toArray();
            Optional<Criterion.Judgement> judgement = judgement(name, judge, condition, values, lines);
            isMet &= judgement.isPresent() && judgement.get().holds();
            judgement.ifPresent(one -> lines.add("  " + one.subject() + ": "
                    + one.estimate().text() + ", to be " + one.wanted() + ": " + (one.holds() ? "yes" : "no")));
        }
        return new Judged(isMet, lines);
    }

    /** The judgement; empty, with a line that says why, if there is no interval or a number is none of the column's kind. */
    private static Optional<Criterion.Judgement> judgement(
            String name, Judge judge, Criterion.Condition condition, double[] values, List<String> lines) {
        try {
            Column column = kind(name, judge, condition.column());
            return Optional.of(new Criterion.Judgement(
                    condition, Estimate.of(condition.statistic(), column, values, judge.criterion.confidence())));
        } catch (IllegalArgumentException e) {
            lines.add("  " + condition.subject() + ": cannot be judged, because " + e.getMessage() + ": no");
            return Optional.empty();
        }
    }

    /** The kind of a column. How many trials a number is a mean of, the ledger says only of its own networks' runs. */
    private static Column kind(String name, Judge judge, String column) {
        Column usual = known(name).get(column);
        Column untried = usual.trials() == 1 ? usual : new Column(Column.Kind.BOUNDED, usual.low(), usual.high(), 1);
        return judge.columns.orElse(Map.of()).getOrDefault(column, untried);
    }
}
