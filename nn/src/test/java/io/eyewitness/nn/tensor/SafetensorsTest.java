package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final Safetensors CONTENT = new Safetensors(
            Map.of(
                    "b", new Tensor(List.of(2L, 2L), new float[] {1, -2, 0.1f, 3e30f}),
                    "a", new Tensor(List.of(3L), new float[] {4, 5, 6}),
                    "empty", new Tensor(List.of(0L, 5L), new float[0]),
                    "one", new Tensor(List.of(), new float[] {7})),
            Map.of("what", "a \"test\" of ä"));

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrites() {
        Path file = folder.resolve("new/folder/net.safetensors");
        CONTENT.write(file);
        assertEquals(CONTENT, Safetensors.read(file));
    }

    @Test
    void theSameContentGivesTheSameBytesInPlaceOfWhatStoodThere() throws IOException {
        Path first = folder.resolve("first");
        Path second = Files.writeString(folder.resolve("second"), "older");
        CONTENT.write(first);
        new Safetensors(CONTENT.tensors(), CONTENT.metadata()).write(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void theNumbersStartAtAMultipleOfEightBytes() throws IOException {
        Path file = folder.resolve("aligned");
        CONTENT.write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, bytes.getLong() % 8);
    }

    @Test
    void readsAllPrecisionsAndCounters() throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(12 + 8 + 8 + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int half : new int[] {0x3c00, 0xc000, 0x0001, 0x03ff, 0x7bff, 0x8000}) {
            numbers.putShort((short) half);
        }
        numbers.putDouble(0.1).putLong(-9);
        for (int brain : new int[] {0x3f80, 0xc049, 0x0001, 0x7f7f}) {
            numbers.putShort((short) brain);
        }
        numbers.putInt(1 << 20);
        Path file = file(
                "{'h':{'dtype':'F16','shape':[6],'data_offsets':[0,12]},"
                        + "'d':{'dtype':'F64','shape':[1],'data_offsets':[12,20]},"
                        + "'i':{'dtype':'I64','shape':[],'data_offsets':[20,28]},"
                        + "'b':{'dtype':'BF16','shape':[4],'data_offsets':[28,36]},"
                        + "'n':{'dtype':'I32','shape':[1],'data_offsets':[36,40]}}",
                numbers.array());
        Map<String, Tensor> tensors = Safetensors.read(file).tensors();
        assertArrayEquals(
                new float[] {1, -2, 0x1p-24f, 0x3ffp-24f, 65504, -0f},
                tensors.get("h").values());
        assertArrayEquals(new float[] {0.1f}, tensors.get("d").values());
        assertArrayEquals(new float[] {-9}, tensors.get("i").values());
        assertArrayEquals(
                new float[] {1, -3.140625f, 0x1p-133f, 0x1.fep127f},
                tensors.get("b").values());
        assertArrayEquals(new float[] {1 << 20}, tensors.get("n").values());
    }

    @Test
    void aDoubleThatIsTooLargeIsRefused() throws IOException {
        byte[] number = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1e39)
                .array();
        Path file = file("{'w':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}", number);
        assertEquals(file + ": tensor w: number 0 is Infinity, or too large for single precision", refusal(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version https://git-lfs.github.com/spec/v1 | a pointer of git-lfs to the file: get that with git lfs"
                        + " pull",
                "<!DOCTYPE html><html> | a web page: download the file itself",
                "<html><head> | a web page",
                "{'metadata': {}, 'weight_map': {'w': 'model-1.safetensors'}} | the index of several safetensors files"
                        + " (shards): join them",
                "\u0089HDF | HDF5, as Keras saves networks",
                "`\u001f\u008b` | compressed by gzip: unpack it first",
                "`\u0008\u0007\u0012\u0007pytorch` | ONNX, which --model takes",
                "\u0080\u0002} | a pickle, as torch.save writes (a state_dict, for example): reading it can run any"
                        + " program, so it is not read"
            })
    void whatStandsInItsPlaceIsNamed(String start, String what) throws IOException {
        String text = start.replace('\'', '"') + "\n1234567890";
        Path file = Files.write(folder.resolve("file"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(file).startsWith(file + ": it is not a safetensors file, but " + what), () -> refusal(file));
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        assertEquals(folder + " is a directory; give a safetensors file", refusal(folder));
        CONTENT.write(folder.resolve("model.safetensors"));
        assertEquals(
                folder + " is a directory; give a safetensors file, such as " + folder.resolve("model.safetensors"),
                refusal(folder));
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(folder.resolve("absent") + ": there is no such file", refusal(folder.resolve("absent")));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("whole");
        CONTENT.write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Path part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, length));
            assertTrue(refusal(part).startsWith(part + ": "), () -> refusal(part));
        }
        Path longer = Files.write(folder.resolve("longer"), Arrays.copyOf(bytes, bytes.length + 1));
        assertTrue(refusal(longer).contains("more bytes follow"), () -> refusal(longer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | tensor w: its shape [2] of F32 does not fill"
                        + " its 4 bytes",
                "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | tensor w: its numbers end at byte 12, but"
                        + " those of the file end at 8",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[8,4]}} | tensor w: its data_offsets [8, 4] are not a"
                        + " range",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | tensor w: its data_offsets [-4, 0] are not a"
                        + " range",
                "{'w':{'dtype':'F32','shape':[1]}} | tensor w: its data_offsets is not a list of whole numbers",
                "{'w':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | tensor w: its shape is not a list of whole"
                        + " numbers",
                "{'w':{'dtype':'F32','shape':[-1,-1],'data_offsets':[0,4]}} | tensor w: the shape [-1, -1] has a"
                        + " negative length",
                "{'w':{'dtype':'F8_E4M3','shape':[2],'data_offsets':[0,2]}} | tensor w: its dtype 'F8_E4M3' is none of"
                        + " [BF16, F16, F32, F64, I64, I32, I8, U8]",
                "{'w':{'dtype':'I8','shape':[8],'data_offsets':[0,8]}} | tensor w: its numbers are integers (I8)",
                "{'w':{'dtype':'F32','shape':[9223372036854775807,2],'data_offsets':[0,8]}} | tensor w: the shape"
                        + " [9223372036854775807, 2] is too large",
                "{'w':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,0]}} | tensor w: its shape"
                        + " [4611686018427387904] of F32 does not fill its 0 bytes",
                "{'v':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                        + " | tensor w starts at byte 4 of the numbers, but tensor v, the one before, ends at byte 8",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor w starts at byte 4 of the numbers,"
                        + " but the first should start at byte 0",
                "{'__metadata__':{'a':1},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | __metadata__ holds"
                        + " values that are not texts",
                "[] | its header is not a JSON object",
                "{'w':1,'w':2} | its header is not JSON: the key 'w' stands twice (line 1, column",
                "{'w | its header is not JSON: the text ends too early (line 1, column 4)"
            })
    void whatIsWrongIsNamed(String header, String fault) throws IOException {
        Path file = file(header, new byte[8]);
        assertTrue(refusal(file).startsWith(file + ": " + fault), () -> refusal(file));
    }

    @Test
    void numbersThatAreNoneAreRefused() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            byte[] numbers = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(1)
                    .putFloat(bad)
                    .array();
            Path file = file("{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", numbers);
            assertEquals(file + ": tensor w: number 1 is " + bad, refusal(file));
            Safetensors content = new Safetensors(Map.of("w", new Tensor(List.of(1L), new float[] {bad})), Map.of());
            Path target = folder.resolve("target");
            assertThrows(IllegalArgumentException.class, () -> content.write(target));
            assertTrue(Files.notExists(target));
        }
    }

    private Path file(String header, byte[] numbers) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(numbers);
        return Files.write(folder.resolve("file"), bytes.array());
    }

    private static String refusal(Path file) {
        return assertThrows(IllegalArgumentException.class, () -> Safetensors.read(file))
                .getMessage();
    }
}
