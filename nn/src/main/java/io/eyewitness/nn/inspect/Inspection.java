package io.eyewitness.nn.inspect;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What was found out about a network and some of its units: the content of {@code inspection.json}.
 *
 * @param schema the version of the form
 * @param network its name
 * @param weightsSha256 of its parameters
 * @param setting everything that the numbers depend on
 * @param theory what holds whatever the numbers
 * @param thresholds what clean units reach
 * @param verdict on the network
 * @param reasons for the verdict
 * @param whole what was found out about the network
 * @param units the cards of the units
 */
public record Inspection(
        String schema,
        String network,
        String weightsSha256,
        SortedMap<String, String> setting,
        Theory theory,
        Thresholds thresholds,
        Assessment verdict,
        List<String> reasons,
        Whole whole,
        List<Card> units) {
    /** The name of the file. */
    public static final String FILE = "inspection.json";

    /** The name of the same file as JUnit XML. */
    public static final String JUNIT = "inspection.xml";

    /** The version of the form. */
    static final String SCHEMA = "eyewitness-inspection/1";

    private static final double CONFIDENCE = 0.95;

    public Inspection {
        reasons = List.copyOf(reasons);
        units = List.copyOf(units);
    }

    /**
     * What the table says.
     *
     * @param functionClass the class of the table that the network's units are in
     * @param cells the claims of the table about this class; each is expected to be No
     * @param sentence what follows for scores
     */
    public record Theory(String functionClass, List<String> cells, String sentence) {
        public Theory {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What the network's gates and parameters show.
     *
     * @param calibration the number of natural images that say which channels are dead
     * @param heldOut the number of natural images that do not
     * @param gates of the network, in the order of computation
     * @param deadLayer the gate with the largest share of rare channels, dead ones included, and the share
     * @param bimodal the channel whose largest activations at natural images and at visualizations lie farthest apart: the distance of the means over the sum
     *     of the deviations
     * @param weights the weight that is most out of scale, and the robust number of deviations
     * @param biases the bias that is most out of scale, and the robust number of deviations
     */
    public record Whole(
            int calibration,
            int heldOut,
            List<Gate> gates,
            Extreme deadLayer,
            Extreme bimodal,
            Extreme weights,
            Extreme biases) {
        public Whole {
            gates = List.copyOf(gates);
        }
    }

    /** A largest value and where it is. */
    public record Extreme(String where, double value) {}

    /**
     * A gate.
     *
     * @param layer its name
     * @param channels their number
     * @param dead the number of channels that are exactly 0 on all calibration images
     * @param rare the number of channels that are exactly 0 on all but 1 % of them, dead ones included
     * @param opened the number of dead channels that a held-out image activates
     */
    public record Gate(String layer, int channels, int dead, int rare, int opened) {}

    /**
     * A card.
     *
     * @param unit as users write it
     * @param visualizationsSha256 of the numbers of its visualizations, in single precision, big-endian
     * @param verdict on its visualization
     * @param reasons for the verdict
     * @param parts the numbers that the verdict rests on; without shares that no gate could be measured for
     * @param stability the similarities of the visualizations
     * @param gates the shares of the value that depend on channels at each gate where there are some
     * @param path the similarities to natural images at each layer
     */
    public record Card(
            String unit,
            String visualizationsSha256,
            Assessment verdict,
            List<String> reasons,
            List<Part> parts,
            Stability stability,
            List<AtGate> gates,
            List<AtLayer> path) {
        public Card {
            reasons = List.copyOf(reasons);
            parts = List.copyOf(parts);
            gates = List.copyOf(gates);
            path = List.copyOf(path);
        }

        /** Whether a sign was measured. */
        boolean has(Sign sign) {
            return parts.stream().anyMatch(part -> part.sign == sign);
        }

        /** The value of a part; 0 for a share where there was nothing to measure, for no gate carries any of the value. */
        double value(Sign sign) {
            return parts.stream()
                    .filter(part -> part.sign == sign)
                    .map(Part::value)
                    .findFirst()
                    .or(() -> sign.isShare() ? Optional.of(0.0) : Optional.empty())
                    .orElseThrow(() -> new IllegalArgumentException(unit + " has no " + sign.text()));
        }
    }

    /**
     * A number of a unit.
     *
     * @param sign which
     * @param value the mean
     * @param low the lower end of its 95 % interval
     * @param high the upper end
     * @param n how many numbers it is the mean of
     * @param over what they are, such as visualizations
     * @param layer where it was found, if that is one layer
     * @param beside what natural images reach: for agreement the similarity of other natural images, for shares the share at held-out images
     * @param threshold the most extreme value of a clean unit
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @JsonIgnoreProperties(
            value = {"suspicious", "beyond"},
            allowGetters = true)
    public record Part(
            Sign sign,
            double value,
            double low,
            double high,
            int n,
            String over,
            Optional<String> layer,
            Optional<Double> beside,
            Optional<Double> threshold) {
        static Part of(Sign sign, double[] values, Optional<String> layer, Optional<Double> beside) {
            Estimate estimate = Estimate.of(Criterion.Statistic.MEAN, sign.column(), values, CONFIDENCE);
            return new Part(
                    sign,
                    estimate.value(),
                    estimate.low(),
                    estimate.high(),
                    values.length,
                    sign.over(),
                    layer,
                    beside,
                    Optional.empty());
        }

        Part against(Optional<Double> limit) {
            return new Part(sign, value, low, high, n, over, layer, beside, limit);
        }

        /** Which values are suspicious: {@code high} or {@code low} ones. */
        @JsonProperty
        String suspicious() {
            return sign.suspicion(1) > 0 ? "high" : "low";
        }

        /** Whether it lies beyond what clean units reach and, if it is a share, beyond what held-out natural images of the same network reach. */
        @JsonProperty("beyond")
        boolean isBeyond() {
            return threshold.isPresent()
                    && sign.suspicion(value) > sign.suspicion(threshold.get())
                    && (!sign.isShare() || beside.map(share -> value > share).orElse(true));
        }

        String text() {
            return Decimals.format("%s %.3g [%.3g, %.3g]", sign.text(), value, low, high);
        }
    }

    /**
     * The similarities of a unit's visualizations, each the mean over pairs of the cosine of Gram matrices.
     *
     * @param layer of the Gram matrices
     * @param starts of visualizations from different starts in one parametrisation
     * @param parametrisations of visualizations in different parametrisations
     * @param others of visualizations of this unit and of other units in the same parametrisation
     */
    public record Stability(String layer, double starts, double parametrisations, double others) {}

    /** Means over the visualizations, see {@link SilentPaths.AtGate}. */
    public record AtGate(String layer, double dead, double rare, double held, double narrow) {}

    /** The mean similarity of the visualizations, and of other natural images, to the natural images that activate the unit most. */
    public record AtLayer(String layer, double visualizations, double others) {}

    /** The most suspicious verdict on a unit or on the network. */
    public Assessment worst() {
        return units.stream().map(Card::verdict).reduce(verdict, Assessment::worse);
    }

    /** The lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Card card : units) {
            lines.add(card.unit + ": " + card.verdict.text()
                    + (card.reasons.isEmpty() ? "" : " (" + String.join("; ", card.reasons) + ")"));
        }
        lines.add(network + ": " + verdict.text() + " (" + String.join("; ", reasons) + ")");
        lines.add(theory.sentence);
        return lines;
    }

    /**
     * The inspection of a directory of results.
     *
     * @throws IllegalArgumentException if its file is none of this version
     * @throws IOException naming the file that cannot be read
     */
    public static Inspection read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            Inspection inspection = EvidenceJson.read(Files.readString(file), Inspection.class);
            if (!SCHEMA.equals(inspection.schema)) {
                throw new IllegalArgumentException("its form is not " + SCHEMA);
            }
            return inspection;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no inspection: " + e.getMessage(), e);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }
}
