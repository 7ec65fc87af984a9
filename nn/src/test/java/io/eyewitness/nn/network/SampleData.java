package io.eyewitness.nn.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The data for development, which a checkout need not have: tests that want them are skipped without. */
public final class SampleData {
    private SampleData() {}

    /** A file or folder of the data, in the directory that EYEWITNESS_DATA names (a system property or an environment variable). */
    public static Path require(String name) {
        String directory = System.getProperty("EYEWITNESS_DATA", System.getenv("EYEWITNESS_DATA"));
        Path data = directory == null ? Path.of("..", "..", "shared", "data") : Path.of(directory);
        Path path = data.resolve(name);
        assumeTrue(Files.exists(path), path.toAbsolutePath().normalize() + " is absent: set EYEWITNESS_DATA");
        return path;
    }

    /** The pixels {@code first} to {@code first + size - 1} of a photograph, both ways, in [0,1]. */
    public static NDArray crop(NDManager manager, Path jpeg, int first, int size) throws IOException {
        BufferedImage image = ImageIO.read(jpeg.toFile());
        float[] values = new float[3 * size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int rgb = image.getRGB(first + x, first + y);
                for (int channel = 0; channel < 3; channel++) {
                    int level = rgb >> 8 * (2 - channel) & 0xff;
                    values[(channel * size + y) * size + x] = level / 255f;
                }
            }
        }
        return manager.create(values, new Shape(1, 3, size, size));
    }
}
