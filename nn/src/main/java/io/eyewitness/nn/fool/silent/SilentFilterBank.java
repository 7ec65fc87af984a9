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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Calibrates candidates, and returns the first one that {@linkplain #starts starts}, or else the last one.
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
        String units = Graph.original(site.layer());
        List<String> responses = IntStream.range(0, candidates.size())
                .mapToObj(i -> site.layer() + ".candidate" + i)
                .toList();
        try (GraphNetwork probe = probe(candidates, responses, truth, site)) {
            List<String> layers = new ArrayList<>(responses);
            layers.add(units);
            Map<String, ActivationRange> ranges = ActivationRange.of(probe, layers, calibration, progress);
            for (int i = 0; ; i++) {
                ActivationRange natural = ranges.get(responses.get(i));
                boolean started = begun(probe, responses.get(i), starts, natural, strength) >= MOST;
                if (started || i == candidates.size() - 1) {
                    return calibrated(candidates.get(i), ranges.get(units), natural, strength, started);
                }
            }
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

    /** The share of the pairs of a start and a unit for which the response exceeds all natural responses at enough places. */
    private static double begun(
            GraphNetwork probe,
            String response,
            Images starts,
            ActivationRange natural,
            SilentUnits.Strength strength) {
        try (NDManager scratch = probe.manager().newSubManager()) {
            NDArray activations =
                    probe.activations(starts.on(scratch), List.of(response)).get(response);
            int width = natural.largest().length;
            float[] values = activations.toFloatArray();
            int pairs = starts.batch() * width;
            int places = values.length / pairs;
            return (double) IntStream.range(0, pairs)
                            .filter(pair -> {
                                double beyond = natural.beyond(pair % width, strength.margin());
                                return IntStream.range(pair * places, (pair + 1) * places)
                                                .filter(i -> values[i] > beyond)
                                                .count()
                                        > strength.begun() * places;
                            })
                            .count()
                    / pairs;
        }
    }

    private static SilentFilterBank calibrated(
            double[][] filters,
            ActivationRange units,
            ActivationRange natural,
            SilentUnits.Strength strength,
            boolean started) {
        double[][] scaled = new double[filters.length][];
        double[] biases = new double[filters.length];
        for (int unit = 0; unit < filters.length; unit++) {
            double width = natural.width(unit);
            double scale = width > 0 ? strength.gain() * units.width(unit) / width : 0;
            biases[unit] = -scale * natural.beyond(unit, strength.margin());
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
