package io.eyewitness.theory.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents for readers: README.md and docs/*.md. Their commands stand in fenced blocks: those in {@code sh} blocks are run by the
 * tests of the module that they belong to; those in {@code console} blocks, which take long, need data or fail on purpose, are only
 * checked to be understood.
 */
public final class Documents {
    /** The first document, which stands in the root. */
    public static final String README = "README.md";

    /** The folder that holds the others. */
    public static final String FOLDER = "docs";

    /** The root of the checkout, as seen from a module. */
    static final Path ROOT = Path.of("..");

    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private Documents() {}

    /** The name of each document, relative to the root: README.md first, then the others in alphabetical order. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
            return Stream.concat(
                            Stream.of(README),
                            files.map(file -> FOLDER + "/" + file.getFileName())
                                    .filter(name -> name.endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a document. */
    public static String text(String name) {
        try {
            return Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks of a document in a language. */
    public static List<String> blocks(String name, String language) {
        return FENCED.matcher(text(name))
                .results()
                .filter(match -> match.group(2).equals(language))
                .map(match -> match.group(3).replaceAll("(?m)^" + match.group(1), ""))
                .toList();
    }

    /** The lines of all blocks of a document in a language. */
    public static List<String> lines(String name, String language) {
        return blocks(name, language).stream().flatMap(String::lines).toList();
    }

    /** What a document links to, pictures included: addresses, files and anchors. */
    static List<String> links(String name) {
        return LINK.matcher(prose(name).replaceAll("`[^`\n]*`", ""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The anchors of a document's headings, as GitHub makes them. */
    static Set<String> anchors(String name) {
        Set<String> anchors = new LinkedHashSet<>();
        for (String heading : headings(name)) {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            String numbered = anchor;
            for (int i = 1; !anchors.add(numbered); i++) {
                numbered = anchor + "-" + i;
            }
        }
        return anchors;
    }

    /** The headings of a document. */
    static List<String> headings(String name) {
        return HEADING.matcher(prose(name))
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .toList();
    }

    private static String prose(String name) {
        return FENCED.matcher(text(name)).replaceAll("");
    }
}
