package io.eyewitness.nn.cli;

import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.LatentImage;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decoders of the images that networks see. */
final class Decoders {
    private Decoders() {}

    /**
     * The images that a decoder makes.
     *
     * @param network on whose device the decoder runs, and which closes it with itself
     * @param file that describes itself, or null for the decoder that comes with eyewitness
     * @throws IllegalArgumentException if there is none, or the file holds none
     */
    static LatentImage of(Network network, Path file) {
        try {
            return file == null ? builtIn(network) : read(network, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LatentImage builtIn(Network network) throws IOException {
        String name = Pretrained.decoderFor(network.name())
                .orElseThrow(() -> new IllegalArgumentException("no decoder of the images that " + network.name()
                        + " sees comes with eyewitness (one for fashion does); name a file of one with --decoder, or"
                        + " choose another --param"));
        return new LatentImage(Pretrained.beside(network, name), Pretrained.sha256(name));
    }

    private static LatentImage read(Network network, Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new LatentImage(NetworkFile.readBeside(network, file), ContentHash.of(stream));
        }
    }
}
