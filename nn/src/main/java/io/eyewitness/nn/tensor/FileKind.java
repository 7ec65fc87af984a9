package io.eyewitness.nn.tensor;

import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The kind of a file that is given as a network, by its content and not its name. */
public enum FileKind {
    /** Tensors in the form of {@link Safetensors}. */
    SAFETENSORS("safetensors, which --weights takes"),
    /** A program with its parameters. */
    TORCH_SCRIPT("a TorchScript file, which --model takes"),
    /** The output of {@code torch.save}: a state_dict or a whole module. */
    PICKLE("a pickle, as torch.save writes (a state_dict, for example): reading it can run any program, so it is not"
            + " read. Where you trust it, convert it for --weights: python3 -c \"import torch, safetensors.torch"
            + " as s; d = torch.load('%1$s', map_location='cpu', weights_only=True); d = d.get('state_dict', d);"
            + " s.save_file({k: v.contiguous().clone() for k, v in d.items()}, '%1$s.safetensors')\"; or save the"
            + " network for --model: torch.jit.script(network.eval()).save('network.pt')"),
    /** The pointer that Git LFS keeps in place of a large file. */
    LFS_POINTER("a pointer of git-lfs to the file: get that with git lfs pull"),
    /** The answer of a server to the wrong address. */
    WEB_PAGE("a web page: download the file itself, by its direct address"),
    /** The index of tensors in several files. */
    SHARD_INDEX(
            "the index of several safetensors files (shards): join them: python3 -c \"import json, safetensors.torch"
                    + " as s; m = json.load(open('%1$s'))['weight_map']; s.save_file({k: v for f in set(m.values()) for k,"
                    + " v in s.load_file(f).items()}, 'all.safetensors')\""),
    /** A file of Keras. */
    HDF5("HDF5, as Keras saves networks, which is not read: save safetensors, ONNX or TorchScript"),
    /** NumPy saves it. */
    NUMPY("a NumPy array, of which one file holds one: save all as safetensors (safetensors.numpy.save_file)"),
    /** A language model for llama.cpp. */
    GGUF("GGUF, as llama.cpp reads, which holds language models: name a classifier of images"),
    /** A graph for other runtimes. */
    ONNX("ONNX, which --model takes"),
    /** Compressed by gzip. */
    GZIP("compressed by gzip: unpack it first"),
    /** Any other archive. */
    ZIP("a zip archive of something else: unpack it first"),
    /** A zip archive that ends too early. */
    DAMAGED_ZIP("a zip archive that is cut short or damaged: download or save it again"),
    /** An empty file. */
    EMPTY("empty: download or save it again"),
    /** Any other file. */
    UNKNOWN("something else");

    private static final Pattern PLAIN = Pattern.compile("[\\w.,+=@ -]+");
    private static final int BEGINNING = 4096;
    private static final int LONGEST_HEADER = 100_000_000;

    private final String advice;

    FileKind(String advice) {
        this.advice = advice;
    }

    /** The kind of the file and the remedy, to follow "it is". Commands contain the file's name if it needs no quoting, else FILE. */
    public String advice(Path file) {
        String name = String.valueOf(file.getFileName());
        return String.format(Locale.ROOT, advice, PLAIN.matcher(name).matches() ? name : "FILE");
    }

    /**
     * The kind of a file.
     *
     * @throws IllegalArgumentException if it is not a regular file; the message, such as "there is no such file", does not name it
     * @throws UncheckedIOException if it cannot be read
     */
    public static FileKind of(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("it is a directory; name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    Files.exists(file) ? "it is a pipe or a device, no file" : "there is no such file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(BEGINNING);
            return start.length == 0 ? EMPTY : isZip(start) ? archive(file) : of(start);
        } catch (IOException e) {
            throw new UncheckedIOException(Reasons.naming(file, e));
        }
    }

    private static FileKind of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (isLfsPointer(text)) {
            return LFS_POINTER;
        }
        String words = words(text);
        if (words.startsWith("<!doctype html") || words.startsWith("<html") || words.startsWith("<?xml")) {
            return WEB_PAGE;
        }
        if (words.startsWith("{") && words.contains("\"weight_map\"")) {
            return SHARD_INDEX;
        }
        if (text.startsWith("\u0080") && text.length() > 1 && text.charAt(1) <= 5) {
            return PICKLE;
        }
        if (text.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (text.startsWith("\u0093NUMPY")) {
            return NUMPY;
        }
        if (text.startsWith("GGUF")) {
            return GGUF;
        }
        if (text.matches("(?s)\u0008[\u0001-\u001f][\u0012\u001a:B].*")) {
            return ONNX;
        }
        if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        return hasHeader(start) ? SAFETENSORS : UNKNOWN;
    }

    /**
     * Whether a file is the pointer that Git LFS keeps in place of a large file.
     *
     * @param start the first bytes, as ISO 8859-1
     */
    public static boolean isLfsPointer(String start) {
        return words(start).startsWith("version https://git-lfs");
    }

    /** The text without a byte order mark and surrounding blanks, in lower case. */
    private static String words(String start) {
        return start.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean hasHeader(byte[] start) {
        if (start.length <= Long.BYTES || start[Long.BYTES] != '{') {
            return false;
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length > 1 && length < LONGEST_HEADER;
    }

    private static boolean isZip(byte[] start) {
        return start.length > 1 && start[0] == 'P' && start[1] == 'K';
    }

    private static FileKind archive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            if (names.stream().anyMatch(name -> name.endsWith("/constants.pkl"))) {
                return TORCH_SCRIPT;
            }
            return names.stream().anyMatch(name -> name.endsWith("data.pkl")) ? PICKLE : ZIP;
        } catch (ZipException e) {
            return DAMAGED_ZIP;
        }
    }
}
