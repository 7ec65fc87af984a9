package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.visualize.TestNetwork;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"8,8", "7,9", "6,5", "1,4"})
    void hartleyIsItsOwnInverseAndKeepsLengths(long height, long width) {
        Tensor images = normal(1, 2, 3, height, width);
        NDArray spectrum = Spectrum.hartley(images.on(manager));
        assertArrayEquals(images.values(), Spectrum.hartley(spectrum).toFloatArray(), 1e-5f);
        assertEquals(squares(images.values()), squares(spectrum.toFloatArray()), 1e-4 * squares(images.values()));
    }

    @ParameterizedTest
    @CsvSource({"8,8", "7,9", "6,5"})
    void fourierIsTheSumOverPlaces(int height, int width) {
        Tensor image = normal(2, 1, 1, height, width);
        float[] expected = new float[2 * height * width];
        for (int f = 0; f < height * width; f++) {
            double real = 0;
            double imaginary = 0;
            for (int place = 0; place < height * width; place++) {
                double turns = (double) (place / width) * (f / width) / height
                        + (double) (place % width) * (f % width) / width;
                real += image.values()[place] * Math.cos(2 * Math.PI * turns);
                imaginary -= image.values()[place] * Math.sin(2 * Math.PI * turns);
            }
            expected[2 * f] = (float) real;
            expected[2 * f + 1] = (float) imaginary;
        }
        assertArrayEquals(expected, Spectrum.fourier(image.on(manager)).toFloatArray(), 1e-4f);
    }

    @ParameterizedTest
    @CsvSource({"8,8", "7,9", "6,5", "1,4"})
    void oppositeFrequenciesAddUpToNone(int height, int width) {
        Tensor spectrum = normal(3, 1, 1, height, width);
        float[] expected = new float[height * width];
        for (int f = 0; f < expected.length; f++) {
            int row = (height - f / width) % height;
            int column = (width - f % width) % width;
            expected[f] = spectrum.values()[row * width + column];
        }
        assertArrayEquals(expected, Spectrum.opposite(spectrum.on(manager)).toFloatArray());
    }

    @Test
    void frequenciesAreAtMostAHalfEitherWay() {
        assertEquals(0, Spectrum.frequency(0, 0, 8, 8));
        assertEquals(0.5, Spectrum.frequency(4, 0, 8, 8));
        assertEquals(Math.hypot(3 / 7.0, 1 / 8.0), Spectrum.frequency(4, 7, 7, 8), 1e-15);
        float[] natural = Spectrum.natural(manager, new Shape(1, 1, 4, 4)).toFloatArray();
        assertEquals(4, natural[0], "the mean is scaled as the least frequency is");
        assertEquals(4, natural[1]);
        assertEquals(2, natural[2]);
        assertEquals(Math.sqrt(2), natural[10], 1e-6);
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static Tensor normal(long seed, long... shape) {
        return TestNetwork.normal(Arrays.stream(shape).boxed().toList(), 1, new Random(seed));
    }
}
