package io.eyewitness.nn.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time of an optimization step beside that of a bare pass: the network forward and backward at one batch, without parametrisation,
 * transforms, penalties and optimizer, which a step adds. Steps, as many as a visualization makes before it reads numbers from the device, and
 * as many passes take turns.
 *
 * @param network its name
 * @param size of the images, in pixels
 * @param setting the device, the threads, the platform and the versions
 * @param batches a row for each batch size
 */
public record Benchmark(String network, int size, SortedMap<String, String> setting, List<Batch> batches) {
    private static final int WARM_UP = 3;
    private static final int FEWEST_TURNS = 3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final Path STATUS = Path.of("/proc/self/status");

    public Benchmark {
        setting = new TreeMap<>(setting);
        batches = List.copyOf(batches);
    }

    /**
     * The times at one batch size, in milliseconds; the times of a turn are its means.
     *
     * @param images in the batch
     * @param pairs the number of timed passes, and of timed steps
     * @param pass the median of a bare pass
     * @param fastestPass the least
     * @param step the median of an optimization step
     * @param fastestStep the least
     * @param transfer the median of copying a batch to the device and back
     * @param peakMebibytes the largest memory of the process so far, in MiB; empty where the system does not tell
     */
    public record Batch(
            int images,
            int pairs,
            double pass,
            double fastestPass,
            double step,
            double fastestStep,
            double transfer,
            OptionalLong peakMebibytes) {
        /** The images per second: steps per second times the images of a step. */
        @JsonProperty
        public double imagesPerSecond() {
            return images * MILLIS_PER_SECOND / step;
        }

        /** The time of a step as a multiple of the time of a bare pass. */
        @JsonProperty
        public double overhead() {
            return step / pass;
        }
    }

    /**
     * Measures a network, with the usual settings of a visualization and its first logit as the objective.
     *
     * @param batchSizes the sizes, in the order in which they are measured
     * @param time the time for each size; at least three turns are timed
     * @throws IllegalArgumentException if a batch size is below 1 or the network cannot take images of the size
     */
    public static Benchmark of(
            Network network,
            int size,
            List<Integer> batchSizes,
            Duration time,
            Map<String, String> setting,
            Progress progress) {
        for (int images : batchSizes) {
            if (images < 1) {
                throw new IllegalArgumentException("a batch of " + images + " images cannot be measured");
            }
        }
        List<Batch> rows = new ArrayList<>();
        for (int images : batchSizes) {
            progress.started("batch of " + images, Progress.UNKNOWN);
            rows.add(batch(network, size, images, time, progress));
        }
        return new Benchmark(network.name(), size, new TreeMap<>(setting), rows);
    }

    private static Batch batch(Network network, int size, int images, Duration time, Progress progress) {
        VisualizationSpec spec =
                VisualizationSpec.of(Objective.logit(0)).withSize(size).withBatch(images);
        int pairs = 0;
        List<Double> passes = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        List<Double> transfers = new ArrayList<>();
        try (NDManager manager = network.manager().newSubManager();
                Optimization optimization = spec.start(network)) {
            long start = System.nanoTime();
            for (int i = -WARM_UP; i < FEWEST_TURNS || System.nanoTime() - start < time.toNanos(); i++) {
                int before = optimization.step();
                double step = millis(() -> optimization.advance(Integer.MAX_VALUE));
                int made = optimization.step() - before;
                Images seen = optimization.images();
                double pass = millis(() -> passes(made, network, seen));
                double transfer = millis(() -> transfer(manager, spec.shape(network), seen.values()));
                if (i >= 0) {
                    pairs += made;
                    passes.add(pass / made);
                    steps.add(step / made);
                    transfers.add(transfer);
                }
                progress.finished(made);
            }
        }
        double[] pass = sorted(passes);
        double[] step = sorted(steps);
        return new Batch(
                images, pairs, median(pass), pass[0], median(step), step[0], median(sorted(transfers)), peak());
    }

    /**
     * Forward and backward some times; reading the last gradient waits for the device.
     *
     * @param images those of the optimization: a network takes less time for grey ones, whose largest numbers of windows are easily found
     */
    private static void passes(int number, Network network, Images images) {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray image = images.on(manager);
            for (int left = number; left > 0; left--) {
                try (NDManager scratch = manager.newSubManager()) {
                    NDArray gradient = pass(network, image, scratch);
                    if (left == 1) {
                        gradient.sum().getFloat();
                    }
                }
            }
        }
    }

    private static NDArray pass(Network network, NDArray image, NDManager scratch) {
        NDArray leaf = image.duplicate();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
            collector.backward(logits(network, leaf).get(":, 0").sum());
        }
        return leaf.getGradient();
    }

    private static NDArray logits(Network network, NDArray images) {
        List<String> layers = List.of(Network.LOGITS);
        return network.unread(images, layers)
                .orElseGet(() -> network.activations(images, layers))
                .get(Network.LOGITS);
    }

    private static void transfer(NDManager manager, Shape shape, float... values) {
        try (NDArray there = manager.create(values, shape)) {
            there.toFloatArray();
        }
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static double[] sorted(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static OptionalLong peak() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The table, a line for each batch size. */
    public List<String> table() {
        List<String> lines = new ArrayList<>(List.of(
                network + ", images of " + size + " x " + size + " pixels; "
                        + setting.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining("; ")),
                "",
                " batch  pairs    bare pass         step  step/pass   images/s     transfer       peak"));
        for (Batch row : batches) {
            lines.add(Decimals.format(
                    "%6d %6d %9.1f ms %9.1f ms %10.2f %10.1f %9.2f ms %10s",
                    row.images(),
                    row.pairs(),
                    row.pass(),
                    row.step(),
                    row.overhead(),
                    row.imagesPerSecond(),
                    row.transfer(),
                    row.peakMebibytes().isPresent() ? row.peakMebibytes().getAsLong() + " MiB" : "-"));
        }
        return lines;
    }
}
