package io.eyewitness.nn.tensor;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a safetensors file holds: tensors by name, and texts about them, both in the order of their names.
 *
 * <p>The form of the file: the header's length in bytes (64 bits, little-endian), the header (JSON), the numbers.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    public Safetensors {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
}
