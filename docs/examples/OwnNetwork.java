import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A network of your own, computed by DJL, and the feature visualization of one of its units. */
public final class OwnNetwork implements Network {
    private static final String HIDDEN = "hidden";
    private static final int SIZE = 16;
    private static final int UNITS = 8;
    private static final int CLASSES = 3;

    private final NDManager manager = PyTorch.manager(Device.cpu());
    private final NDArray first;
    private final NDArray second;

    /** Two fully connected layers with fixed weights, as a trained network would have. */
    private OwnNetwork() {
        first = weights(SIZE * SIZE, UNITS);
        second = weights(UNITS, CLASSES);
    }

    private NDArray weights(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int input = i / columns;
            values[i] = (float) (0.05 * Math.sin(i % columns + 0.5 * (input % SIZE) + 0.2 * (input / SIZE)));
        }
        return manager.create(values, new Shape(rows, columns));
    }

    @Override
    public String name() {
        return "own";
    }

    @Override
    public InputSpec input() {
        return new InputSpec(SIZE, List.of(0.5f), List.of(0.5f));
    }

    @Override
    public List<String> layers() {
        return List.of(HIDDEN, LOGITS);
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        NDArray pixels = input().normalised(images).reshape(-1, SIZE * SIZE);
        NDArray hidden = pixels.matMul(first).tanh();
        Map<String, NDArray> all = new LinkedHashMap<>(Map.of(HIDDEN, hidden, LOGITS, hidden.matMul(second)));
        all.keySet().retainAll(layers);
        return all;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Writes the visualization to a PNG file. */
    public static void main(String[] arguments) throws IOException {
        try (Network network = new OwnNetwork()) {
            VisualizationSpec spec = VisualizationSpec.of(Objective.channel(HIDDEN, 5))
                    .withTransforms(Transforms.none())
                    .withSize(SIZE)
                    .withSteps(64)
                    .withSeed(1);
            Images images = spec.run(network);
            try (NDManager scratch = network.manager().newSubManager()) {
                float value = network.activations(images.on(scratch), List.of(HIDDEN))
                        .get(HIDDEN)
                        .getFloat(0, 5);
                System.out.printf("unit 5 of %s: %.2f on its visualization%n", HIDDEN, value);
            }
            ImageIO.write(Png.picture(images, 0), "png", new File(arguments[0]));
        }
    }
}
