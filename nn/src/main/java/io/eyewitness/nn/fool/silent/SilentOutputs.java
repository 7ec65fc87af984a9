package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.theory.evidence.Measurement;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The outputs of a manipulated network on natural images, in 20 blocks of calibration and of test images. The numbers of a block are
 *
 * <ul>
 *   <li>{@code changedOnCalibration}, {@code changedOnTest}: the share of images at which some logit changes, bit for bit;
 *   <li>{@code topChanged}: the share of test images whose largest logit becomes that of another class;
 *   <li>{@code accuracyBefore}, {@code accuracyAfter}, {@code accuracyChange}: on the test images, if all have labels that are numbers of
 *       logits; if only some have, {@link LabelledAccuracy} measures accuracies.
 * </ul>
 */
final class SilentOutputs {
    private static final int BLOCKS = 20;

    private SilentOutputs() {}

    static Measurement measure(
            Network truth, Network manipulated, LabelledImages calibration, LabelledImages test, Progress progress) {
        int outputs = Logits.of(truth, test.first(1)).length;
        boolean labelled =
                NaturalImages.areLabelled(test, outputs) && test.labelled().size() == test.size();
        Measurement.Table table = labelled
                ? new Measurement.Table(
                        "changedOnCalibration",
                        "changedOnTest",
                        "topChanged",
                        "accuracyBefore",
                        "accuracyAfter",
                        "accuracyChange")
                : new Measurement.Table("changedOnCalibration", "changedOnTest", "topChanged");
        int blocks = Math.min(BLOCKS, Math.min(calibration.size(), test.size()));
        for (int i = 0; i < blocks; i++) {
            LabelledImages some = block(test, i, blocks);
            double learnt = changed(truth, manipulated, block(calibration, i, blocks), outputs, progress);
            float[] before = Logits.of(truth, some);
            float[] after = Logits.of(manipulated, some);
            progress.finished(some.size());
            double changed = changed(before, after, outputs);
            double top = share(some, image -> Logits.top(before, outputs, image) != Logits.top(after, outputs, image));
            if (labelled) {
                double accuracy = right(before, outputs, some);
                double left = right(after, outputs, some);
                table.add("block:" + i, learnt, changed, top, accuracy, left, left - accuracy);
            } else {
                table.add("block:" + i, learnt, changed, top);
            }
        }
        return table.measurement();
    }

    private static LabelledImages block(LabelledImages images, int number, int blocks) {
        int from = (int) ((long) images.size() * number / blocks);
        int to = (int) ((long) images.size() * (number + 1) / blocks);
        return images.range(from, to);
    }

    private static double changed(
            Network truth, Network manipulated, LabelledImages images, int outputs, Progress progress) {
        double share = changed(Logits.of(truth, images), Logits.of(manipulated, images), outputs);
        progress.finished(images.size());
        return share;
    }

    private static double changed(float[] before, float[] after, int outputs) {
        int images = before.length / outputs;
        return (double) IntStream.range(0, images)
                        .filter(image -> !Logits.same(before, after, outputs, image))
                        .count()
                / images;
    }

    private static double right(float[] logits, int outputs, LabelledImages images) {
        return share(images, image -> Accuracy.isRight(logits, outputs, image, images.label(image), 1));
    }

    private static double share(LabelledImages images, IntPredicate holds) {
        return (double) IntStream.range(0, images.size()).filter(holds).count() / images.size();
    }
}
