package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some visualizations, and what E made of what the network was shown on the way.
 *
 * @param images the results, a batch
 * @param seen for each image the share of steps at which E was exactly 1
 * @param values the objectives before each step; one array a step, one number an image
 */
record Trial(Images images, List<Double> seen, List<float[]> values) {
    Trial {
        seen = List.copyOf(seen);
        values = List.copyOf(values);
    }

    /**
     * Visualizes.
     *
     * @param network whose logits
     * @param fooled the network with E
     */
    static Trial of(VisualizationSpec ascent, Network network, Network fooled) {
        int[] ones = new int[ascent.batch()];
        Observed observed = new Observed(network, view -> {
            float[] told = told(fooled, view);
            for (int i = 0; i < ones.length; i++) {
                ones[i] += told[i] == 1 ? 1 : 0;
            }
        });
        List<float[]> values = new ArrayList<>();
        try (Optimization climb = ascent.start(observed)) {
            while (climb.step() < ascent.steps()) {
                values.add(climb.advance());
            }
            List<Double> seen = Arrays.stream(ones)
                    .mapToObj(n -> (double) n / ascent.steps())
                    .toList();
            return new Trial(climb.images(), seen, values);
        }
    }

    /** E of each image. */
    static float[] told(Network fooled, NDArray images) {
        return fooled.activations(images, List.of(Circuit.CLASSIFIER))
                .get(Circuit.CLASSIFIER)
                .toFloatArray();
    }
}
