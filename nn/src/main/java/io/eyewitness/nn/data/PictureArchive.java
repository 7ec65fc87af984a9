package io.eyewitness.nn.data;

import io.eyewitness.nn.data.SkippedFiles.Reason;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.picture.PictureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
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

/** A {@code .tar.gz} of pictures whose names end in {@code PART/CLASS/FILE}; their order does not matter. */
final class PictureArchive {
    /** The largest size of all pictures together, in bytes; they are kept in memory until they are decoded. */
    private static final long MOST = 1L << 30;

    private final Path file;
    private final Map<String, List<Picture>> parts = new TreeMap<>();
    private final SkippedFiles skipped = new SkippedFiles();
    private long room;

    private PictureArchive(Path file, long room) {
        this.file = file;
        this.room = room;
    }

    /**
     * Reads an archive in one pass.
     *
     * @param notes takes a sentence about files that were skipped
     * @return by part, such as {@code train}
     * @throws IOException naming the file if it is missing, damaged, truncated or too large
     */
    static Map<String, List<Picture>> read(Path file, Consumer<String> notes) throws IOException {
        return read(file, MOST, notes);
    }

    /** Reads an archive with a given room for the bytes of its pictures. */
    static Map<String, List<Picture>> read(Path file, long room, Consumer<String> notes) throws IOException {
        PictureArchive pictures = new PictureArchive(file, room);
        try (InputStream stream = Files.newInputStream(file);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(stream)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (!entry.isDirectory()) {
                    pictures.add(entry, new PushbackInputStream(archive, PictureKind.START));
                }
            }
        } catch (NoSuchFileException | MalformedData e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedData(file, "it is not a .tar.gz file, or it is damaged: " + e.getMessage(), e);
        }
        pictures.skipped.tell(file, notes);
        return pictures.parts;
    }

    private void add(TarArchiveEntry entry, PushbackInputStream content) throws IOException {
        Path name = Path.of(entry.getName());
        Optional<Reason> reason = whySkipped(name, entry, content);
        if (reason.isPresent()) {
            skipped.add(reason.get(), name.toString());
            return;
        }
        byte[] picture = content.readNBytes((int) Math.min(Integer.MAX_VALUE - Long.BYTES, room + 1));
        room -= picture.length;
        if (room < 0) {
            throw new MalformedData(
                    file,
                    "its pictures are larger than memory allows (at " + name + "); unpack it and name the directory");
        }
        parts.computeIfAbsent(component(name, 3), part -> new ArrayList<>())
                .add(new Picture(component(name, 2), new Source(file.toString(), name.toString()), () -> picture));
    }

    private static Optional<Reason> whySkipped(Path name, TarArchiveEntry entry, PushbackInputStream content)
            throws IOException {
        boolean isInClutter = IntStream.range(0, name.getNameCount() - 1)
                .mapToObj(i -> name.getName(i).toString())
                .anyMatch(part -> !part.equals(".") && SkippedFiles.isClutter(part));
        if (isInClutter) {
            return Optional.of(Reason.OF_OTHER_PROGRAMS);
        }
        boolean isLink = entry.isSymbolicLink() || entry.isLink();
        return SkippedFiles.whySkipped(component(name, 1), isLink, isRegular(entry), () -> {
                    byte[] start = content.readNBytes(PictureKind.START);
                    content.unread(start);
                    return start;
                })
                .or(() -> name.getNameCount() < 3 ? Optional.of(Reason.OUTSIDE) : Optional.empty());
    }

    private static boolean isRegular(TarArchiveEntry entry) {
        return !entry.isBlockDevice() && !entry.isCharacterDevice() && !entry.isFIFO();
    }

    private static String component(Path name, int fromEnd) {
        return name.getName(name.getNameCount() - fromEnd).toString();
    }
}
