package io.eyewitness.nn.graph;

import io.eyewitness.nn.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Parameters by the formula of {@code src/test/python/reference.py}. */
public final class FormulaParameters {
    private FormulaParameters() {}

    public static Map<String, Tensor> of(Graph graph) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, parameter) -> tensors.put(name, tensor(name, parameter.shape())));
        return tensors;
    }

    /** Numbers in [-1, 1). */
    public static double[] noise(String name, int count) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        double[] noise = new double[count];
        for (int i = 0; i < count; i++) {
            long state = (crc.getValue() << 32) + i;
            for (int round = 0; round < 3; round++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                state ^= state >>> 29;
            }
            noise[i] = (state >>> 40) / 0x1p23 - 1;
        }
        return noise;
    }

    private static Tensor tensor(String name, List<Long> shape) {
        long size = shape.stream().reduce(1L, (a, b) -> a * b);
        double[] noise = noise(name, Math.toIntExact(size));
        float[] values = new float[noise.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) scaled(name, shape, noise[i]);
        }
        return new Tensor(shape, values);
    }

    private static double scaled(String name, List<Long> shape, double noise) {
        if (shape.size() > 1) {
            return noise * Math.sqrt(6.0 * shape.get(0) / shape.stream().reduce(1L, (a, b) -> a * b));
        }
        return name.endsWith(".running_var") || name.endsWith(".weight") ? 1 + 0.5 * noise : 0.1 * noise;
    }
}
