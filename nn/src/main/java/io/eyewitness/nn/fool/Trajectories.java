package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.Progress;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Optimization;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Points on the way of feature visualizations, as the transforms show them to a network. */
final class Trajectories {
    private static final int EACH_UP_TO = 16;
    private static final int THEN_EVERY = 4;
    private static final int VISUALIZATION = 1;

    private Trajectories() {}

    /**
     * What a network is shown at each of the first 16 steps and at every fourth of the others.
     *
     * @param progress told after each batch
     * @return labelled as visualizations, each number rounded to a byte, as natural images are
     */
    static LabelledImages of(Network network, CircuitPlan plan, List<CircuitPlan.Batch> batches, Progress progress) {
        ByteArrayOutputStream views = new ByteArrayOutputStream();
        for (CircuitPlan.Batch batch : batches) {
            int[] calls = new int[1];
            Observed observed = new Observed(network, view -> {
                int step = calls[0]++;
                if (step < EACH_UP_TO || step % THEN_EVERY == 0) {
                    views.writeBytes(bytes(view));
                }
            });
            try (Optimization climb = plan.ascent(batch).start(observed)) {
                while (climb.step() < plan.steps()) {
                    climb.advance();
                }
            }
            progress.finished(1);
        }
        ImageShape shape = new ImageShape(network.input().channels(), plan.size(), plan.size());
        int[] labels = new int[views.size() / shape.bytes()];
        Arrays.fill(labels, VISUALIZATION);
        return LabelledImages.of(shape, InputClassifier.CLASSES, views.toByteArray(), labels);
    }

    private static byte[] bytes(NDArray view) {
        float[] values = view.toFloatArray();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, values[i])));
        }
        return bytes;
    }
}
