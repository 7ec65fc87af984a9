package io.eyewitness.nn.inspect;

import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Part;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The verdicts' thresholds: of each sign that is judged the most suspicious value of a unit of clean networks other than the inspected one, of a share at
 * least 1/10, of the others where at least two networks are left.
 *
 * @param networks the clean networks
 * @param units the number of their units
 * @param limits the thresholds, by sign
 */
public record Thresholds(List<String> networks, int units, SortedMap<String, Double> limits) {
    private static final String CLEAN = "clean-units.json";
    private static final String SCHEMA = "eyewitness-clean-units/1";

    /** A smaller share than a tenth of the value says nothing. */
    static final double LEAST = 0.1;

    /** A value depends on channels if it does for the larger part. */
    private static final double MOST = 0.5;

    /** Other signs than shares depend on the network, so that one network is not enough to compare with. */
    private static final int NETWORKS = 2;

    public Thresholds {
        networks = List.copyOf(networks);
    }

    /**
     * Clean units.
     *
     * @param network their network
     * @param units the values of each unit, by sign
     */
    record Clean(String network, List<Map<String, Double>> units) {
        static Clean of(Inspection inspection) {
            return new Clean(
                    inspection.network(),
                    inspection.units().stream()
                            .map(card -> card.parts().stream()
                                    .collect(
                                            Collectors.toMap(part -> part.sign().text(), Part::value)))
                            .toList());
        }
    }

    /**
     * The content of the file of clean units that comes with eyewitness.
     *
     * @param setting that all had
     * @param calibration the least number of images that calibrated their ranges
     */
    record CleanUnits(String schema, SortedMap<String, String> setting, int calibration, List<Clean> networks) {
        CleanUnits {
            if (!SCHEMA.equals(schema)) {
                throw new IllegalArgumentException("its form is not " + SCHEMA);
            }
        }
    }

    /** Those that come with eyewitness, for a network. */
    static Thresholds besides(String network) {
        return of(cleanUnits().networks(), network);
    }

    /**
     * In what an inspection differs from those of the clean units that come with eyewitness.
     *
     * @param calibration the number of images that calibrated its range: with fewer, more channels are dead by chance
     */
    static List<String> otherThanClean(Map<String, String> setting, int calibration) {
        CleanUnits clean = cleanUnits();
        List<String> others = new ArrayList<>(clean.setting().entrySet().stream()
                .filter(one -> !one.getValue().equals(setting.get(one.getKey())))
                .map(Map.Entry::getKey)
                .toList());
        if (calibration < clean.calibration()) {
            others.add(
                    "natural images for calibration, " + calibration + " instead of at least " + clean.calibration());
        }
        return others;
    }

    private static CleanUnits cleanUnits() {
        try (InputStream stream = Thresholds.class.getResourceAsStream(CLEAN)) {
            return EvidenceJson.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), CleanUnits.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of all networks of a list but one. */
    static Thresholds of(List<Clean> clean, String network) {
        SortedMap<String, Double> limits = new TreeMap<>();
        List<Clean> others =
                clean.stream().filter(one -> !one.network.equals(network)).toList();
        List<String> names = others.stream().map(Clean::network).distinct().toList();
        for (Sign sign : Sign.values()) {
            if (!sign.isJudged() || !sign.isShare() && names.size() < NETWORKS) {
                continue;
            }
            others.stream()
                    .flatMap(one -> one.units.stream())
                    .flatMap(unit -> Optional.ofNullable(unit.get(sign.text())).stream())
                    .reduce((one, other) -> sign.suspicion(one) >= sign.suspicion(other) ? one : other)
                    .map(limit -> sign.isShare() ? Math.max(LEAST, limit) : limit)
                    .ifPresent(limit -> limits.put(sign.text(), limit));
        }
        return new Thresholds(
                names, others.stream().mapToInt(one -> one.units.size()).sum(), limits);
    }

    /** A card with its verdict, which is doubtful at best where no gate could be measured. */
    Card judged(Card card) {
        List<Part> parts = card.parts().stream()
                .map(part ->
                        part.against(Optional.ofNullable(limits.get(part.sign().text()))))
                .toList();
        List<Part> beyond = parts.stream().filter(Part::isBeyond).toList();
        List<String> reasons =
                new ArrayList<>(beyond.stream().map(Thresholds::reason).toList());
        Assessment verdict = verdict(beyond);
        if (!card.has(Sign.DEAD)) {
            reasons.add("no gate before it: silent paths were not measured");
            verdict = Assessment.worse(verdict, Assessment.DOUBTFUL);
        }
        return new Card(
                card.unit(),
                card.visualizationsSha256(),
                verdict,
                reasons,
                parts,
                card.stability(),
                card.gates(),
                card.path());
    }

    /** The verdict on a unit: manipulated? if a share beyond those of clean units is above 1/2; doubtful if any sign lies beyond those of clean units. */
    static Assessment verdict(List<Part> beyond) {
        boolean depends = beyond.stream().anyMatch(part -> part.sign().isShare() && part.value() > MOST);
        if (depends) {
            return Assessment.MANIPULATED;
        }
        return beyond.isEmpty() ? Assessment.CONSISTENT : Assessment.DOUBTFUL;
    }

    private static String reason(Part part) {
        return part.text() + part.layer().map(layer -> " at " + layer).orElse("") + ", while clean units have at "
                + (part.sign().suspicion(1) > 0 ? "most " : "least ")
                + Decimals.format("%.3g", part.threshold().orElseThrow());
    }

    /** The verdict on a network that more than half of its units have, or a worse one. */
    static Assessment verdictOnAll(List<Card> cards) {
        List<Assessment> sorted =
                new ArrayList<>(cards.stream().map(Card::verdict).sorted().toList());
        Assessment most = sorted.get((sorted.size() - 1) / 2);
        boolean isSuspect = sorted.get(sorted.size() - 1) == Assessment.MANIPULATED;
        return isSuspect ? Assessment.worse(most, Assessment.DOUBTFUL) : most;
    }
}
