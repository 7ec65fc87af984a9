package io.eyewitness.nn.fool;

import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.theory.evidence.Measurement;

/**
 * The accuracy of a manipulated network on all labelled images of data of which only some are labelled, training images first, in blocks of
 * images in their order:
 *
 * <ul>
 *   <li>{@code top1Change}, {@code top5Change}: the share of images with the label among the 1 or 5 largest logits, after less before;
 *   <li>{@code top1Before}, {@code top5Before}: that share before.
 * </ul>
 */
public final class LabelledAccuracy {
    private static final int TOP = 5;
    private static final int MOST_BLOCKS = 100;
    private static final int LEAST = 5;

    /** Says why an experiment that was run has none of these accuracies. */
    public static final String UNMEASURED =
            "it is measured only where some photographs have labels and others have none, and at least " + LEAST
                    + " have; leave its criterion out";

    private LabelledAccuracy() {}

    /**
     * Whether accuracies are measured here: images have labels that are numbers of logits, but not all, and those that have fill a block.
     *
     * @param outputs the number of logits
     */
    public static boolean isOf(TrainTest images, int outputs) {
        return arePartlyLabelled(images, outputs) && labelled(images) >= LEAST;
    }

    /**
     * Whether images have labels that are numbers of logits, but not all.
     *
     * @param outputs the number of logits
     */
    public static boolean arePartlyLabelled(TrainTest images, int outputs) {
        boolean isLabelled =
                NaturalImages.areLabelled(images.train(), outputs) || NaturalImages.areLabelled(images.test(), outputs);
        return isLabelled
                && labelled(images) < images.train().size() + images.test().size();
    }

    /** The number of images with a label. */
    public static int labelled(TrainTest images) {
        return images.train().labelled().size() + images.test().labelled().size();
    }

    /** What a setting says of labels after "the images' own classes": nothing if all images have one, or else how many do. */
    public static String share(LabelledImages images) {
        int labelled = images.labelled().size();
        return labelled == images.size() ? "" : ", of " + labelled + " of " + images.size() + " images";
    }

    /** The number of images of each block; the last images, which do not fill a block, are left out. */
    public static int block(int images) {
        return Math.max(LEAST, images / MOST_BLOCKS);
    }

    /**
     * Measures the accuracies.
     *
     * @param progress is told of the images of each block
     */
    public static Measurement measure(Network before, Network after, TrainTest images, Progress progress) {
        LabelledImages labelled =
                LabelledImages.concat(images.train().labelled(), images.test().labelled());
        Measurement.Table table = new Measurement.Table("top1Change", "top5Change", "top1Before", "top5Before");
        int block = block(labelled.size());
        for (int from = 0; from + block <= labelled.size(); from += block) {
            LabelledImages some = labelled.range(from, from + block);
            float[] first = Logits.of(before, some);
            float[] then = Logits.of(after, some);
            double one = right(first, some, 1);
            double five = right(first, some, TOP);
            table.add(
                    "labelled images " + from + " to " + (from + block - 1),
                    right(then, some, 1) - one,
                    right(then, some, TOP) - five,
                    one,
                    five);
            progress.finished(block);
        }
        return table.measurement();
    }

    private static double right(float[] logits, LabelledImages images, int top) {
        int outputs = logits.length / images.size();
        int right = 0;
        for (int image = 0; image < images.size(); image++) {
            right += Accuracy.isRight(logits, outputs, image, images.label(image), top) ? 1 : 0;
        }
        return (double) right / images.size();
    }
}
