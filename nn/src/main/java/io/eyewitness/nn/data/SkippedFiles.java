package io.eyewitness.nn.data;

import io.eyewitness.nn.picture.PictureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The files beside the pictures of a data set that are skipped, reported in one line. */
final class SkippedFiles {
    /** The reason to skip a file. */
    enum Reason {
        OF_OTHER_PROGRAMS("hidden or left by other programs"),
        NO_PICTURE("not a picture"),
        DEAD_LINK("a link that leads nowhere or in a circle"),
        TO_A_CLASS("a link to the folder of a class, whose pictures would count twice"),
        OUTSIDE("outside the folders of classes");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private static final int SHOWN = 3;
    private static final Set<String> CLUTTER = Set.of(
            "__macosx",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "@eadir",
            "$recycle.bin",
            "system volume information",
            "lost+found");

    private final Map<Reason, List<String>> names = new EnumMap<>(Reason.class);

    /** Whether a file or folder of this name was left by a file manager, an archiver or an editor and is no part of a data set. */
    static boolean isClutter(String name) {
        return name.startsWith(".") || CLUTTER.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The first bytes of a file. */
    interface Start {
        byte[] read() throws IOException;
    }

    /**
     * The reason to skip a file in the folder of a class, or an entry of an archive; empty for a picture.
     *
     * @param isLink whether it is a link that leads to no file
     * @param isFile whether it is a regular file
     */
    static Optional<Reason> whySkipped(String name, boolean isLink, boolean isFile, Start start) throws IOException {
        if (isClutter(name)) {
            return Optional.of(Reason.OF_OTHER_PROGRAMS);
        }
        if (isLink) {
            return Optional.of(Reason.DEAD_LINK);
        }
        boolean isPicture = isFile
                && (PictureKind.isNamed(name) || PictureKind.of(start.read()).isPresent());
        return isPicture ? Optional.empty() : Optional.of(Reason.NO_PICTURE);
    }

    void add(Reason reason, String name) {
        names.computeIfAbsent(reason, any -> new ArrayList<>()).add(name);
    }

    void addAll(SkippedFiles others) {
        others.names.forEach((reason, some) -> some.forEach(name -> add(reason, name)));
    }

    /** The report in brackets after a space; empty if no file was skipped. */
    String inBrackets() {
        return names.isEmpty() ? "" : " (skipped: " + this + ")";
    }

    /** The number of skipped files for each reason, with some of their names; empty if there are none. */
    @Override
    public String toString() {
        return names.entrySet().stream()
                .map(entry ->
                        entry.getKey().text + ": " + entry.getValue().size() + " (" + some(entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    /**
     * Reports the skipped files in one line, if there are any.
     *
     * @param where their directory or archive
     */
    void tell(Object where, Consumer<String> notes) {
        if (!names.isEmpty()) {
            notes.accept(where + ": skipped: " + this);
        }
    }

    private static String some(List<String> all) {
        List<String> some = all.stream().sorted().distinct().toList();
        return String.join(", ", some.subList(0, Math.min(SHOWN, some.size()))) + (some.size() > SHOWN ? ", ..." : "");
    }
}
