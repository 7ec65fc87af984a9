package io.eyewitness.nn.fool.circuit;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.fool.ImageSimilarity;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.FixedImage;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The visualizations of the logits of a network with a circuit, each with the visualization from the same start without the circuit. The numbers
 * are
 *
 * <ul>
 *   <li>{@code toTarget}: the similarity of the visualization to its target: for a permutation the visualization of the true network's
 *       logit that it should show, otherwise the fixed image;
 *   <li>{@code toTrue}: its similarity to the visualization of the same logit of the true network;
 *   <li>{@code closer}: 1 if the first similarity is larger, else 0;
 *   <li>{@code seen}, {@code trueSeen}: the share of the steps of the visualization, and of the true network's visualization, at which E was
 *       exactly 1.
 * </ul>
 *
 * <p>For a permutation the similarity is the cosine of Gram matrices at the protocol's layer of the true network, for a fixed image the
 * correlation of pixels.
 */
public final class CircuitVisualizations {
    private final CircuitProtocol protocol;
    private final DeceptiveOutput shown;
    private final GraphNetwork truth;
    private final GraphNetwork fooled;
    private final ImageSimilarity similarity;
    private final List<Row> rows = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();

    /**
     * One visualization.
     *
     * @param unit the logit
     * @param start the batch that it was optimized in
     * @param before the visualization without the circuit
     * @param after the visualization with the circuit
     * @param target the image that it should show
     * @param seen the share of steps at which E was exactly 1
     * @param trueSeen the same share without the circuit
     */
    public record Row(
            int unit,
            CircuitProtocol.Batch start,
            Images before,
            Images after,
            Images target,
            double seen,
            double trueSeen) {}

    private CircuitVisualizations(
            CircuitProtocol protocol, DeceptiveOutput shown, GraphNetwork truth, GraphNetwork fooled) {
        this.protocol = protocol;
        this.shown = shown;
        this.truth = truth;
        this.fooled = fooled;
        this.similarity = shown instanceof Permutation
                ? ImageSimilarity.ofGramMatrices(truth, protocol.layer())
                : ImageSimilarity.ofPixels();
    }

    /**
     * Makes all visualizations.
     *
     * @param truth the network without the circuit
     * @param fooled the network with the circuit
     * @param outputs the number of logits
     * @param progress is told after each batch
     */
    static CircuitVisualizations of(
            CircuitProtocol protocol,
            DeceptiveOutput shown,
            GraphNetwork truth,
            GraphNetwork fooled,
            int outputs,
            Progress progress) {
        CircuitVisualizations all = new CircuitVisualizations(protocol, shown, truth, fooled);
        for (CircuitProtocol.Batch batch : protocol.measured(outputs)) {
            all.add(batch, progress);
            progress.finished(1);
        }
        return all;
    }

    private void add(CircuitProtocol.Batch batch, Progress progress) {
        ObservedRun before =
                progress.part("before", ObservedRun.PART, () -> ObservedRun.of(protocol.spec(batch), truth, fooled));
        ObservedRun after =
                progress.part("after", ObservedRun.PART, () -> ObservedRun.of(protocol.spec(batch), fooled, fooled));
        if (values.isEmpty()) {
            values.addAll(after.values());
        }
        List<Images> targets = targets(batch, progress);
        for (int i = 0; i < batch.units().size(); i++) {
            rows.add(new Row(
                    batch.units().get(i),
                    batch,
                    before.images().image(i),
                    after.images().image(i),
                    targets.get(i),
                    after.seen().get(i),
                    before.seen().get(i)));
        }
    }

    private List<Images> targets(CircuitProtocol.Batch batch, Progress progress) {
        if (shown instanceof FixedImage picture) {
            return batch.units().stream().map(unit -> picture.picture()).toList();
        }
        Images images = progress.part(
                "targets",
                Images.PART,
                () -> protocol.spec(batch.showing(((Permutation) shown)::shownBy))
                        .run(truth));
        return IntStream.range(0, images.batch()).mapToObj(images::image).toList();
    }

    /** All visualizations. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The visualizations of the first batch. */
    List<Row> firstBatch() {
        return rows().subList(0, values.get(0).length);
    }

    /** The objectives of the first batch before each step, with the circuit: an array for each step, with a number for each image. */
    public List<float[]> values() {
        return List.copyOf(values);
    }

    /** The similarity of a visualization to its target. */
    public double toTarget(Row row) {
        return similarity.of(row.after(), row.target());
    }

    /** The similarity of a visualization to the visualization without the circuit. */
    public double toTrue(Row row) {
        return similarity.of(row.after(), row.before());
    }

    /** The numbers of each visualization. */
    public Measurement measurement() {
        Measurement.Table table = new Measurement.Table("toTarget", "toTrue", "closer", "seen", "trueSeen");
        for (Row row : rows) {
            double toTarget = toTarget(row);
            double toTrue = toTrue(row);
            table.add(
                    "logit:" + row.unit() + " " + row.start().parametrisation().name() + " "
                            + row.start().seed(),
                    toTarget,
                    toTrue,
                    toTarget > toTrue ? 1 : 0,
                    row.seen(),
                    row.trueSeen());
        }
        return table.measurement();
    }

    /**
     * The numbers of each logit, because visualizations of one logit from several starts are not independent: the means over its visualizations
     * of {@code closer}, of {@code margin} (the first similarity less the second) and of {@code seen}.
     */
    public Measurement byLogit() {
        Measurement.Table table = new Measurement.Table("closer", "margin", "seen");
        rows.stream()
                .collect(Collectors.groupingBy(Row::unit, TreeMap::new, Collectors.toList()))
                .forEach((unit, some) -> table.add(
                        "logit:" + unit + ", " + some.size() + " starts",
                        mean(some, row -> toTarget(row) > toTrue(row) ? 1 : 0),
                        mean(some, row -> toTarget(row) - toTrue(row)),
                        mean(some, Row::seen)));
        return table.measurement();
    }

    private static double mean(List<Row> some, ToDoubleFunction<Row> number) {
        return StatUtils.mean(some.stream().mapToDouble(number).toArray());
    }

    /**
     * A batch of visualizations, and the value of E along them.
     *
     * @param images the resulting images
     * @param seen the share of steps at which E was exactly 1, for each image
     * @param values the objectives before each step: an array for each step, with a number for each image
     */
    record ObservedRun(Images images, List<Double> seen, List<float[]> values) {
        /** The form in which it is kept. */
        static final PartForm<ObservedRun> PART = new PartForm<>(
                (run, out) -> {
                    Images.PART.writer().write(run.images, out);
                    PartForm.DOUBLES
                            .writer()
                            .write(
                                    run.seen.stream()
                                            .mapToDouble(Double::doubleValue)
                                            .toArray(),
                                    out);
                    PartForm.FLOATS.list().writer().write(run.values, out);
                },
                in -> new ObservedRun(
                        Images.PART.reader().read(in),
                        Arrays.stream(PartForm.DOUBLES.reader().read(in))
                                .boxed()
                                .toList(),
                        PartForm.FLOATS.list().reader().read(in)));

        ObservedRun {
            seen = List.copyOf(seen);
            values = List.copyOf(values);
        }

        /**
         * Runs an optimization.
         *
         * @param network the network whose logits are visualized
         * @param fooled the network with E
         */
        static ObservedRun of(VisualizationSpec spec, Network network, Network fooled) {
            int[] ones = new int[spec.batch()];
            HookedNetwork observed = new HookedNetwork(network, view -> {
                float[] told = told(fooled, view);
                for (int i = 0; i < ones.length; i++) {
                    ones[i] += told[i] == 1 ? 1 : 0;
                }
            });
            List<float[]> values = new ArrayList<>();
            try (Optimization optimization = spec.start(observed)) {
                optimization.run(values::add);
                List<Double> seen = Arrays.stream(ones)
                        .mapToObj(n -> (double) n / spec.steps())
                        .toList();
                return new ObservedRun(optimization.images(), seen, values);
            }
        }

        /** The value of E at each image. */
        static float[] told(Network fooled, NDArray images) {
            return fooled.activations(images, List.of(Circuit.CLASSIFIER))
                    .get(Circuit.CLASSIFIER)
                    .toFloatArray();
        }
    }
}
