package io.eyewitness.nn.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a safetensors file: tensors by name, and texts, both in the order of their names.
 *
 * <p>A file consists of the header's length in bytes (64 bits, little-endian), the header (JSON) and the numbers.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = Decimals.json().build();

    public Safetensors {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /**
     * Reads a file of at most 2 GiB with numbers of any floating-point type.
     *
     * @throws IllegalArgumentException naming the file and the malformed tensor
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Safetensors read(Path file) {
        return SafetensorsReader.read(file);
    }

    /**
     * Writes a file of float32 numbers, completely or not at all; the same content gives the same bytes.
     *
     * @throws IllegalArgumentException naming a tensor that holds NaN or an infinity
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Path file) {
        tensors.forEach(Safetensors::requireFinite);
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            AtomicFiles.write(target, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private byte[] bytes() throws JsonProcessingException {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata().isEmpty()) {
            header.put(METADATA, metadata());
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors().entrySet()) {
            long start = end;
            end += (long) Float.BYTES * entry.getValue().values().length;
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("dtype", "F32");
            description.put("shape", entry.getValue().shape());
            description.put("data_offsets", List.of(start, end));
            header.put(entry.getKey(), description);
        }
        byte[] json = aligned(JSON.writeValueAsString(header)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (Tensor tensor : tensors().values()) {
            bytes.asFloatBuffer().put(tensor.values());
            bytes.position(bytes.position() + Float.BYTES * tensor.values().length);
        }
        return bytes.array();
    }

    private static String aligned(String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat((Long.BYTES - length % Long.BYTES) % Long.BYTES);
    }

    private static void requireFinite(String name, Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "tensor " + name + " holds " + Decimals.text(value) + ", which is not a finite number");
            }
        }
    }
}
