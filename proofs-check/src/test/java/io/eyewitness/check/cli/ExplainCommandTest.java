package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainCommandTest {
    private static final int BROAD_BLUE = 0x8fbfe6;
    private static final int FINE_ORANGE = 0xc4410a;

    @TempDir
    Path folder;

    private Run explain(String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "explain";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        line[arguments.length + 1] = "--evidence";
        line[arguments.length + 2] = folder.resolve("evidence").toString();
        return Run.of(line);
    }

    @ParameterizedTest
    @EnumSource(FunctionClass.class)
    void everyRowIsExplained(FunctionClass functionClass) throws IOException {
        String output = explain(functionClass.name()).succeeded().output();
        List<Claim> claims = Ledger.builtIn().claims().stream()
                .filter(claim -> claim.isCellOf(Statement.HOLDS))
                .filter(claim -> claim.functionClass().equals(Optional.of(functionClass)))
                .toList();
        assertEquals(3, claims.size());
        for (Claim claim : claims) {
            assertContains(
                    output, claim.id() + ", expected: " + claim.expected().text());
            assertContains(output, claim.sentence());
            assertContains(output, claim.source());
            assertContains(output, "\n  " + claim.id() + ": " + claim.expected().text() + ", known by: rules\n");
            assertContains(
                    output,
                    "\n  In Coq: " + CoqStatement.of(claim).orElseThrow().statement() + ", proven by the_table ");
            claim.evidence().stream()
                    .filter(id -> id.startsWith("obligation:"))
                    .map(id -> id.substring("obligation:".length()))
                    .forEach(id -> assertContains(
                            output,
                            "\n  "
                                    + (Obligations.family(id).size() == 1
                                            ? Obligations.family(id).get(0).id()
                                            : id)));
        }
        assertContains(output, "kernel; negation refuted by z3 4.14.1");
        assertFalse(output.contains("DOES NOT HOLD") || output.contains("NOT ESTABLISHED"), output);
        for (String part : functionClass.hasWitnesses()
                ? List.of(
                        "f1(x) = ",
                        "f2(x) = ",
                        "minimiser a = ",
                        "f1(x*) = ",
                        "f2(x*) = ",
                        "gap f1(x*) - f2(x*) = ",
                        "h = ",
                        "Why both are in the class:",
                        "all holds.",
                        "x*",
                        "f1   ")
                : List.of("The decoder '", "It is exact", "At work on f(x) = ", "(Y2)")) {
            assertContains(output, part);
        }
        plotLines(output).forEach(line -> assertTrue(line.length() <= 80, line));
        Path file = folder.resolve("explain/" + functionClass + ".png");
        assertContains(output, "The plot is in " + file);
        assertShowsBoth(Files.readAllBytes(file));
    }

    @Test
    void formulasHaveTheirNumbersPutIn() {
        assertContains(explain("AFF", "exact").output(), "f1(x) = 15/16 x1 + 1/16 x2");
        String conv = explain("conv", "SIDE", "--dimension", "3").output();
        assertContains(conv, "u(x) = 1/3 x1 + 1/3 x2 + 1/3 x3");
        assertContains(conv, "down(u) = max(0, 32 u - 31)");
        assertContains(conv, "f2(x) = 1/16 up(u) + 15/16 down(u) = max(1/16 u, 481/16 u - 465/16)");
        assertContains(
                explain("MONO", "side").output(), "f1(x) = 15/16 up(u) + 1/16 down(u) = min(15/8 u, 1/8 u + 7/8)");
        String surgery = explain("F", "side").output();
        assertContains(surgery, "f1(x) = max(f0(x), 15/16 - ");
        assertContains(surgery, "f2(x) = min(f0(x), 1/16 + ");
    }

    @Test
    void aNotionNarrowsTheClaims() {
        String output = explain("LIP", "side").succeeded().output();
        assertContains(output, "claim:LIP.side, expected: OnlySmallL");
        assertFalse(output.contains("claim:LIP.exact"));
        assertFalse(output.contains("\n  I5 "), output);
    }

    @Test
    void thePlotGoesWhereItIsWanted() throws IOException {
        Path file = folder.resolve("plot.png");
        assertContains(
                explain("PAFF", "--plot", file.toString(), "--dimension", "1", "--seed", "3")
                        .output(),
                file.toString());
        assertShowsBoth(Files.readAllBytes(file));
        assertFalse(Files.exists(folder.resolve("evidence")));
    }

    @Test
    void theSameSeedGivesTheSame() throws IOException {
        Run first = explain("F", "--seed", "8");
        byte[] plot = Files.readAllBytes(folder.resolve("explain/F.png"));
        assertEquals(first, explain("F", "--seed", "8"));
        assertTrue(java.util.Arrays.equals(plot, Files.readAllBytes(folder.resolve("explain/F.png"))));
    }

    @ParameterizedTest
    @CsvSource({
        "G,,'; the classes are [F, NN, '",
        "CNOV,,'there is no class and no obligation ''CNOV''; near it: CONV, CONST, C1, C2, C3'",
        "S9,,'near it: S1, S2, S3, S4.d1, S4.d2, S4.cone, step'",
        "U1,,'near it: U1.d1, U1.d2, U1.d3, U1.d4, U1.d5, U1.d6, U1.d7, U1.d8, ...'",
        "S1,,'S1 is an obligation: it takes neither a notion nor options'",
        "F,sort,'expected one of [exact, approx, side]'",
        "F,--dimension=0,from 1 to 256",
        "AFF,--dimension=1,from 2 to 256",
        "AFF1,--dimension=3,must be 1",
        "F,--plot=/no/such/folder/p.png,cannot write /no/such/folder/p.png: there is no such file or directory",
        "F,--plot=/,cannot write /: it is a directory"
    })
    void badInputGetsOneSentence(String functionClass, String option, String sentence) {
        (option == null ? explain(functionClass) : explain(functionClass, option)).refused(sentence);
    }

    @Test
    void anObligationIsExplainedByItsNameInAnyCase() {
        String output = Run.of("explain", "l4N.L2").succeeded().output();
        assertContains(output, "obligation:L4n.l2\n  Euclid: off the line through a and b");
        assertContains(output, "  3. 0 <= gamma\n     not needed: a proof does without it\n");
        assertContains(output, "  7. not p1*q2 = p2*q1\n     needed: without it the claim fails at alpha = 0, ");
        assertContains(output, "it is claimed that\n  gamma < alpha + beta\n");
        assertContains(output, "\nNot vacuous: what is given holds at alpha = 3/4, beta = 1, gamma = 5/4, ");
        assertContains(output, "\nKnown by: kernel; negation refuted by z3 4.14.1\n");
        assertContains(output, "\n  Case p2*q2 + p1*q1 + alpha*beta > 0:\n    Impossible: ");
        Run.of("explain", "L4n.l2", "side").refused("takes neither a notion nor options");
    }

    @Test
    void aPlotWhoseDirectoryCannotBeMadeGetsOneSentence() throws IOException {
        Files.createFile(folder.resolve("explain"));
        Run run = explain("CONST");
        run.refused(folder.resolve("explain").toString());
        assertEquals("", run.output());
    }

    private static List<String> plotLines(String output) {
        List<String> lines = output.lines().toList();
        int start = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("Along straight lines"))
                .findFirst()
                .orElseThrow());
        return lines.subList(start, start + 21);
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), part + " is not in\n" + text);
    }

    /** Neither blank nor lacking one of the two functions. */
    private static void assertShowsBoth(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(960, image.getWidth());
        assertEquals(600, image.getHeight());
        Map<Integer, Integer> colours = new HashMap<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight() * 9 / 10; y++) {
                colours.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        assertTrue(
                colours.getOrDefault(BROAD_BLUE, 0) > 500, colours.get(BROAD_BLUE) + " pixels of the first function");
        assertTrue(colours.getOrDefault(FINE_ORANGE, 0) > 300, colours.get(FINE_ORANGE) + " pixels of the second");
    }
}
