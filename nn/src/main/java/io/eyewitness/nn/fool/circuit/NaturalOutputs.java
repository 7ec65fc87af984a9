package io.eyewitness.nn.fool.circuit;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.theory.evidence.Measurement;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The outputs of a network with a circuit on natural images that were not used to make it, in blocks of images in their order:
 *
 * <ul>
 *   <li>{@code naturalRight}: the share of images at which E is exactly 0, or its leak but for the rounding of a mean;
 *   <li>{@code equalOutputs}: the share of images at which all logits are the same as before, bit for bit;
 *   <li>{@code top1Change}, {@code top5Change}: the share of images with the label among the 1 or 5 largest logits, after less before;
 *   <li>{@code top1Before}, {@code top5Before}: that share before.
 * </ul>
 *
 * <p>The labels are the images' own if they have as many classes as the network has logits; folders of photographs are then numbered in the
 * order of their names. If only some images have a label, the last four are left out, and {@link LabelledAccuracy} measures accuracies.
 * Otherwise, as for photographs of some of ImageNet's classes, the label is the true network's prediction; {@code
 * top1Change} is then minus the share of images whose prediction changes, and no accuracy can change by more.
 */
final class NaturalOutputs {
    private static final int TOP = 5;
    private static final double ROUNDING = 1e-6;

    private NaturalOutputs() {}

    /**
     * Measures the outputs.
     *
     * @param before the network without the circuit
     * @param after the network with the circuit
     * @param leak the least value of E
     * @param images natural images
     * @param progress is told of the images of each block
     */
    static Measurement measure(Network before, Network after, double leak, LabelledImages images, Progress progress) {
        Measurement.Table table = new Measurement.Table(
                "naturalRight", "equalOutputs", "top1Change", "top5Change", "top1Before", "top5Before");
        measure(before, after, images, progress, (name, block) -> table.add(name, block.numbers(leak)));
        return table.measurement();
    }

    /** Measures the outputs without accuracies, for images of which some have no label. */
    static Measurement ofPartlyLabelled(
            Network before, Network after, double leak, LabelledImages images, Progress progress) {
        Measurement.Table table = new Measurement.Table("naturalRight", "equalOutputs");
        measure(before, after, images, progress, (name, block) -> table.add(name, block.natural(leak), block.equal()));
        return table.measurement();
    }

    private static void measure(
            Network before,
            Network after,
            LabelledImages images,
            Progress progress,
            BiConsumer<String, Block> measured) {
        int block = block(images.size());
        images.first(images.size() - images.size() % block).inBatches(before.manager(), block, (batch, from, to) -> {
            measured.accept("images " + from + " to " + (to - 1), new Block(before, after, images, batch, from));
            progress.finished(block);
        });
    }

    /** The number of images of each block; the last images, which do not fill a block, are left out. */
    static int block(int images) {
        return LabelledAccuracy.block(images);
    }

    /** The outputs for a block of images. */
    private static final class Block {
        private final LabelledImages images;
        private final int from;
        private final int size;
        private final float[] before;
        private final float[] after;
        private final float[] told;

        Block(Network truth, Network fooled, LabelledImages images, NDArray batch, int from) {
            this.images = images;
            this.from = from;
            this.size = (int) batch.getShape().get(0);
            before = truth.logits(batch).toFloatArray();
            Map<String, NDArray> changed = fooled.activations(batch, Set.of(Network.LOGITS, Circuit.CLASSIFIER));
            after = changed.get(Network.LOGITS).toFloatArray();
            told = changed.get(Circuit.CLASSIFIER).toFloatArray();
        }

        double natural(double leak) {
            double most = leak * (1 + ROUNDING);
            return (double) IntStream.range(0, size)
                            .filter(i -> told[i] <= most)
                            .count()
                    / size;
        }

        double equal() {
            return (double) IntStream.range(0, size)
                            .filter(i -> Logits.same(before, after, before.length / size, i))
                            .count()
                    / size;
        }

        double[] numbers(double leak) {
            double one = right(before, 1);
            double five = right(before, TOP);
            return new double[] {
                natural(leak),
                equal(),
                (right(after, 1) - one) / size,
                (right(after, TOP) - five) / size,
                one / size,
                five / size
            };
        }

        private int label(int image) {
            int outputs = before.length / size;
            if (NaturalImages.areLabelled(images, outputs)) {
                return images.label(from + image);
            }
            return Logits.top(before, outputs, image);
        }

        private long right(float[] logits, int top) {
            int outputs = logits.length / size;
            return IntStream.range(0, size)
                    .filter(image -> Accuracy.isRight(logits, outputs, image, label(image), top))
                    .count();
        }
    }
}
