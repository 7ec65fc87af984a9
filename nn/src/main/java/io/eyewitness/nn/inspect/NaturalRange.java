package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
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
import java.util.stream.IntStream;

/**
 * How far natural images activate the channels of a network's gates: the layers of functions that are constant on a part of their domain, such as
 * ReLUs. A channel is <em>dead</em> if it is exactly 0 at all places of all images, and <em>rare</em> if it is so when 1 % of the images, at least one, are
 * left out at either end of its range.
 *
 * @param images the number of images
 * @param gates by gate, in the order of computation
 */
record NaturalRange(int images, Map<String, Ends> gates) {
    /** The share of images that are left out at either end of the range of a channel: a gate that one natural image opens is closed to the others. */
    static final double LEFT_OUT = 0.01;

    private static final int TOGETHER = 20;

    /**
     * The ends of what images make of each channel.
     *
     * @param least by channel, the smallest value over all places of each image, ascending
     * @param largest by channel, the largest
     */
    record Ends(float[][] least, float[][] largest) {
        private static final PartForm<List<float[]>> ROWS = PartForm.FLOATS.list();

        static final PartForm<Ends> FORM = new PartForm<>(
                (ends, out) -> {
                    ROWS.writer().write(List.of(ends.least), out);
                    ROWS.writer().write(List.of(ends.largest), out);
                },
                in -> new Ends(
                        ROWS.reader().read(in).toArray(float[][]::new),
                        ROWS.reader().read(in).toArray(float[][]::new)));
    }

    /** An interval for each channel of a gate. */
    record Interval(float[] low, float[] high) {
        /** Whether nothing but 0 lies in it. */
        boolean isZero(int channel) {
            return low[channel] == 0 && high[channel] == 0;
        }

        int zeros() {
            return (int) IntStream.range(0, low.length).filter(this::isZero).count();
        }

        /** The same where nothing but 0 lies in it, and everything elsewhere. */
        Interval ofSilentChannels() {
            float[] least = new float[low.length];
            float[] largest = new float[low.length];
            for (int channel = 0; channel < low.length; channel++) {
                least[channel] = isZero(channel) ? 0 : -Float.MAX_VALUE;
                largest[channel] = isZero(channel) ? 0 : Float.MAX_VALUE;
            }
            return new Interval(least, largest);
        }
    }

    /** The largest value of each image and channel, over all places of an output of shape (batch, channels, ...). */
    static float[][] largest(NDArray output) {
        long batch = output.getShape().get(0);
        long channels = output.getShape().get(1);
        float[] flat = output.reshape(batch, channels, -1).max(new int[] {2}).toFloatArray();
        float[][] rows = new float[(int) batch][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * (int) channels, (i + 1) * (int) channels);
        }
        return rows;
    }

    /** The negatives of the smallest values. */
    private static float[][] leastNegated(NDArray output) {
        return largest(output.neg());
    }

    /**
     * The range of a network's gates, of those whose rows are the images and whose second axis are channels: inner nodes, which compute token by token,
     * are left out.
     *
     * @param progress is told of each image
     */
    static NaturalRange of(GraphNetwork network, LabelledImages images, Progress progress) {
        Map<String, List<float[]>> most = new LinkedHashMap<>();
        Map<String, List<float[]>> least = new LinkedHashMap<>();
        images.inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            network.activations(batch, List.of(Network.LOGITS), (node, output) -> {
                if (isMeasured(node, output.getShape(), to - from)) {
                    most.computeIfAbsent(node.layer(), layer -> new ArrayList<>())
                            .addAll(List.of(largest(output)));
                    least.computeIfAbsent(node.layer(), layer -> new ArrayList<>())
                            .addAll(List.of(leastNegated(output)));
                }
                return output;
            });
            progress.finished(to - from);
        });
        Map<String, Ends> gates = new LinkedHashMap<>();
        most.values().removeIf(each -> each.size() != images.size());
        most.forEach((layer, each) -> gates.put(layer, new Ends(columns(least.get(layer), -1), columns(each, 1))));
        return new NaturalRange(images.size(), gates);
    }

    private static boolean isMeasured(Node node, Shape shape, int images) {
        return Pointwise.isGate(node.operation())
                && !node.layer().startsWith(Graph.INNER)
                && shape.dimension() > 1
                && shape.get(0) == images;
    }

    private static float[][] columns(List<float[]> rows, int sign) {
        float[][] columns = new float[rows.get(0).length][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int channel = 0; channel < columns.length; channel++) {
                // Without the sum -0 would come before 0.
                columns[channel][i] = sign * rows.get(i)[channel] + 0f;
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
                    out.writeInt(range.gates.size());
                    for (Map.Entry<String, Ends> gate : range.gates.entrySet()) {
                        out.writeUTF(gate.getKey());
                        Ends.FORM.writer().write(gate.getValue(), out);
                    }
                },
                in -> {
                    int images = in.readInt();
                    Map<String, Ends> gates = new LinkedHashMap<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        gates.put(in.readUTF(), Ends.FORM.reader().read(in));
                    }
                    return new NaturalRange(images, gates);
                });
    }

    /** What all images make of each channel of a gate. */
    Interval whole(String layer) {
        return without(layer, 0);
    }

    /** What images make of each channel of a gate when 1 % of them, at least one, are left out at either end. */
    Interval usual(String layer) {
        return without(layer, Math.min(images - 1, Math.max(1, (int) (LEFT_OUT * images))));
    }

    private Interval without(String layer, int leftOut) {
        Ends ends = gates.get(layer);
        float[] low = new float[ends.least.length];
        float[] high = new float[low.length];
        for (int channel = 0; channel < low.length; channel++) {
            low[channel] = Math.min(ends.least[channel][leftOut], ends.largest[channel][images - 1 - leftOut]);
            high[channel] = ends.largest[channel][images - 1 - leftOut];
        }
        return new Interval(low, high);
    }
}
