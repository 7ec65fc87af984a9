package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Compares networks that were read from ONNX files with what ONNX Runtime makes of these. */
final class Oracle {
    private Oracle() {}

    /** The first output of a file, by ONNX Runtime, for images as they are. */
    static float[] runtime(Path file, float[] images, long... shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = environment.createSession(file.toString(), options);
                    OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                    OrtSession.Result result = session.run(
                            Map.of(session.getInputNames().iterator().next(), input))) {
                FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return values;
            }
        }
    }

    /** Images in [0,1]. */
    static float[] images(long seed, long... shape) {
        float[] images = new float[Math.toIntExact(new Shape(shape).size())];
        Random random = new Random(seed);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return images;
    }

    /** A network that takes images as they are. */
    static GraphNetwork unit(Path file) {
        return OnnxFile.read(file, new ImageInput("unit", null, null, null), Device.cpu());
    }

    static float[] logits(Network network, float[] images, long... shape) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(scratch.create(images, new Shape(shape))).toFloatArray();
        }
    }

    /** Asserts that the largest difference is small beside the largest number, and returns it. */
    static double requireNear(float[] expected, float[] found, double tolerance) {
        assertEquals(expected.length, found.length, "another number of outputs");
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        assertTrue(largest > 0, "the outputs are all 0");
        double relative = difference / largest;
        assertTrue(relative <= tolerance, "the outputs are off by " + relative);
        return relative;
    }

    /** Asserts that the slope along the gradient of a random weighting of the logits is the gradient's length, at one of several steps. */
    static void requireGradient(Network network, float[] images, double tolerance, long... shape) {
        float[] gradient;
        float[] weights;
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray leaf = scratch.create(images, new Shape(shape)).duplicate();
            leaf.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                NDArray logits = network.logits(leaf);
                weights = normal(logits.getShape().size());
                collector.backward(
                        logits.mul(scratch.create(weights, logits.getShape()).duplicate())
                                .sum());
            }
            gradient = leaf.getGradient().toFloatArray();
        }
        double length = 0;
        for (float slope : gradient) {
            length += (double) slope * slope;
        }
        length = Math.sqrt(length);
        assertTrue(length > 0, "the gradient is 0");
        double least = Double.POSITIVE_INFINITY;
        for (double step : new double[] {3, 1, 3e-1, 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4}) {
            double ahead = value(network, images, gradient, step / length, weights, shape);
            double behind = value(network, images, gradient, -step / length, weights, shape);
            least = Math.min(least, Math.abs((ahead - behind) / (2 * step) / length - 1));
        }
        assertTrue(least < tolerance, "the gradient is off by " + least);
    }

    private static double value(
            Network network, float[] images, float[] gradient, double step, float[] weights, long... shape) {
        float[] moved = new float[images.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (images[i] + step * gradient[i]);
        }
        float[] logits = logits(network, moved, shape);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += (double) weights[i] * logits[i];
        }
        return sum;
    }

    private static float[] normal(long size) {
        Random random = new Random(5);
        float[] numbers = new float[Math.toIntExact(size)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
