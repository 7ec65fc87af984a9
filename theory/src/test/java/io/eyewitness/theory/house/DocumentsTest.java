package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md and docs/*.md refer to exists, and so does what refers to them. */
class DocumentsTest {
    private static final int MOST_LINES_OF_README = 149;
    private static final long MOST_BYTES_OF_PICTURES = 60_000;
    private static final Pattern ADDRESS = Pattern.compile("https?://.*");
    private static final Pattern CITED =
            Pattern.compile("\\b([A-Za-z]+\\.md)\\b(?:[, *\\n]+sections? (\\d)(?: (?:and|to) (\\d))?)?");
    private static final Pattern LABELLED = Pattern.compile("experiments\\.md section (\\d), ([^;]+)");
    private static final Pattern PACKAGE = Pattern.compile("`((?:theory|check|sim|nn)(?:\\.[a-z]+)+)`");
    private static final Pattern TEST_CLASS = Pattern.compile("\\b([A-Z]\\w*(?:Test|Benchmark))\\b");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (String document : Documents.names()) {
            for (String link : Documents.links(document)) {
                links++;
                if (!ADDRESS.matcher(link).matches() && !leadsSomewhere(document, link)) {
                    broken.add(document + " links to " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 30, links + " links");
    }

    private static boolean leadsSomewhere(String document, String link) {
        String[] parts = link.split("#", 2);
        Path folder = Path.of(document).getParent();
        String target = parts[0].isEmpty()
                ? document
                : (folder == null ? Path.of(parts[0]) : folder.resolve(parts[0]))
                        .normalize()
                        .toString();
        return Files.exists(Documents.ROOT.resolve(target))
                && (parts.length == 1
                        || Documents.names().contains(target)
                                && Documents.anchors(target).contains(parts[1]));
    }

    @Test
    void everyDocumentThatIsCitedExistsWithTheSection() throws IOException {
        List<String> broken = new ArrayList<>();
        Set<String> cited = new TreeSet<>();
        for (Path source : sources("src/main")) {
            for (MatchResult citation :
                    CITED.matcher(Files.readString(source)).results().toList()) {
                String name = citation.group(1).equals(Documents.README)
                        ? Documents.README
                        : Documents.FOLDER + "/" + citation.group(1);
                cited.add(name);
                if (!Documents.names().contains(name) || !hasSections(name, citation.group(2), citation.group(3))) {
                    broken.add(source + " cites " + citation.group());
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(cited.containsAll(List.of("docs/experiments.md", "docs/formal.md", "docs/theory.md")), "" + cited);
    }

    private static boolean hasSections(String name, String... numbers) {
        return Stream.of(numbers)
                .filter(number -> number != null)
                .allMatch(number ->
                        Documents.headings(name).stream().anyMatch(heading -> heading.startsWith(number + ". ")));
    }

    @Test
    void experimentsAreDescribedWhereTheirClaimsSay() {
        List<String> broken = new ArrayList<>();
        int labels = 0;
        for (Claim claim : Ledger.builtIn().claims()) {
            for (MatchResult label : LABELLED.matcher(claim.source()).results().toList()) {
                labels++;
                if (!section("docs/experiments.md", label.group(1)).contains(label.group(2))) {
                    broken.add(claim.id() + " is said to stand in " + label.group());
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(labels > 50, labels + " labels");
    }

    private static String section(String document, String number) {
        String text = Documents.text(document).toLowerCase(Locale.ROOT);
        int from = text.indexOf("\n## " + number + ". ");
        int to = text.indexOf("\n## ", from + 1);
        String lower = text.substring(from, to < 0 ? text.length() : to);
        return lower + lower.toUpperCase(Locale.ROOT);
    }

    @Test
    void packagesAndTestsThatAreNamedExist() throws IOException {
        Set<String> packages = new TreeSet<>();
        Set<String> tests = new TreeSet<>();
        for (Path source : sources("src")) {
            String name = source.getFileName().toString();
            if (name.endsWith(".java")) {
                String folder = source.getParent().toString().replace('\\', '/');
                packages.add(folder.replaceFirst("^.*/io/eyewitness/", "").replace('/', '.'));
                tests.add(name.replace(".java", ""));
            }
        }
        List<String> broken = new ArrayList<>();
        for (String document : Documents.names()) {
            PACKAGE.matcher(Documents.text(document))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !packages.contains(name))
                    .forEach(name -> broken.add(document + " names the package " + name));
            TEST_CLASS
                    .matcher(Documents.text(document))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !tests.contains(name))
                    .forEach(name -> broken.add(document + " names the test " + name));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void blocksHoldWhatIsRun() {
        List<String> strange = new ArrayList<>();
        for (String document : Documents.names()) {
            Documents.lines(document, "sh").stream()
                    .filter(line -> !line.startsWith("./eyewitness ") && !line.equals(DocumentCommands.TESTS))
                    .forEach(line -> strange.add(document + " has in a block of commands that are run: " + line));
        }
        assertEquals(List.of(), strange);
    }

    @Test
    void readmeIsShortAndItsPicturesAreSmall() throws IOException {
        long lines = Documents.text(Documents.README).lines().count();
        assertTrue(lines <= MOST_LINES_OF_README, "README.md has " + lines + " lines");
        long bytes = 0;
        for (String link : Documents.links(Documents.README)) {
            bytes += link.endsWith(".png") ? Files.size(Documents.ROOT.resolve(link)) : 0;
        }
        assertTrue(bytes > 0 && bytes < MOST_BYTES_OF_PICTURES, "the pictures have " + bytes + " bytes");
    }

    private static List<Path> sources(String folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("theory", "proofs-check", "sim", "nn", "cluster")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*\\.(java|json|v)"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
