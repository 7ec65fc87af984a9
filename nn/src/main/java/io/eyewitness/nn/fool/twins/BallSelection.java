package io.eyewitness.nn.fool.twins;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.twins.Twins.Ball;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The balls in which twins of a network may differ. A trigger of a logit is a test image that the network assigns to another class, with a logit
 * below M - h. The radius of its ball is half the distance from the trigger to the nearest of these images: the training images, the other
 * triggers, the inputs of the network along rehearsed visualizations, and their results. At the trigger the logit of the first twin is M - h
 * and that of the second m + h, where h is a sixteenth of M - m, as in theory.md; M and m are the largest and the smallest known values of
 * the logit, at rehearsed visualizations and at candidates for triggers.
 *
 * @param balls one for each trigger
 * @param triggers the origin of each trigger
 * @param extremes the known ranges of the logits
 * @param others the test images that are not triggers
 * @param toTraining the distance of each trigger to the nearest training image
 */
record BallSelection(
        List<Ball> balls, List<Source> triggers, LogitRanges extremes, LabelledImages others, double[] toTraining) {
    /** The distance of the twins' values from the extremes, as a share of the range. */
    static final double SHORT_OF_RANGE = 1.0 / 16;

    private static final int CANDIDATES = 5;
    private static final double SHARE = 0.5;

    /**
     * Selects balls.
     *
     * @param outputs the number of logits of the network
     * @param progress is told after each visualization
     * @throws IllegalArgumentException if there are too few test images, or a trigger is also a training image
     */
    static BallSelection of(
            TwinsProtocol protocol, GraphNetwork truth, int outputs, TrainTest images, Progress progress) {
        LabelledImages test = images.test().shuffled(protocol.seed());
        List<Integer> units = IntStream.range(0, protocol.groups())
                .boxed()
                .flatMap(group -> protocol.units(group, outputs).stream())
                .toList();
        LabelledImages some = test.first(CANDIDATES * units.size());
        float[] logits = Logits.of(truth, some);
        List<Images> candidates = images(truth, some);
        LogitRanges extremes = new LogitRanges(outputs);
        extremes.note(logits);
        NearestDistances views = new NearestDistances(truth.input(), candidates);
        for (int group = 0; group < protocol.rehearsed(outputs); group++) {
            for (Parametrisation parametrisation : TwinsProtocol.PARAMETRISATIONS) {
                VisualizationSpec spec = protocol.spec(group, outputs, parametrisation, true);
                Rehearsal rehearsal =
                        progress.part("rehearsal", Rehearsal.PART, () -> rehearse(spec, truth, candidates));
                views.note(rehearsal.distances);
                extremes.note(rehearsal.logits);
                progress.finished(1);
            }
        }
        int[] chosen = choose(units, outputs, logits, extremes);
        List<Images> triggers = IntStream.of(chosen).mapToObj(candidates::get).toList();
        NearestDistances training = new NearestDistances(truth.input(), triggers);
        training.show(truth.manager(), images.train());
        List<Ball> balls = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            double free = Math.min(
                    Math.min(views.distances()[chosen[i]], training.distances()[i]), toOthers(truth, triggers, i));
            if (!(free > 0)) {
                throw new IllegalArgumentException(
                        "there is no room for a ball around the test image " + some.source(chosen[i])
                                + ", because it is also a training image; give --data without duplicates");
            }
            int unit = units.get(i);
            double value = logits[chosen[i] * outputs + unit];
            balls.add(new Ball(
                    unit,
                    triggers.get(i),
                    SHARE * free,
                    Math.max(0, high(extremes, unit) - value),
                    Math.max(0, value - extremes.smallest(unit) - SHORT_OF_RANGE * extremes.range(unit))));
        }
        List<Source> sources = IntStream.of(chosen).mapToObj(some::source).toList();
        return new BallSelection(balls, sources, extremes, without(test, chosen), training.distances());
    }

    /** M - h. */
    private static double high(LogitRanges extremes, int unit) {
        return extremes.largest(unit) - SHORT_OF_RANGE * extremes.range(unit);
    }

    /**
     * A rehearsed visualization.
     *
     * @param logits of its result
     * @param distances of the candidates to the nearest of its images
     */
    private record Rehearsal(float[] logits, double[] distances) {
        static final PartForm<Rehearsal> PART = new PartForm<>(
                (rehearsal, out) -> {
                    PartForm.FLOATS.writer().write(rehearsal.logits, out);
                    PartForm.DOUBLES.writer().write(rehearsal.distances, out);
                },
                in -> new Rehearsal(
                        PartForm.FLOATS.reader().read(in),
                        PartForm.DOUBLES.reader().read(in)));
    }

    private static Rehearsal rehearse(VisualizationSpec spec, GraphNetwork truth, List<Images> candidates) {
        NearestDistances views = new NearestDistances(truth.input(), candidates);
        Images result = spec.run(new HookedNetwork(truth, views::show));
        views.show(truth.manager(), result);
        return new Rehearsal(Logits.of(truth, result), views.distances());
    }

    /** The trigger of each unit: the first image, not chosen before, that the network assigns to another class, with a logit below M - h. */
    private static int[] choose(List<Integer> units, int outputs, float[] logits, LogitRanges extremes) {
        int count = logits.length / outputs;
        boolean[] taken = new boolean[count];
        return units.stream()
                .mapToInt(unit -> {
                    int image = IntStream.range(0, count)
                            .filter(i -> !taken[i] && isTrigger(unit, outputs, logits, i, high(extremes, unit)))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "none of " + count + " test images can be a trigger of logit " + unit
                                            + "; give --data with more images"));
                    taken[image] = true;
                    return image;
                })
                .toArray();
    }

    private static boolean isTrigger(int unit, int outputs, float[] logits, int image, double high) {
        int top = Logits.top(logits, outputs, image);
        return top != unit && logits[image * outputs + top] < high;
    }

    private static double toOthers(GraphNetwork truth, List<Images> triggers, int own) {
        NearestDistances nearest = new NearestDistances(truth.input(), List.of(triggers.get(own)));
        for (int i = 0; i < triggers.size(); i++) {
            if (i != own) {
                nearest.show(truth.manager(), triggers.get(i));
            }
        }
        return nearest.distances()[0];
    }

    private static List<Images> images(GraphNetwork truth, LabelledImages images) {
        try (NDManager scratch = truth.manager().newSubManager()) {
            Images all = Images.of(images.batch(scratch, 0, images.size()));
            return IntStream.range(0, images.size()).mapToObj(all::image).toList();
        }
    }

    private static LabelledImages without(LabelledImages images, int... chosen) {
        return images.subset(IntStream.range(0, images.size())
                .filter(i -> IntStream.of(chosen).noneMatch(j -> j == i))
                .toArray());
    }

    /**
     * The smallest and the largest known value of each logit, m and M of theory.md. Mutable, for one thread.
     */
    static final class LogitRanges {
        private final double[] smallest;
        private final double[] largest;

        LogitRanges(int outputs) {
            smallest = new double[outputs];
            largest = new double[outputs];
            Arrays.fill(smallest, Double.POSITIVE_INFINITY);
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        }

        /** Extends the ranges to logits, image by image. */
        void note(float... logits) {
            for (int i = 0; i < logits.length; i++) {
                int unit = i % smallest.length;
                smallest[unit] = Math.min(smallest[unit], logits[i]);
                largest[unit] = Math.max(largest[unit], logits[i]);
            }
        }

        double smallest(int unit) {
            return smallest[unit];
        }

        double largest(int unit) {
            return largest[unit];
        }

        double range(int unit) {
            return largest[unit] - smallest[unit];
        }
    }
}
