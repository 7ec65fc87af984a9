package io.eyewitness.theory.part;

import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The SHA-256 of code: of the names and the content of its classes and resources, so that a folder and a jar made of it have the same. */
public final class CodeHash {
    private static final String NO_CODE = "META-INF";

    private CodeHash() {}

    /** The hash, as 64 hexadecimal digits, of all that some types come with. */
    public static String of(Class<?>... types) throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Class<?> type : types) {
            Path place = Path.of(URI.create(
                    type.getProtectionDomain().getCodeSource().getLocation().toString()));
            if (Files.isDirectory(place)) {
                add(digest, place);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    add(digest, jar.getPath("/"));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith(NO_CODE))
                    .sorted()
                    .toList();
            for (String name : names) {
                byte[] content = Files.readAllBytes(root.resolve(name));
                digest.update((name + ":" + content.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        }
    }
}
