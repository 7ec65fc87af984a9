package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Activations;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The visualizations of a unit, and how steep the way to them was.
 *
 * @param images the visualizations: those of each parametrisation follow one another
 * @param parametrisations the name of the parametrisation of each
 * @param slopes of each, the norms of the gradient of the unit with respect to the image, after 0 steps, an eighth of the steps, and so on
 */
record Ascents(Images images, List<String> parametrisations, double[][] slopes) {
    private static final int TOGETHER = 5;
    private static final int LOOKS = 8;
    private static final long SEEDS = 100_000;

    /** Above it there is no finite interval; a median of 0 is as steep. */
    private static final double STEEPEST = 6;

    /**
     * A way of making visualizations.
     *
     * @param seeds the number of starts
     */
    private record Way(Parametrisation parametrisation, int seeds) {}

    /** A batch of ascents with the norms at each look, image by image. */
    private record Batch(Images images, List<double[]> slopes) {
        static final PartForm<Batch> PART = new PartForm<>(
                (batch, out) -> {
                    Images.PART.writer().write(batch.images, out);
                    PartForm.DOUBLES.list().writer().write(batch.slopes, out);
                },
                in -> new Batch(
                        Images.PART.reader().read(in),
                        PartForm.DOUBLES.list().reader().read(in)));
    }

    /**
     * The ascents of units: from some starts with Fourier images, from one with pixels and one with MACO.
     *
     * @param seeds the number of starts with Fourier images
     * @param progress is told of each image
     */
    static List<Ascents> of(Setup setup, List<Objective> units, int seeds, Progress progress) {
        List<Way> ways = List.of(
                new Way(new Parametrisation.Fourier(), seeds),
                new Way(new Parametrisation.Pixel(), 1),
                new Way(new Parametrisation.Maco(), 1));
        List<Ascents> all = new ArrayList<>();
        for (int from = 0; from < units.size(); from += TOGETHER) {
            List<Objective> some = units.subList(from, Math.min(from + TOGETHER, units.size()));
            List<Batch> batches = new ArrayList<>();
            for (Way way : ways) {
                VisualizationSpec spec = spec(setup, some, way, SEEDS * setup.seed() + from + batches.size());
                batches.add(progress.part("ascents", Batch.PART, () -> run(spec, setup.network())));
                progress.finished((long) some.size() * way.seeds);
            }
            for (int unit = 0; unit < some.size(); unit++) {
                all.add(of(unit, ways, batches));
            }
        }
        return all;
    }

    private static VisualizationSpec spec(Setup setup, List<Objective> units, Way way, long seed) {
        VisualizationSpec usual = setup.spec(units.get(0));
        return new VisualizationSpec(
                units,
                way.parametrisation,
                usual.transforms(),
                usual.size(),
                way.seeds,
                usual.steps(),
                usual.rate(),
                seed);
    }

    private static Batch run(VisualizationSpec spec, Network network) {
        List<double[]> slopes = new ArrayList<>();
        try (Optimization optimization = spec.start(network)) {
            for (int look = 0; look <= LOOKS; look++) {
                int wanted = spec.steps() * look / LOOKS;
                while (optimization.step() < wanted) {
                    optimization.advance(wanted - optimization.step());
                }
                slopes.add(slopes(spec.objective(), optimization.images(), network));
            }
            return new Batch(optimization.images(), slopes);
        }
    }

    /** The norm of the gradient at each image. */
    private static double[] slopes(Objective objective, Images images, Network network) {
        try (NDManager scratch = network.manager().newSubManager();
                GradientCollector collector = scratch.getEngine().newGradientCollector()) {
            NDArray view = images.on(scratch);
            view.setRequiresGradient(true);
            collector.backward(objective
                    .of(new Activations(view, network.activations(view, objective.layers())))
                    .sum());
            return norms(images.batch(), view.getGradient().toFloatArray());
        }
    }

    /** The l2 norm of each of some rows, in double precision: squares of large numbers of single precision overflow. */
    static double[] norms(int rows, float... values) {
        int each = values.length / rows;
        double[] norms = new double[rows];
        for (int i = 0; i < values.length; i++) {
            norms[i / each] += (double) values[i] * values[i];
        }
        return Arrays.stream(norms).map(Math::sqrt).toArray();
    }

    private static Ascents of(int unit, List<Way> ways, List<Batch> batches) {
        List<Images> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<double[]> slopes = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            for (int start = 0; start < ways.get(i).seeds; start++) {
                int index = unit * ways.get(i).seeds + start;
                Batch batch = batches.get(i);
                images.add(batch.images.image(index));
                names.add(ways.get(i).parametrisation.name());
                slopes.add(
                        batch.slopes.stream().mapToDouble(look -> look[index]).toArray());
            }
        }
        return new Ascents(Images.together(images), names, slopes.toArray(double[][]::new));
    }

    /**
     * Of each visualization, the common logarithm of the largest norm of the gradient on the way over the median, at most 6; 6 where a gradient is
     * infinite or no number, and 0 where all are 0.
     */
    double[] steepness() {
        return Arrays.stream(slopes).mapToDouble(Ascents::steepness).toArray();
    }

    private static double steepness(double... way) {
        double[] sorted = Arrays.stream(way).sorted().toArray();
        double largest = sorted[sorted.length - 1];
        if (!Double.isFinite(largest)) {
            return STEEPEST;
        }
        double median = sorted[sorted.length / 2];
        return largest > 0 ? Math.min(STEEPEST, Math.log10(largest / median)) : 0;
    }
}
