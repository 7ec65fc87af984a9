package io.eyewitness.nn.cli;

import io.eyewitness.nn.image.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fashion-MNIST's four files, with fewer images. */
final class FashionFiles {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    private static final int SIDE = 28;

    private FashionFiles() {}

    /** Writes a part: {@code train} or {@code t10k}. */
    static void write(Path directory, String part, LabelledImages images) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + images.size() * SIDE * SIDE);
        pixels.putInt(IMAGES).putInt(images.size()).putInt(SIDE).putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + images.size());
        labels.putInt(LABELS).putInt(images.size());
        byte[] image = new byte[SIDE * SIDE];
        for (int i = 0; i < images.size(); i++) {
            images.copy(i, image, 0);
            pixels.put(image);
            labels.put((byte) images.label(i));
        }
        Files.createDirectories(directory);
        Files.write(directory.resolve(part + "-images-idx3-ubyte"), pixels.array());
        Files.write(directory.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
}
