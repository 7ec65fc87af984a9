package io.eyewitness.nn.image;

import io.eyewitness.theory.file.Reasons;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of data, in lower-case hexadecimal digits. */
public final class ContentHash {
    private ContentHash() {}

    /** The hash of labelled images: of their shape, class names, labels, pixels and their order. */
    public static String of(LabelledImages images) {
        MessageDigest digest = Sha256.digest();
        ImageShape shape = images.shape();
        digest.update(integers(images.size(), shape.channels(), shape.height(), shape.width()));
        digest.update(String.join("\n", images.classes()).getBytes(StandardCharsets.UTF_8));
        digest.update(integers(images.labels()));
        byte[] image = new byte[shape.bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.copy(i, image, 0);
            digest.update(image);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of the content of a stream. */
    public static String of(InputStream stream) throws IOException {
        DigestInputStream digested = new DigestInputStream(stream, Sha256.digest());
        digested.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    }

    /** The hash of a file. */
    public static String of(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(stream);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }

    private static byte[] integers(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }
}
