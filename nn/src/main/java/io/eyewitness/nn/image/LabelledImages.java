package io.eyewitness.nn.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.NotFinite;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Images of one shape, each with the number of its class, or without a label. Immutable; subsets share the pixels. */
public final class LabelledImages {
    /** Stands for the label of an image that has none. */
    public static final int UNLABELLED = -1;

    private static final int COLOURS = 3;

    /** The weights of red, green and blue, as multiples of 1 / 65536. */
    private static final int[] LUMA = {19_595, 38_470, 7_471};

    private static final int ROUNDING = 1 << 15;

    private final ImageShape shape;
    private final List<String> classes;
    private final byte[] pixels;
    private final int[] labels;
    private final int[] rows;
    private final IntFunction<Source> sources;

    private LabelledImages(
            ImageShape shape,
            List<String> classes,
            byte[] pixels,
            int[] labels,
            int[] rows,
            IntFunction<Source> sources) {
        this.shape = shape;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
        this.rows = rows;
        this.sources = sources;
    }

    /** Processes a batch of the images. */
    @FunctionalInterface
    public interface Batch {
        /** Takes the images from one number to before another; their array is closed afterwards. */
        void take(NDArray images, int from, int to);
    }

    /**
     * Labelled images of these arrays, which are not copied; the caller must not change them.
     *
     * @param pixels unsigned bytes in the order image, channel, row, column
     * @param labels each an index into the classes, or {@link #UNLABELLED}
     * @throws IllegalArgumentException if sizes do not agree, or a label has no class
     */
    public static LabelledImages of(ImageShape shape, List<String> classes, byte[] pixels, int[] labels) {
        if (pixels.length != (long) labels.length * shape.bytes()) {
            throw new IllegalArgumentException(labels.length + " images of " + shape + " do not take " + pixels.length
                    + " bytes but " + (long) labels.length * shape.bytes());
        }
        for (int label : labels) {
            if (label < UNLABELLED || label >= classes.size()) {
                throw new IllegalArgumentException(
                        "the label " + label + " is not one of the classes 0 to " + (classes.size() - 1));
            }
        }
        return new LabelledImages(
                shape,
                List.copyOf(classes),
                pixels,
                labels,
                IntStream.range(0, labels.length).toArray(),
                row -> Source.numbered("the images", row));
    }

    /** The images with their origins, by number. */
    public LabelledImages from(IntFunction<Source> origins) {
        return new LabelledImages(shape, classes, pixels, labels, rows, origins);
    }

    /**
     * The images of one set, followed by those of another; they share the pixels if both are subsets of the same images.
     *
     * @throws IllegalArgumentException if their shapes or classes differ
     */
    public static LabelledImages concat(LabelledImages first, LabelledImages second) {
        if (!first.shape.equals(second.shape) || !first.classes.equals(second.classes)) {
            throw new IllegalArgumentException("images of " + first.shape + " of the classes " + first.classes
                    + " do not go with images of " + second.shape + " of " + second.classes);
        }
        if (first.pixels == second.pixels && first.labels == second.labels && first.sources == second.sources) {
            int[] rows = IntStream.concat(Arrays.stream(first.rows), Arrays.stream(second.rows))
                    .toArray();
            return new LabelledImages(first.shape, first.classes, first.pixels, first.labels, rows, first.sources);
        }
        int bytes = first.shape.bytes();
        byte[] pixels = new byte[Math.multiplyExact(first.size() + second.size(), bytes)];
        int[] labels = new int[first.size() + second.size()];
        for (int i = 0; i < labels.length; i++) {
            LabelledImages from = i < first.size() ? first : second;
            int image = i < first.size() ? i : i - first.size();
            from.copy(image, pixels, i * bytes);
            labels[i] = from.labels[from.rows[image]];
        }
        return of(first.shape, first.classes, pixels, labels)
                .from(i -> i < first.size() ? first.source(i) : second.source(i - first.size()));
    }

    public int size() {
        return rows.length;
    }

    public ImageShape shape() {
        return shape;
    }

    /**
     * Refuses images that a network cannot take.
     *
     * @param channels of its input
     * @throws IllegalArgumentException if there are none, or they have another number of channels
     */
    public void requireFor(int channels) {
        if (size() == 0 || shape.channels() != channels) {
            throw new IllegalArgumentException(
                    size() + " images of " + shape + " do not fit a network with " + channels + " input channels");
        }
    }

    /** The images with one label for all. */
    public LabelledImages relabelled(List<String> names, int label) {
        if (label < 0 || label >= names.size()) {
            throw new IllegalArgumentException("there is no class " + label + " among " + names);
        }
        int[] same = new int[labels.length];
        Arrays.fill(same, label);
        return new LabelledImages(shape, List.copyOf(names), pixels, same, rows, sources);
    }

    /**
     * The images with other labels.
     *
     * @param names of the classes
     * @param others a label for each image, in their order
     */
    public LabelledImages withLabels(List<String> names, int... others) {
        if (others.length != size()) {
            throw new IllegalArgumentException(others.length + " labels are not for " + size() + " images");
        }
        byte[] copied = new byte[Math.multiplyExact(size(), shape.bytes())];
        for (int i = 0; i < others.length; i++) {
            copy(i, copied, i * shape.bytes());
        }
        return of(shape, names, copied, others.clone()).from(this::source);
    }

    /**
     * The images in grey, by the luma of ITU-R BT.601, as Pillow and torchvision make it.
     *
     * @throws IllegalArgumentException if they are not red, green and blue
     */
    public LabelledImages grey() {
        if (shape.channels() != COLOURS) {
            throw new IllegalArgumentException("images of " + shape + " are not red, green and blue");
        }
        ImageShape one = new ImageShape(1, shape.height(), shape.width());
        byte[] image = new byte[shape.bytes()];
        byte[] grey = new byte[Math.multiplyExact(size(), one.bytes())];
        for (int i = 0; i < size(); i++) {
            copy(i, image, 0);
            for (int place = 0; place < one.bytes(); place++) {
                int luma = ROUNDING;
                for (int colour = 0; colour < COLOURS; colour++) {
                    luma += LUMA[colour] * Byte.toUnsignedInt(image[colour * one.bytes() + place]);
                }
                grey[i * one.bytes() + place] = (byte) (luma >> Short.SIZE);
            }
        }
        return of(one, classes, grey, labels()).from(this::source);
    }

    /** The names of the classes; a label is an index into it. */
    public List<String> classes() {
        return classes;
    }

    /**
     * The images with a longer or reordered list of classes.
     *
     * @throws IllegalArgumentException naming a class of the images that is not in the list
     */
    public LabelledImages withClasses(List<String> others) {
        for (String own : classes) {
            if (!others.contains(own)) {
                throw new IllegalArgumentException(
                        "the class " + own + " is not among the classes " + String.join(", ", others));
            }
        }
        return amongClasses(others);
    }

    /** The images with another list of classes; an image whose class is not in the list has no label. */
    public LabelledImages amongClasses(List<String> others) {
        int[] numbers = classes.stream().mapToInt(others::indexOf).toArray();
        int[] renumbered = Arrays.stream(labels)
                .map(label -> label == UNLABELLED ? label : numbers[label])
                .toArray();
        return new LabelledImages(shape, List.copyOf(others), pixels, renumbered, rows, sources);
    }

    /**
     * The label of an image.
     *
     * @throws IllegalArgumentException if it has none
     */
    public int label(int image) {
        if (!hasLabel(image)) {
            throw new IllegalArgumentException(source(image) + " has no label");
        }
        return labels[rows[image]];
    }

    /** Whether an image has a label. */
    public boolean hasLabel(int image) {
        return labels[rows[image]] != UNLABELLED;
    }

    /** The images that have labels, in their order here; these images if all have. */
    public LabelledImages labelled() {
        int[] some = IntStream.range(0, size()).filter(this::hasLabel).toArray();
        return some.length == size() ? this : subset(some);
    }

    /** The origin of an image. */
    public Source source(int image) {
        return sources.apply(rows[image]);
    }

    /**
     * Processes all images in batches, so that the memory suffices.
     *
     * @param manager the manager whose sub-managers own the arrays
     * @param most the largest number of images in a batch
     * @throws NotFinite naming the image, if a network gives a value for it that is not finite
     */
    public void inBatches(NDManager manager, int most, Batch batch) {
        for (int from = 0; from < size(); from += most) {
            int to = Math.min(from + most, size());
            try (NDManager scratch = manager.newSubManager()) {
                batch.take(batch(scratch, from, to), from, to);
            } catch (NotFinite e) {
                throw e.at(source(from + e.image()).toString());
            }
        }
    }

    /** The labels, in the order of the images; {@link #UNLABELLED} for an image without one. */
    public int[] labels() {
        return Arrays.stream(rows).map(row -> labels[row]).toArray();
    }

    /** The numbers of the images of a class, in order. */
    public int[] ofClass(int label) {
        return IntStream.range(0, size()).filter(i -> labels[rows[i]] == label).toArray();
    }

    /** The images of the given numbers, in that order. */
    public LabelledImages subset(int... images) {
        return new LabelledImages(
                shape,
                classes,
                pixels,
                labels,
                Arrays.stream(images).map(i -> rows[i]).toArray(),
                sources);
    }

    /** The images from one number to before another. */
    public LabelledImages range(int from, int to) {
        return subset(IntStream.range(from, to).toArray());
    }

    /** The first images; all if there are fewer. */
    public LabelledImages first(int count) {
        return range(0, Math.min(count, size()));
    }

    /** The first images of each class, in their order here. */
    public LabelledImages firstOfEachClass(int count) {
        int[] seen = new int[classes.size()];
        return subset(IntStream.range(0, size())
                .filter(i -> hasLabel(i) && seen[label(i)]++ < count)
                .toArray());
    }

    /** The images in a random order that only the seed decides. */
    public LabelledImages shuffled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return subset(order);
    }

    /** The images from one number to before another, in the form of {@link #batch(NDManager, byte[])}. */
    public NDArray batch(NDManager manager, int from, int to) {
        byte[] batch = new byte[(to - from) * shape.bytes()];
        for (int i = from; i < to; i++) {
            copy(i, batch, (i - from) * shape.bytes());
        }
        return batch(manager, batch);
    }

    /**
     * Pixels in the form that a network takes.
     *
     * @param batch unsigned bytes of images of this shape
     * @return float32 in [0,1], shape (batch, channels, height, width), on the manager's device
     */
    public NDArray batch(NDManager manager, byte[] batch) {
        Shape batchShape = new Shape(batch.length / shape.bytes(), shape.channels(), shape.height(), shape.width());
        try (NDArray bytes = manager.create(ByteBuffer.wrap(batch), batchShape, DataType.UINT8)) {
            return bytes.toType(DataType.FLOAT32, false).divi(255);
        }
    }

    /** The labels from one number to before another, int64, shape (batch). */
    public NDArray labels(NDManager manager, int from, int to) {
        return manager.create(IntStream.range(from, to).mapToLong(this::label).toArray());
    }

    /** Copies the bytes of an image, in the order channel, row, column. */
    public void copy(int image, byte[] target, int at) {
        System.arraycopy(pixels, rows[image] * shape.bytes(), target, at, shape.bytes());
    }
}
