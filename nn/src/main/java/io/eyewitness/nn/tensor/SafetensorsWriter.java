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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes safetensors files of float32 numbers: the same content gives the same bytes. */
public final class SafetensorsWriter {
    private static final JsonMapper JSON = Decimals.json().build();

    private SafetensorsWriter() {}

    /**
     * Writes a file, beside its place first, so that a half-written one never stands there.
     *
     * @throws IllegalArgumentException naming a tensor that holds NaN or an infinity
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Safetensors content) {
        content.tensors().forEach(SafetensorsWriter::requireFinite);
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            AtomicFiles.write(target, bytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static byte[] bytes(Safetensors content) throws JsonProcessingException {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!content.metadata().isEmpty()) {
            header.put(Safetensors.METADATA, content.metadata());
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            long start = end;
            end += (long) Float.BYTES * entry.getValue().values().length;
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("dtype", NumberType.F32);
            description.put("shape", entry.getValue().shape());
            description.put("data_offsets", List.of(start, end));
            header.put(entry.getKey(), description);
        }
        byte[] json = aligned(JSON.writeValueAsString(header)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (Tensor tensor : content.tensors().values()) {
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
                throw new IllegalArgumentException("tensor " + name + " holds " + Decimals.text(value));
            }
        }
    }
}
