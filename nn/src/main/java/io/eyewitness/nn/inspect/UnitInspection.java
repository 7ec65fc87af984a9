package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.defend.Scores;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.Inspection.AtGate;
import io.eyewitness.nn.inspect.Inspection.AtLayer;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Part;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.text.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The inspection of one unit.
 *
 * @param setup with the natural images
 * @param network the network
 * @param unit the unit
 * @param ascents to its visualizations
 * @param examples its values at the natural images
 * @param path the layers at which paths are measured
 */
record UnitInspection(
        Setup setup, GraphNetwork network, UnitSpec unit, Ascents ascents, Examples examples, List<String> path) {
    /**
     * Its card, without a verdict.
     *
     * @param number of the unit in the similarities
     * @param range of natural images
     * @param heldOut the first of the natural images, which the range does not cover
     */
    Card card(Similarities similarities, int number, NaturalRange range, LabelledImages heldOut) {
        double[] natural = examples.readings().stream()
                .mapToDouble(reading -> reading.value())
                .toArray();
        double mean = StatUtils.mean(natural);
        double deviation = Math.sqrt(StatUtils.variance(natural));
        SilentPaths paths = SilentPaths.of(network, unit, ascents.images(), range, mean, deviation);
        SilentPaths control = SilentPaths.of(network, unit, top(natural, heldOut), range, mean, deviation);
        Scores.Comparison compared = Scores.compare(
                network,
                unit,
                ascents.images(),
                path,
                setup.images(),
                examples,
                setup.protocol().seed());
        List<Part> parts = new ArrayList<>(List.of(
                part(compared.agreement()),
                path(compared.path()),
                Part.of(Sign.DISTINCTNESS, similarities.distinctness(number), Optional.empty(), Optional.empty())));
        share(Sign.DEAD, SilentPaths.AtGate::dead, paths.layers(), control.layers())
                .ifPresent(parts::add);
        share(Sign.RARE, SilentPaths.AtGate::rare, paths.layers(), control.layers())
                .ifPresent(parts::add);
        share(Sign.BEYOND, SilentPaths.AtGate::beyond, paths.choosing(), control.choosing())
                .ifPresent(parts::add);
        parts.add(Part.of(Sign.STEEPNESS, ascents.steepness(), Optional.empty(), Optional.empty()));
        return new Card(
                unit.toString(),
                sha256(ascents.images().values()),
                Assessment.CONSISTENT,
                List.of(),
                parts,
                similarities.stability(number),
                gates(paths),
                compared.path().stream().map(UnitInspection::atLayer).toList());
    }

    private static String sha256(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes.array()));
    }

    /** The held-out images that activate the unit most. */
    private Images top(double[] natural, LabelledImages heldOut) {
        int[] chosen = IntStream.range(0, heldOut.size())
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -natural[image]))
                .limit(Scores.EXAMPLES)
                .mapToInt(Integer::intValue)
                .toArray();
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(heldOut.subset(chosen).batch(scratch, 0, chosen.length));
        }
    }

    private static Part part(Scores.Likeness agreement) {
        double[] excess = agreement.visualizations().stream()
                .mapToDouble(similarity -> similarity - agreement.others())
                .toArray();
        return Part.of(Sign.AGREEMENT, excess, Optional.of(agreement.layer()), Optional.of(agreement.others()));
    }

    private static Part path(List<Scores.Likeness> layers) {
        int count = layers.get(0).visualizations().size();
        double[] excess = IntStream.range(0, count)
                .mapToDouble(image -> layers.stream()
                        .mapToDouble(layer -> layer.visualizations().get(image) - layer.others())
                        .average()
                        .orElseThrow())
                .toArray();
        double others =
                layers.stream().mapToDouble(Scores.Likeness::others).average().orElseThrow();
        return Part.of(Sign.PATH, excess, Optional.empty(), Optional.of(others));
    }

    /** The share at the gate where it is largest; empty if there is no gate. */
    private static Optional<Part> share(
            Sign sign,
            Function<SilentPaths.AtGate, double[]> shares,
            List<SilentPaths.AtGate> gates,
            List<SilentPaths.AtGate> control) {
        return largest(gates, shares)
                .map(gate -> Part.of(
                        sign,
                        shares.apply(gate),
                        Optional.of(gate)
                                .filter(one -> StatUtils.mean(shares.apply(one)) > 0)
                                .map(SilentPaths.AtGate::layer),
                        largest(control, shares).map(shares).map(StatUtils::mean)));
    }

    private static Optional<SilentPaths.AtGate> largest(
            List<SilentPaths.AtGate> gates, Function<SilentPaths.AtGate, double[]> shares) {
        return gates.stream().max(Comparator.comparingDouble(gate -> StatUtils.mean(shares.apply(gate))));
    }

    private static List<AtGate> gates(SilentPaths paths) {
        List<AtGate> gates = new ArrayList<>();
        for (SilentPaths.AtGate gate : paths.layers()) {
            if (Arrays.stream(gate.held()).anyMatch(share -> share > 0)
                    || Arrays.stream(gate.rare()).anyMatch(share -> share > 0)) {
                gates.add(new AtGate(
                        gate.layer(),
                        StatUtils.mean(gate.dead()),
                        StatUtils.mean(gate.rare()),
                        StatUtils.mean(gate.held()),
                        StatUtils.mean(gate.narrow())));
            }
        }
        return gates;
    }

    private static AtLayer atLayer(Scores.Likeness layer) {
        return new AtLayer(
                layer.layer(),
                layer.visualizations().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(),
                layer.others());
    }
}
