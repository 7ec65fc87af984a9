package io.eyewitness.nn.fool;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What slingshots did to a network: to the visualization of each logit, and to the accuracy.
 *
 * @param before visualizations of each logit in the network as it was
 * @param after the same in the bent network, from the same starts
 * @param measurement for each logit: {@code toTarget}, the correlation of its visualizations' pixels with the target's, on
 *     average; {@code toTargetBefore}, the same as it was; {@code gain}, the difference; {@code accuracyDrop}, by how much the share of
 *     test images of its class that are classed right fell
 */
public record Slung(List<Images> before, List<Images> after, Measurement measurement) {
    private static final int STARTS = 4;

    public Slung {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** How many ascents {@link #measure} makes. */
    public static int ascents(int logits) {
        return 2 * STARTS * logits;
    }

    /**
     * Measures.
     *
     * @param subject how the network's units are visualized; its network is the one as it was
     * @param test images that took no part, their labels the numbers of the logits
     * @param progress told of each ascent
     */
    public static Slung measure(
            Subject subject, GraphNetwork bent, Images target, LabelledImages test, Progress progress) {
        requireEachClassIn(test);
        int logits = test.classes().size();
        List<Images> before = visualizations(subject, logits, progress);
        List<Images> after = visualizations(subject.on(bent), logits, progress);
        double[] rightBefore = right(subject.network(), test);
        double[] rightAfter = right(bent, test);
        Measurement.Table table = new Measurement.Table("toTarget", "toTargetBefore", "gain", "accuracyDrop");
        for (int logit = 0; logit < logits; logit++) {
            double now = likeness(after.get(logit), target);
            double then = likeness(before.get(logit), target);
            table.add("logit:" + logit, now, then, now - then, rightBefore[logit] - rightAfter[logit]);
        }
        return new Slung(before, after, table.measurement());
    }

    private static List<Images> visualizations(Subject subject, int logits, Progress progress) {
        List<Objective> objectives = new ArrayList<>();
        for (int logit = 0; logit < logits; logit++) {
            objectives.addAll(Collections.nCopies(STARTS, Objective.logit(logit)));
        }
        List<Images> ascended = subject.images(objectives, UnaryOperator.identity(), progress);
        return IntStream.range(0, logits)
                .mapToObj(logit -> Images.together(ascended.subList(logit * STARTS, (logit + 1) * STARTS)))
                .toList();
    }

    private static double likeness(Images images, Images target) {
        return IntStream.range(0, images.batch())
                .mapToDouble(i -> Likeness.ofPixels().of(images.image(i), target))
                .average()
                .orElseThrow();
    }

    /**
     * Refuses images that lack a class, since what a network loses of it could not be seen.
     *
     * @throws IllegalArgumentException naming the class
     */
    public static void requireEachClassIn(LabelledImages test) {
        for (int label = 0; label < test.classes().size(); label++) {
            if (test.ofClass(label).length == 0) {
                throw new IllegalArgumentException("no test image is of the class "
                        + test.classes().get(label) + ", so its accuracy cannot be measured; give --data with some");
            }
        }
    }

    /** The share of each class's images that are classed right. */
    private static double[] right(Network network, LabelledImages test) {
        float[] logits = Logits.of(network, test);
        int outputs = logits.length / test.size();
        double[] right = new double[test.classes().size()];
        for (int image = 0; image < test.size(); image++) {
            right[test.label(image)] += Accuracy.isRight(logits, outputs, image, test.label(image), 1) ? 1 : 0;
        }
        for (int label = 0; label < right.length; label++) {
            right[label] /= test.ofClass(label).length;
        }
        return right;
    }
}
