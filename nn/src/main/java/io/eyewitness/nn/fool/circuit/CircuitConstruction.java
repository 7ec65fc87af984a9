package io.eyewitness.nn.fool.circuit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.FixedImage;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The construction of a fooling circuit for a network.
 *
 * @param protocol of the visualizations and of the training of E
 * @param truth the network that gets the circuit
 * @param images natural images of the protocol's size: E is trained on the training images, the test images are only measured
 */
public record CircuitConstruction(CircuitProtocol protocol, GraphNetwork truth, TrainTest images) {
    private static final int EACH_UP_TO = 16;
    private static final int THEN_EVERY = 4;
    private static final int VISUALIZATION = 1;
    private static final int BATCH = 100;
    private static final int ENOUGH = 2000;
    private static final int LEAST = 10;

    public CircuitConstruction {
        if (truth.layers().contains(Circuit.CLASSIFIER)) {
            throw new IllegalArgumentException(
                    truth.name() + " has a circuit already; give --weights the file that it was made from");
        }
        images.train().requireFor(truth.input().channels());
        images.test().requireFor(truth.input().channels());
        if (Math.min(images.train().size(), images.test().size()) < LEAST) {
            throw new IllegalArgumentException(images.train().size() + " natural images for training and "
                    + images.test().size() + " for measurement are too few; give --data with at least " + LEAST
                    + " images for each");
        }
    }

    /** The number of logits of the network. */
    public int outputs() {
        try (NDManager scratch = truth.manager().newSubManager()) {
            return (int)
                    truth.logits(images.test().batch(scratch, 0, 1)).getShape().get(1);
        }
    }

    /** The largest magnitude of a logit on natural training images, of which at most 2,000 are used. */
    public double naturalRange() {
        return largest(truth, images.train().shuffled(protocol.seed()).first(ENOUGH));
    }

    /**
     * The usual visualization of a logit.
     *
     * @throws IllegalArgumentException if the network has no such logit
     */
    public Images visualization(int unit) {
        if (unit < 0 || unit >= outputs()) {
            throw new IllegalArgumentException(
                    truth.name() + " has " + outputs() + " logits, counted from 0; there is no logit " + unit);
        }
        return protocol.spec(protocol.single(unit)).run(truth);
    }

    /**
     * The transformed images along visualizations.
     *
     * @param training the images that E is trained on
     * @param thresholds the images that its thresholds are set on
     */
    record Views(LabelledImages training, LabelledImages thresholds) {
        private Views and(Views more) {
            return new Views(
                    LabelledImages.concat(training, more.training), LabelledImages.concat(thresholds, more.thresholds));
        }
    }

    /** The images along the visualizations of the network's logits, and also of D if D is a fixed image, which the adversary knows. */
    Views views(DeceptiveOutput shown, Progress progress) {
        boolean isImage = shown instanceof FixedImage;
        progress.started("visualizing", (isImage ? 2L : 1L) * protocol.classifierBatches());
        Views own = views(truth, progress);
        if (!isImage) {
            return own;
        }
        try (GraphNetwork visible = shown.network(truth)) {
            return own.and(views(visible, progress));
        }
    }

    private Views views(Network network, Progress progress) {
        return new Views(
                viewed(network, protocol, protocol.training(outputs()), progress),
                viewed(network, protocol, protocol.thresholds(outputs()), progress));
    }

    /**
     * The transformed images at each of the first 16 steps of visualizations, and at every fourth step after them.
     *
     * @param progress is told after each batch
     * @return images that are labelled as visualizations and rounded to bytes, as natural images are
     */
    static LabelledImages viewed(
            Network network, CircuitProtocol protocol, List<CircuitProtocol.Batch> batches, Progress progress) {
        ByteArrayOutputStream views = new ByteArrayOutputStream();
        for (CircuitProtocol.Batch batch : batches) {
            views.writeBytes(progress.part("views", PartForm.BYTES, () -> viewed(network, protocol.spec(batch))));
            progress.finished(1);
        }
        ImageShape shape = new ImageShape(network.input().channels(), protocol.size(), protocol.size());
        int[] labels = new int[views.size() / shape.bytes()];
        Arrays.fill(labels, VISUALIZATION);
        return LabelledImages.of(shape, InputClassifier.CLASSES, views.toByteArray(), labels);
    }

    private static byte[] viewed(Network network, VisualizationSpec spec) {
        ByteArrayOutputStream views = new ByteArrayOutputStream();
        int[] calls = new int[1];
        HookedNetwork observed = new HookedNetwork(network, view -> {
            int step = calls[0]++;
            if (step < EACH_UP_TO || step % THEN_EVERY == 0) {
                views.writeBytes(bytes(view));
            }
        });
        spec.run(observed);
        return views.toByteArray();
    }

    private static byte[] bytes(NDArray view) {
        float[] values = view.toFloatArray();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Images.level(values[i]);
        }
        return bytes;
    }

    /** Makes a circuit with a deceptive output. */
    public Circuit circuit(DeceptiveOutput shown, Progress progress) {
        return circuit(shown, views(shown, progress), progress);
    }

    private PartForm<InputClassifier> classifierForm() {
        return new PartForm<>(
                (classifier, out) -> {
                    out.writeInt(classifier.weight().size());
                    for (float weight : classifier.weight()) {
                        out.writeFloat(weight);
                    }
                    out.writeFloat(classifier.bias());
                },
                in -> {
                    List<Float> weight = new ArrayList<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        weight.add(in.readFloat());
                    }
                    return new InputClassifier(protocol.classifierLayers(), weight, in.readFloat())
                            .hidden(protocol.hiding());
                });
    }

    Circuit circuit(DeceptiveOutput shown, Views views, Progress progress) {
        InputClassifier classifier = progress.part(
                "classifier",
                classifierForm(),
                () -> InputClassifier.trained(truth, images.train(), views, protocol, progress));
        try (GraphNetwork visible = shown.network(truth)) {
            LabelledImages some = views.training.shuffled(protocol.seed()).first(ENOUGH);
            double largest = Math.max(largest(truth, some), largest(visible, some));
            return Circuit.of(shown, classifier, Math.max(naturalRange(), largest));
        }
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
}
