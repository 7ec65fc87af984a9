package io.eyewitness.theory.part;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.DraftFolder;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts of one campaign in a directory, each a {@link PartFile} that is written as a whole or not at all, beside a file that describes the campaign.
 * Several programs may write to it at the same time.
 */
public final class PartFolder {
    /** The file that describes the campaign. */
    public static final String DESCRIPTION = "campaign.json";

    private static final String SCHEMA = "eyewitness-campaign/1";

    private final Path path;
    private final Description description;
    private final String hash;

    /**
     * A campaign as a file.
     *
     * @param schema {@code eyewitness-campaign/1}
     * @param program such as {@code sim}
     * @param arguments of the program
     * @param parts their number
     * @param settings of the campaign
     */
    record Description(
            String schema, String program, List<String> arguments, int parts, SortedMap<String, String> settings) {}

    private PartFolder(Path path, Description description) {
        this.path = path;
        this.description = description;
        this.hash = PartFile.hash(description.settings());
    }

    /**
     * A folder to write to, made unless it is there.
     *
     * @throws IllegalArgumentException if it has parts of another campaign, or other files
     */
    public static PartFolder open(Path path, CampaignLine line, PartPlan campaign) throws IOException {
        Description description =
                new Description(SCHEMA, line.program(), line.arguments(), campaign.size(), campaign.settings());
        make(path, EvidenceJson.write(description));
        PartFolder folder = read(path);
        folder.require(campaign);
        return folder;
    }

    /**
     * A folder for copies of parts that are kept elsewhere, made unless it is there.
     *
     * @param description the content of the file that describes the campaign there
     * @throws IllegalArgumentException if it has parts of another campaign, or other files
     */
    public static PartFolder copied(Path path, byte[] description) throws IOException {
        make(path, new String(description, StandardCharsets.UTF_8));
        if (!Arrays.equals(Files.readAllBytes(path.resolve(DESCRIPTION)), description)) {
            throw new IllegalArgumentException(path + " has parts of another campaign; give another folder");
        }
        return read(path);
    }

    private static void make(Path path, String description) throws IOException {
        Files.createDirectories(path);
        if (Files.exists(path.resolve(DESCRIPTION))) {
            return;
        }
        boolean isUsed;
        try (Stream<Path> files = Files.list(path)) {
            isUsed = files.anyMatch(file -> !file.getFileName().toString().startsWith("."));
        }
        if (isUsed && !Files.exists(path.resolve(DESCRIPTION))) {
            throw new IllegalArgumentException(
                    path + " has files but no " + DESCRIPTION + ", so it is no folder of parts; give another");
        }
        describe(path.resolve(DESCRIPTION), description);
    }

    /** Of several programs that open a new folder at once, the first describes it. */
    private static void describe(Path file, String description) throws IOException {
        Path draft = file.resolveSibling(
                "." + DESCRIPTION + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        try {
            Files.writeString(draft, description, StandardOpenOption.CREATE_NEW);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The reader sees whether it is the same campaign.
        } catch (UnsupportedOperationException e) {
            AtomicFiles.write(file, description.getBytes(StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * A folder that is there.
     *
     * @throws IllegalArgumentException if it does not describe a campaign
     */
    public static PartFolder read(Path path) throws IOException {
        Path file = path.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(path + " is no folder of parts: it has no " + DESCRIPTION);
        }
        try {
            Description description = EvidenceJson.read(Files.readString(file), Description.class);
            if (!description.schema().equals(SCHEMA) || description.parts() < 1) {
                throw new IllegalArgumentException("the schema must be " + SCHEMA + ", with 1 part or more");
            }
            return new PartFolder(path, description);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }

    /**
     * Checks that the parts are those of a campaign.
     *
     * @throws IllegalArgumentException naming the settings that differ
     */
    public void require(PartPlan campaign) {
        requireSame(campaign.settings(), "the command");
        if (campaign.size() != size()) {
            throw new IllegalArgumentException(path.resolve(DESCRIPTION) + " says that there are " + size()
                    + " parts, but there are " + campaign.size());
        }
    }

    /**
     * Checks that another folder is of the same campaign.
     *
     * @throws IllegalArgumentException naming the settings that differ
     */
    public void require(PartFolder other) {
        requireSame(other.description.settings(), other.path.toString());
        if (other.size() != size()) {
            throw new IllegalArgumentException(
                    path + " and " + other.path + " name different numbers of parts: " + size() + ", " + other.size());
        }
    }

    private void requireSame(SortedMap<String, String> others, String who) {
        List<String> names = Stream.concat(description.settings().keySet().stream(), others.keySet().stream())
                .distinct()
                .filter(name -> !description.settings().getOrDefault(name, "").equals(others.getOrDefault(name, "")))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            throw new IllegalArgumentException(path + " has parts of another campaign than " + who + ": they differ in "
                    + names.stream()
                            .map(name -> name + " ("
                                    + description.settings().getOrDefault(name, "none") + " and "
                                    + others.getOrDefault(name, "none") + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Its place. */
    public Path path() {
        return path;
    }

    /** The number of parts of the campaign. */
    public int size() {
        return description.parts();
    }

    /** The command that computes the campaign. */
    public CampaignLine line() {
        return new CampaignLine(description.program(), description.arguments());
    }

    /** The settings of the campaign. */
    public SortedMap<String, String> settings() {
        return description.settings();
    }

    private Path file(int number) {
        return path.resolve(PartFile.name(number));
    }

    /** Whether a part is there, whatever its file holds. */
    public boolean has(int number) {
        return Files.exists(file(number));
    }

    /**
     * The content of a part.
     *
     * @throws IOException if it is not there, damaged, or part of another campaign
     */
    public byte[] get(int number) throws IOException {
        Path file = file(number);
        try {
            return new PartFile(file.toString(), Files.readAllBytes(file)).content(PartFile.key(hash, number));
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }

    /** Begins to write parts. */
    public Writer writer() throws IOException {
        return new Writer();
    }

    /** Writes parts, each as a whole or not at all. Several threads may use it. */
    public final class Writer implements AutoCloseable {
        private final DraftFolder drafts;

        private Writer() throws IOException {
            drafts = DraftFolder.create(path, ".drafts-");
        }

        /**
         * Writes a part.
         *
         * @throws IOException if it is there with another content, or cannot be written
         */
        public void put(int number, byte[] content) throws IOException {
            write(number, content, PartFile.bytes(PartFile.key(hash, number), content));
        }

        /**
         * Writes a part that came as a file.
         *
         * @throws IOException if it is damaged, of another campaign, there with another content, or cannot be written
         */
        public void put(int number, PartFile part) throws IOException {
            write(number, part.content(PartFile.key(hash, number)), part.bytes());
        }

        private void write(int number, byte[] content, byte[] bytes) throws IOException {
            Path file = file(number);
            if (!has(number)) {
                try {
                    drafts.write(file, bytes);
                } catch (IOException e) {
                    throw new IOException("cannot write " + file + ": " + Reasons.of(e), e);
                }
            } else if (!Arrays.equals(get(number), content)) {
                throw new IOException(file + " was computed twice, with different contents: the machines that did"
                        + " do not compute alike");
            }
        }

        @Override
        public void close() throws IOException {
            drafts.close();
        }
    }
}
