package io.eyewitness.nn.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads safetensors files of at most 2 GiB, and refuses malformed ones. */
final class SafetensorsReader {
    private static final JsonMapper JSON = Decimals.json()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final long LARGEST = Integer.MAX_VALUE - Long.BYTES;

    private final ByteBuffer numbers;
    private final Map<String, Tensor> tensors = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Range> ranges = new ArrayList<>();

    private record Range(String tensor, long start, long end) {}

    private SafetensorsReader(ByteBuffer numbers) {
        this.numbers = numbers;
    }

    static Safetensors read(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a directory; give a safetensors file" + example(file));
        }
        try {
            FileKind kind = FileKind.of(file);
            if (kind != FileKind.SAFETENSORS && kind != FileKind.UNKNOWN) {
                throw new IllegalArgumentException("it is not a safetensors file, but " + kind.advice(file));
            }
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("it is larger than 2 GiB, the largest size that is read");
            }
            return read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(Reasons.naming(file, e));
        }
    }

    private static String example(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .findFirst()
                    .map(file -> ", such as " + file)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Safetensors read(byte[] file) {
        if (file.length < Long.BYTES) {
            throw new IllegalArgumentException("it is not a safetensors file: it has only " + file.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        if (length < 2 || length > bytes.remaining()) {
            throw new IllegalArgumentException("it is truncated, or not a safetensors file: its first " + Long.BYTES
                    + " bytes state a header of " + Long.toUnsignedString(length) + " bytes, but it has only "
                    + file.length + " bytes in all");
        }
        String header = new String(file, Long.BYTES, (int) length, StandardCharsets.UTF_8);
        bytes.position(Long.BYTES + (int) length);
        SafetensorsReader reader = new SafetensorsReader(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        reader.readAll(tree(header));
        return new Safetensors(reader.tensors, reader.metadata);
    }

    private static JsonNode tree(String header) {
        try {
            JsonNode tree = JSON.readTree(header);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("its header is not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its header is not JSON: " + EvidenceJson.reason(e), e);
        }
    }

    private void readAll(JsonNode header) {
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(Safetensors.METADATA)) {
                readMetadata(entry.getValue());
            } else {
                try {
                    tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("tensor " + entry.getKey() + ": " + e.getMessage(), e);
                }
            }
        }
        requireNoGapsOrOverlaps();
    }

    private void readMetadata(JsonNode texts) {
        for (Map.Entry<String, JsonNode> entry : texts.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new IllegalArgumentException(Safetensors.METADATA + " holds values that are not texts");
            }
            metadata.put(entry.getKey(), entry.getValue().textValue());
        }
    }

    private Tensor tensor(String name, JsonNode description) {
        NumberType type = type(description.path("dtype").asText());
        List<Long> shape = wholeNumbers(description, "shape");
        List<Long> offsets = wholeNumbers(description, "data_offsets");
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw new IllegalArgumentException("its data_offsets " + offsets + " are not a range");
        }
        long start = offsets.get(0);
        long end = offsets.get(1);
        if (end > numbers.limit()) {
            throw new IllegalArgumentException("its numbers end at byte " + end + ", but those of the file end at "
                    + numbers.limit() + ": is it truncated?");
        }
        long size = Tensor.size(shape);
        if (size > numbers.limit() || size * type.bytes() != end - start) {
            throw new IllegalArgumentException(
                    "its shape " + shape + " of " + type + " does not fill its " + (end - start) + " bytes");
        }
        if (type.isWhole() && size > 1) {
            throw new IllegalArgumentException("its numbers are integers (" + type
                    + "), as in a quantised network; save it with weights in floating point");
        }
        ranges.add(new Range(name, start, end));
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.read(numbers, (int) start + i * type.bytes());
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("number " + i + " is " + Decimals.text(values[i])
                        + (type == NumberType.F64 ? ", or too large for single precision" : ""));
            }
        }
        return new Tensor(shape, values);
    }

    private static NumberType type(String name) {
        return Arrays.stream(NumberType.values())
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its dtype '" + name + "' is none of " + Arrays.toString(NumberType.values())));
    }

    private static List<Long> wholeNumbers(JsonNode description, String key) {
        JsonNode array = description.path(key);
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : array) {
            if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                throw new IllegalArgumentException("its " + key + " is not a list of whole numbers");
            }
            numbers.add(number.longValue());
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("its " + key + " is not a list of whole numbers");
        }
        return numbers;
    }

    private void requireNoGapsOrOverlaps() {
        ranges.sort(Comparator.comparingLong(Range::start).thenComparingLong(Range::end));
        Range last = new Range("", 0, 0);
        for (Range range : ranges) {
            if (range.start() != last.end()) {
                throw new IllegalArgumentException("tensor " + range.tensor() + " starts at byte " + range.start()
                        + " of the numbers, but "
                        + (last.tensor().isEmpty()
                                ? "the first should start at byte 0"
                                : "tensor " + last.tensor() + ", the one before, ends at byte " + last.end()));
            }
            last = range;
        }
        if (last.end() != numbers.limit()) {
            throw new IllegalArgumentException("its tensors end at byte " + last.end() + ", but more bytes follow");
        }
    }

    /** The types of numbers in a file. */
    private enum NumberType {
        BF16(2, false, (bytes, at) -> HalfPrecision.ofBfloat16(bytes.getShort(at))),
        F16(2, false, (bytes, at) -> HalfPrecision.ofBinary16(bytes.getShort(at))),
        F32(4, false, ByteBuffer::getFloat),
        F64(8, false, (bytes, at) -> (float) bytes.getDouble(at)),
        I64(8, true, ByteBuffer::getLong),
        I32(4, true, ByteBuffer::getInt),
        I8(1, true, ByteBuffer::get),
        U8(1, true, (bytes, at) -> bytes.get(at) & 0xff);

        private interface Reader {
            float read(ByteBuffer bytes, int at);
        }

        private final int bytes;
        private final boolean whole;
        private final Reader reader;

        NumberType(int bytes, boolean whole, Reader reader) {
            this.bytes = bytes;
            this.whole = whole;
            this.reader = reader;
        }

        int bytes() {
            return bytes;
        }

        /** The number as a float32, the nearest one to a float64. */
        float read(ByteBuffer bytes, int at) {
            return reader.read(bytes, at);
        }

        /** Whether it holds whole numbers, as counters and quantised weights are. */
        boolean isWhole() {
            return whole;
        }
    }
}
