package io.eyewitness.nn.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A {@code .tar.gz} of pictures whose names end in {@code PART/CLASS/FILE}; their order in it makes no difference. */
final class PictureArchive {
    private PictureArchive() {}

    /**
     * Reads an archive in one pass.
     *
     * @return by part, such as {@code train}
     * @throws IOException naming the file where it is missing, damaged or truncated
     */
    static Map<String, List<Picture>> read(Path file) throws IOException {
        Map<String, List<Picture>> parts = new TreeMap<>();
        try (InputStream stream = Files.newInputStream(file);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(stream)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path name = Path.of(entry.getName());
                if (entry.isFile() && name.getNameCount() >= 3) {
                    parts.computeIfAbsent(component(name, 3), part -> new ArrayList<>())
                            .add(picture(file, name, archive.readAllBytes()));
                }
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new BadData(file, "it is no .tar.gz, or it is damaged: " + e.getMessage(), e);
        }
        return parts;
    }

    private static Picture picture(Path file, Path name, byte[] content) {
        return new Picture(component(name, 2), file + ":" + name, () -> content);
    }

    private static String component(Path name, int fromEnd) {
        return name.getName(name.getNameCount() - fromEnd).toString();
    }
}
