package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far natural images activate the channels of a network's gates: the layers of functions that are constant on a part of their domain, such as
 * ReLUs. A channel is <em>dead</em> if it is exactly 0 at all places of all images, and <em>rare</em> if it is so at all but 1 % of the images, at
 * least one.
 *
 * @param images the number of images
 * @param magnitudes by gate, in the order of computation: of each channel the largest magnitude over all places of each image, ascending
 */
record NaturalRange(int images, Map<String, float[][]> magnitudes) {
    /** The share of images that are left out of the range of a channel: a gate that one natural image opens is closed to the others. */
    static final double LEFT_OUT = 0.01;

    private static final int TOGETHER = 20;

    /** The magnitudes of each image and channel, over all places of an output of shape (batch, channels, ...). */
    static float[][] largest(NDArray output) {
        long batch = output.getShape().get(0);
        long channels = output.getShape().get(1);
        float[] flat =
                output.abs().reshape(batch, channels, -1).max(new int[] {2}).toFloatArray();
        float[][] rows = new float[(int) batch][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * (int) channels, (i + 1) * (int) channels);
        }
        return rows;
    }

    /**
     * The range of a network's gates, of those whose rows are the images and have channels.
     *
     * @param progress is told of each image
     */
    static NaturalRange of(GraphNetwork network, LabelledImages images, Progress progress) {
        Map<String, List<float[]>> rows = new LinkedHashMap<>();
        images.inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            network.activations(batch, List.of(Network.LOGITS), (node, output) -> {
                Shape shape = output.getShape();
                if (Pointwise.isGate(node.operation()) && shape.dimension() > 1 && shape.get(0) == to - from) {
                    rows.computeIfAbsent(node.layer(), layer -> new ArrayList<>())
                            .addAll(List.of(largest(output)));
                }
                return output;
            });
            progress.finished(to - from);
        });
        Map<String, float[][]> sorted = new LinkedHashMap<>();
        rows.values().removeIf(each -> each.size() != images.size());
        rows.forEach((layer, each) -> sorted.put(layer, columns(each)));
        return new NaturalRange(images.size(), sorted);
    }

    private static float[][] columns(List<float[]> rows) {
        float[][] columns = new float[rows.get(0).length][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int channel = 0; channel < columns.length; channel++) {
                columns[channel][i] = rows.get(i)[channel];
            }
        }
        for (float[] column : columns) {
            Arrays.sort(column);
        }
        return columns;
    }

    /** The form in which it is kept by a run, given its gates in order. */
    static PartForm<NaturalRange> form() {
        return new PartForm<>(
                (range, out) -> {
                    out.writeInt(range.images);
                    out.writeInt(range.magnitudes.size());
                    for (Map.Entry<String, float[][]> layer : range.magnitudes.entrySet()) {
                        out.writeUTF(layer.getKey());
                        PartForm.FLOATS.list().writer().write(List.of(layer.getValue()), out);
                    }
                },
                in -> {
                    int images = in.readInt();
                    Map<String, float[][]> magnitudes = new LinkedHashMap<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        magnitudes.put(
                                in.readUTF(),
                                PartForm.FLOATS.list().reader().read(in).toArray(float[][]::new));
                    }
                    return new NaturalRange(images, magnitudes);
                });
    }

    /** The largest magnitude of each channel of a gate at any image. */
    float[] largest(String layer) {
        return at(layer, images - 1);
    }

    /** The largest magnitude of each channel of a gate at all images but 1 % of them, at least one. */
    float[] usual(String layer) {
        int leftOut = Math.max(1, (int) (LEFT_OUT * images));
        return at(layer, Math.max(0, images - 1 - leftOut));
    }

    private float[] at(String layer, int rank) {
        float[][] channels = magnitudes.get(layer);
        float[] values = new float[channels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = channels[i][rank];
        }
        return values;
    }

    /** The number of zeros. */
    static int zeros(float... values) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }
}
