package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Filters T for all units of a layer, with biases: a candidate for silent units.
 *
 * @param filters one for each unit, in the order channel, row, column
 * @param biases one for each unit
 * @param starts whether the additions are above 0 at the starts of optimizations: at more places than the strength says, for at least 99 % of
 *     all pairs of a start and a unit
 */
record SilentFilterBank(double[][] filters, double[] biases, boolean starts) {
    private static final double MOST = 0.99;

    /**
     * Calibrates candidates, and returns the first one that {@linkplain #starts starts} with the strength's margin, or else the last one.
     *
     * @param candidates filters of any length, one for each unit
     * @param progress is told of each calibration image
     */
    static SilentFilterBank firstThatStarts(
            List<double[][]> candidates,
            GraphNetwork truth,
            SilentSite site,
            Images starts,
            LabelledImages calibration,
            SilentUnits.Strength strength,
            Progress progress) {
        return calibrated(candidates, truth, site, starts, calibration, strength, progress, room -> {
            int i = 0;
            while (i < candidates.size() - 1 && room.applyAsDouble(i) <= strength.margin()) {
                i++;
            }
            return new Choice(i, room.applyAsDouble(i), strength.margin());
        });
    }

    /**
     * Calibrates candidates, and returns the one with most room between its responses to the calibration images and to the starts of
     * optimizations. Its margin takes the strength's share of the room, if that is more than the strength's margin, so that few other images reach it.
     *
     * @param candidates filters of any length, one for each unit
     * @param progress is told of each calibration image
     */
    static SilentFilterBank withMostRoom(
            List<double[][]> candidates,
            GraphNetwork truth,
            SilentSite site,
            Images starts,
            LabelledImages calibration,
            SilentUnits.Strength strength,
            Progress progress) {
        return calibrated(candidates, truth, site, starts, calibration, strength, progress, room -> {
            double[] rooms =
                    IntStream.range(0, candidates.size()).mapToDouble(room).toArray();
            int most = IntStream.range(0, rooms.length)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> rooms[i]))
                    .orElseThrow();
            return new Choice(most, rooms[most], Math.max(strength.margin(), strength.room() * rooms[most]));
        });
    }

    private record Choice(int candidate, double room, double margin) {}

    private static SilentFilterBank calibrated(
            List<double[][]> candidates,
            GraphNetwork truth,
            SilentSite site,
            Images starts,
            LabelledImages calibration,
            SilentUnits.Strength strength,
            Progress progress,
            Function<IntToDoubleFunction, Choice> choose) {
        String units = Graph.original(site.layer());
        List<String> responses = IntStream.range(0, candidates.size())
                .mapToObj(i -> site.layer() + ".candidate" + i)
                .toList();
        try (GraphNetwork probe = probe(candidates, responses, truth, site)) {
            List<String> layers = new ArrayList<>(responses);
            layers.add(units);
            Map<String, ActivationRange> ranges = ActivationRange.of(probe, layers, calibration, progress);
            Choice choice = choose.apply(i -> {
                String response = responses.get(i);
                return room(probe, response, starts, ranges.get(response), strength.begun());
            });
            return scaled(
                    candidates.get(choice.candidate()),
                    ranges.get(units),
                    ranges.get(responses.get(choice.candidate())),
                    strength.gain(),
                    choice.margin(),
                    choice.room() > strength.margin());
        }
    }

    private static GraphNetwork probe(
            List<double[][]> candidates, List<String> responses, GraphNetwork truth, SilentSite site) {
        Operation.Conv silent = site.silent();
        List<Node> nodes = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        for (int i = 0; i < candidates.size(); i++) {
            String response = responses.get(i);
            nodes.add(new Node(response, silent, site.conv().inputs(), response));
            new SilentFilterBank(candidates.get(i), new double[silent.out()], false)
                    .tensors(silent)
                    .forEach((name, tensor) -> tensors.put(response + name, tensor));
        }
        nodes.add(
                new Node(site.layer(), new Operation.Identity(), List.of(Graph.original(site.layer())), site.layer()));
        return new GraphNetwork(
                truth.graph().replacing(site.layer(), nodes),
                tensors,
                truth.manager().getDevice());
    }

    /**
     * How far the responses to starts lie beyond all natural responses, in widths of the natural range: the largest margin at which, for 99 % of
     * the pairs of a start and a unit, the response is above it at more than a share of places.
     */
    private static double room(
            GraphNetwork probe, String response, Images starts, ActivationRange natural, double share) {
        try (NDManager scratch = probe.manager().newSubManager()) {
            NDArray activations =
                    probe.activations(starts.on(scratch), List.of(response)).get(response);
            int width = natural.largest().length;
            float[] values = activations.toFloatArray();
            int pairs = starts.batch() * width;
            int places = values.length / pairs;
            int within = places - 1 - (int) (share * places);
            double[] rooms = IntStream.range(0, pairs)
                    .mapToDouble(pair -> {
                        float[] sorted = Arrays.copyOfRange(values, pair * places, (pair + 1) * places);
                        Arrays.sort(sorted);
                        int unit = pair % width;
                        return natural.width(unit) > 0
                                ? (sorted[within] - natural.largest()[unit]) / natural.width(unit)
                                : Double.NEGATIVE_INFINITY;
                    })
                    .sorted()
                    .toArray();
            return rooms[pairs - (int) Math.ceil(MOST * pairs)];
        }
    }

    private static SilentFilterBank scaled(
            double[][] filters,
            ActivationRange units,
            ActivationRange natural,
            double gain,
            double margin,
            boolean started) {
        double[][] scaled = new double[filters.length][];
        double[] biases = new double[filters.length];
        for (int unit = 0; unit < filters.length; unit++) {
            double width = natural.width(unit);
            double scale = width > 0 ? gain * units.width(unit) / width : 0;
            biases[unit] = -scale * natural.beyond(unit, margin);
            scaled[unit] =
                    Arrays.stream(filters[unit]).map(weight -> scale * weight).toArray();
        }
        return new SilentFilterBank(scaled, biases, started);
    }

    /** The parameters of a convolution, by the ends of their names. */
    Map<String, Tensor> tensors(Operation.Conv conv) {
        float[] weights = new float[filters.length * filters[0].length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) filters[i / filters[0].length][i % filters[0].length];
        }
        float[] bias = new float[biases.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) biases[i];
        }
        long kernel = conv.kernel();
        return Map.of(
                ".weight", new Tensor(List.of((long) conv.out(), (long) conv.in(), kernel, kernel), weights),
                ".bias", new Tensor(List.of((long) conv.out()), bias));
    }
}
