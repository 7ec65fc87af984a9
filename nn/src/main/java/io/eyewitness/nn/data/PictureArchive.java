package io.eyewitness.nn.data;

import io.eyewitness.nn.data.SkippedFiles.Reason;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.picture.PictureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** A {@code .tar.gz} of pictures whose names end in {@code PART/CLASS/FILE}; their order in it makes no difference. */
final class PictureArchive {
    private PictureArchive() {}

    /**
     * Reads an archive in one pass.
     *
     * @param notes takes a sentence about what was passed over
     * @return by part, such as {@code train}
     * @throws IOException naming the file where it is missing, damaged or truncated
     */
    static Map<String, List<Picture>> read(Path file, Consumer<String> notes) throws IOException {
        Map<String, List<Picture>> parts = new TreeMap<>();
        SkippedFiles passedOver = new SkippedFiles();
        try (InputStream stream = Files.newInputStream(file);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(stream)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path name = Path.of(entry.getName());
                byte[] content = entry.isFile() ? archive.readAllBytes() : new byte[0];
                Optional<Reason> reason = whyNot(name, entry, content);
                if (reason.isPresent()) {
                    passedOver.add(reason.get(), name.toString());
                } else if (entry.isFile()) {
                    parts.computeIfAbsent(component(name, 3), part -> new ArrayList<>())
                            .add(picture(file, name, content));
                }
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedData(file, "it is no .tar.gz, or it is damaged: " + e.getMessage(), e);
        }
        passedOver.tell(file, notes);
        return parts;
    }

    /** Why an entry is passed over, if it is and is no directory. */
    private static Optional<Reason> whyNot(Path name, TarArchiveEntry entry, byte[] content) {
        if (entry.isDirectory()) {
            return Optional.empty();
        }
        if (IntStream.range(0, name.getNameCount())
                .mapToObj(i -> name.getName(i).toString())
                .anyMatch(part -> !part.equals(".") && SkippedFiles.isClutter(part))) {
            return Optional.of(Reason.OF_OTHER_PROGRAMS);
        }
        if (!entry.isFile()) {
            return Optional.of(Reason.DEAD_LINK);
        }
        if (!PictureKind.isNamed(name.toString()) && PictureKind.of(content).isEmpty()) {
            return Optional.of(Reason.NO_PICTURE);
        }
        return name.getNameCount() < 3 ? Optional.of(Reason.OUTSIDE) : Optional.empty();
    }

    private static Picture picture(Path file, Path name, byte[] content) {
        return new Picture(component(name, 2), new Source(file.toString(), name.toString()), () -> content);
    }

    private static String component(Path name, int fromEnd) {
        return name.getName(name.getNameCount() - fromEnd).toString();
    }
}
