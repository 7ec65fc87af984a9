package io.eyewitness.nn.audit;

import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An experiment of an audit that was run.
 *
 * @param mainFile the name of the main file of its results
 * @param measured the names of its measurements, also of those that these images do not allow, which its lines tell
 * @param isAsExpected whether they are as the ledger or the user expects
 * @param lines for people
 * @param files its results by name, relative to its directory
 */
record FinishedExperiment(
        String mainFile, List<String> measured, boolean isAsExpected, List<String> lines, Map<String, byte[]> files) {
    /** The folders of evidence and numbers, which are also written for all experiments together. */
    private static final List<String> SHARED = List.of("measurement/", "numbers/");

    private static final PartForm<String> TEXT = new PartForm<>(
            (text, out) -> PartForm.BYTES.writer().write(text.getBytes(StandardCharsets.UTF_8), out),
            in -> new String(PartForm.BYTES.reader().read(in), StandardCharsets.UTF_8));

    /** The form in which it is kept. */
    static final PartForm<FinishedExperiment> PART = new PartForm<>(FinishedExperiment::write, in -> {
        String mainFile = TEXT.reader().read(in);
        List<String> measured = TEXT.list().reader().read(in);
        boolean isAsExpected = in.readBoolean();
        List<String> lines = TEXT.list().reader().read(in);
        Map<String, byte[]> files = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.put(TEXT.reader().read(in), PartForm.BYTES.reader().read(in));
        }
        return new FinishedExperiment(mainFile, measured, isAsExpected, lines, files);
    });

    private static void write(FinishedExperiment part, DataOutputStream out) throws IOException {
        TEXT.writer().write(part.mainFile, out);
        TEXT.list().writer().write(part.measured, out);
        out.writeBoolean(part.isAsExpected);
        TEXT.list().writer().write(part.lines, out);
        out.writeInt(part.files.size());
        for (Map.Entry<String, byte[]> file : part.files.entrySet()) {
            TEXT.writer().write(file.getKey(), out);
            PartForm.BYTES.writer().write(file.getValue(), out);
        }
    }

    /** An experiment whose results were written to a directory. */
    static FinishedExperiment of(
            Path directory, String mainFile, List<String> measured, boolean isAsExpected, List<String> lines)
            throws IOException {
        List<Path> written = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile).forEach(written::add);
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : written) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            files.put(name, Files.readAllBytes(file));
        }
        return new FinishedExperiment(mainFile, measured, isAsExpected, lines, files);
    }

    /** Writes its results to a directory of its own, and its evidence and numbers also to the directory of all. */
    void writeTo(Path directory, String name) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFiles.put(directory.resolve(name).resolve(file.getKey()), file.getValue());
            if (SHARED.stream().anyMatch(file.getKey()::startsWith)) {
                AtomicFiles.put(directory.resolve(file.getKey()), file.getValue());
            }
        }
    }
}
