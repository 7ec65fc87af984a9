package io.eyewitness.nn.data;

import io.eyewitness.nn.tensor.FileKind;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A vector in a file: numbers as text, separated by blanks, commas or line ends, brackets allowed as in JSON; or safetensors with one tensor. */
public final class VectorFile {
    private VectorFile() {}

    /**
     * Reads a vector.
     *
     * @throws IOException naming the file, and the line or tensor that is at fault
     * @throws IllegalArgumentException naming the file, if it is of another kind
     */
    public static float[] read(Path file) throws IOException {
        FileKind kind;
        try {
            kind = FileKind.of(file);
        } catch (IllegalArgumentException e) {
            throw new MalformedData(file, e.getMessage(), e);
        }
        return switch (kind) {
            case SAFETENSORS -> tensor(file);
            case UNKNOWN -> text(file);
            default ->
                throw new MalformedData(
                        file, "it is no list of numbers, but " + kind.advice(file) + "; or write the numbers as text");
        };
    }

    private static float[] tensor(Path file) throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(file).tensors();
        if (tensors.size() != 1) {
            throw new MalformedData(file, "it has " + tensors.size() + " tensors; save the vector alone");
        }
        Map.Entry<String, Tensor> only = tensors.entrySet().iterator().next();
        float[] values = only.getValue().values();
        if (only.getValue().shape().stream().anyMatch(length -> length != 1 && length != values.length)) {
            throw new MalformedData(
                    file, only.getKey() + " has shape " + only.getValue().shape() + "; save one row of numbers");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new MalformedData(file, only.getKey() + " holds a number that is not finite");
            }
        }
        return values;
    }

    private static float[] text(Path file) throws IOException {
        List<Float> numbers = new ArrayList<>();
        for (TextLine line : TextLine.read(file)) {
            for (String part : line.text().replaceAll("[\\[\\],]", " ").strip().split("\\s+")) {
                if (!part.isEmpty()) {
                    numbers.add(number(file, line, part));
                }
            }
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    private static float number(Path file, TextLine line, String text) throws MalformedData {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw line.bad(file, "holds '" + text + "', which is not a number");
        }
        if (!Float.isFinite(value)) {
            throw line.bad(file, "holds " + text + ", which is not a finite number");
        }
        return value;
    }
}
