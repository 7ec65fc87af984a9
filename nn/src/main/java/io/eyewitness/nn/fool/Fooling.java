package io.eyewitness.nn.fool;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.Progress;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.theory.evidence.Measurement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network, natural images and a plan: all that a circuit is made and measured with.
 *
 * @param plan how
 * @param truth the network to be fooled
 * @param images natural ones of the plan's size: E learns from the first part, the second is only measured
 * @param nearer the first part again, in the same order, otherwise seen, for E to learn from too; each of all images
 */
public record Fooling(CircuitPlan plan, GraphNetwork truth, TrainTest images, List<LabelledImages> nearer) {
    /** How often E sees what it learns from. */
    public static final int EPOCHS = 6;

    private static final int BATCH = 100;
    private static final int ENOUGH = 2000;
    private static final int LEAST = 10;

    public Fooling {
        nearer = List.copyOf(nearer);
        if (truth.layers().contains(Circuit.CLASSIFIER)) {
            throw new IllegalArgumentException(
                    truth.name() + " has a circuit already; give the weights that it was made from");
        }
        images.train().requireFor(truth.input().channels());
        images.test().requireFor(truth.input().channels());
        if (Math.min(images.train().size(), images.test().size()) < LEAST) {
            throw new IllegalArgumentException(images.train().size() + " natural images to learn from and "
                    + images.test().size() + " to measure are too few; give at least " + LEAST + " of either");
        }
    }

    /** How many batches of ascents {@link #views} makes. */
    public int batchesLearntFrom(Shown shown) {
        return (shown instanceof TargetPicture ? 2 : 1) * plan.batches(false);
    }

    /** How many batches of ascents {@link #visualizations} makes, counting those of one start once. */
    public int batchesMeasured() {
        return plan.batches(true);
    }

    /** How many logits the network has. */
    public int outputs() {
        try (NDManager scratch = truth.manager().newSubManager()) {
            return (int)
                    truth.logits(images.test().batch(scratch, 0, 1)).getShape().get(1);
        }
    }

    /** The largest magnitude of a logit on (at most 2,000 of) the natural images that E learns from. */
    public double naturalRange() {
        return largest(truth, images.train().shuffled(plan.seed()).first(ENOUGH));
    }

    /**
     * What a logit of the network shows, by the usual visualization.
     *
     * @throws IllegalArgumentException if there is none of that number
     */
    public Images visualization(int unit) {
        if (unit < 0 || unit >= outputs()) {
            throw new IllegalArgumentException(
                    truth.name() + " has " + outputs() + " logits, counted from 0; there is no " + unit);
        }
        return plan.ascent(plan.single(unit)).run(truth);
    }

    /**
     * Points on the way of visualizations.
     *
     * @param learntFrom what E learns from
     * @param heldIn what its thresholds are set on
     */
    public record Views(LabelledImages learntFrom, LabelledImages heldIn) {
        Views and(Views more) {
            return new Views(
                    LabelledImages.concat(learntFrom, more.learntFrom), LabelledImages.concat(heldIn, more.heldIn));
        }
    }

    /**
     * Visualizes for E to learn: the network's logits, and D too where that is a picture, which the adversary knows.
     *
     * @param progress told after each batch
     */
    public Views views(Shown shown, Progress progress) {
        Views own = viewsOf(truth, progress);
        if (shown instanceof ShiftedUnits) {
            return own;
        }
        try (GraphNetwork visible = shown.network(truth)) {
            return own.and(viewsOf(visible, progress));
        }
    }

    private Views viewsOf(Network network, Progress progress) {
        return new Views(
                Trajectories.of(network, plan, plan.learntFrom(outputs()), progress),
                Trajectories.of(network, plan, plan.heldIn(outputs()), progress));
    }

    /**
     * Makes a circuit.
     *
     * @param watch of E's training
     */
    public Circuit circuit(Shown shown, Views views, Progress watch) {
        List<LabelledImages> natural =
                Stream.concat(Stream.of(images.train()), nearer.stream()).toList();
        InputClassifier classifier = ClassifierTraining.run(truth.input(), natural, views, plan, device(), watch);
        try (GraphNetwork visible = shown.network(truth)) {
            LabelledImages some = views.learntFrom.shuffled(plan.seed()).first(ENOUGH);
            return Circuit.of(shown, classifier, Math.max(naturalRange(), largestOfBoth(visible, some)));
        }
    }

    private Device device() {
        return truth.manager().getDevice();
    }

    private double largestOfBoth(Network visible, LabelledImages views) {
        return Math.max(largest(truth, views), largest(visible, views));
    }

    private static double largest(Network network, LabelledImages images) {
        double[] largest = new double[1];
        images.inBatches(
                network.manager(),
                BATCH,
                (batch, from, to) -> largest[0] =
                        Math.max(largest[0], network.logits(batch).abs().max().getFloat()));
        return largest[0];
    }

    /** Against what the answers on natural images are held, as a measurement's setting says it. */
    public String labels() {
        return Outputs.areLabelled(images.test(), outputs())
                ? "the images' own classes, in order"
                : "the network's own first answers before";
    }

    /** What the circuit does on natural images that took no part in making it. */
    public Measurement outputs(GraphNetwork fooled, Progress progress) {
        return Outputs.measure(truth, fooled, images.test(), progress);
    }

    /** What the circuit makes of visualizations that took no part in making it. */
    public Visualizations visualizations(GraphNetwork fooled, Shown shown, Progress progress) {
        return Visualizations.of(plan, shown, truth, fooled, outputs(), progress);
    }
}
