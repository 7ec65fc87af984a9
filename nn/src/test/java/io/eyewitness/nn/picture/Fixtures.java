package io.eyewitness.nn.picture;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pictures that make.py made. */
final class Fixtures {
    /** The end of the name of what a picture shows. */
    static final String EXPECTED = ".expected.png";

    private Fixtures() {}

    static Path path(String name) {
        try {
            return Path.of(Fixtures.class.getResource("make.py").toURI()).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static boolean exists(String name) {
        return Files.exists(path(name));
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path("make.py").getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> PictureKind.isNamed(name) && !name.endsWith(EXPECTED))
                    .sorted()
                    .toList();
        }
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** Where two bytes are first found. */
    static int find(byte[] file, int first, int second) {
        int at = 0;
        while (file[at] != (byte) first || file[at + 1] != (byte) second) {
            at++;
        }
        return at;
    }
}
