package io.eyewitness.check.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.report.CheckedBounds;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Hypothesis;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that {@code sim bound} wrote, whole and forged. */
class BoundBundleTest {
    private static final String FIRST = "bound/0001.json";

    private static Path place(String name) {
        return Path.of("src", "test", "resources", "io", "eyewitness", "check", "bundle", name);
    }

    private static BoundBundle good(String name) throws IOException {
        assertTrue(BoundBundle.isAt(place(name)));
        return BoundBundle.read(place(name));
    }

    private static String refusal(BoundBundle bundle) {
        return assertThrows(BundleRefused.class, bundle::check).getMessage();
    }

    private static BoundBundle replaced(String name, String old, String by) throws IOException {
        BoundBundle bundle = good(name);
        String text = bundle.files().get(FIRST);
        assertTrue(text.contains(old), old + " is not in " + name);
        return bundle.with(FIRST, text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(by)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "convex; 11 bounds hold (kernel)",
                "monotone; 9 bounds hold (kernel)",
                "affine; 1 bound holds (kernel)",
                "parts; 81 bounds hold (kernel)",
                "digits; 4 bounds hold (kernel)",
                "contradiction; contradictory: no unit satisfies the assumptions and observations (kernel)"
            })
    void whatWasWrittenHolds(String name, String last) throws Exception {
        List<String> lines = CheckedBounds.lines(good(name).check());
        String said = lines.get(lines.size() - 1);
        assertEquals(last, said.replace("; members of the class attain both ends", ""));
        assertEquals(last.contains("hold"), !last.equals(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"convex", "monotone", "affine", "contradiction", "parts"})
    void aTruncatedFileIsRefused(String name) throws IOException {
        BoundBundle bundle = good(name);
        String text = bundle.files().get(FIRST);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20; i++) {
            String cut = text.substring(0, random.nextInt(text.length() - 2));
            assertFalse(refusal(bundle.with(FIRST, cut)).isBlank());
        }
    }

    /** A weight, a bound or a share in a certificate: any other number proves something else, or nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"convex", "monotone", "affine", "contradiction"})
    void anAlteredCoefficientIsRefused(String name) throws IOException {
        BoundBundle bundle = good(name);
        String text = bundle.files().get(FIRST);
        int start = text.indexOf("\"bounds\"");
        List<MatchResult> numbers = Pattern.compile("(?<=\"(?:weight)\" : \")-?[0-9/]+(?=\")")
                .matcher(text)
                .region(start, text.length())
                .results()
                .toList();
        assertTrue(numbers.size() > 5 || name.equals("contradiction") && numbers.size() > 2, name);
        for (MatchResult number : Stream.iterate(0, i -> i < numbers.size(), i -> i + 1 + numbers.size() / 40)
                .map(numbers::get)
                .toList()) {
            String altered = text.substring(0, number.start()) + "7" + text.substring(number.start());
            refusal(bundle.with(FIRST, altered.replace("\"7-", "\"-7")));
        }
    }

    @Test
    void aTighterIntervalThanProvenIsRefused() throws IOException {
        BoundBundle bundle = good("monotone");
        String text = bundle.files().get(FIRST);
        for (String end : List.of("lower", "upper")) {
            MatchResult value = Pattern.compile("\"" + end + "\" : \\{\\s+\"value\" : \"([0-9/]+)\"")
                    .matcher(text)
                    .results()
                    .skip(4)
                    .findFirst()
                    .orElseThrow();
            String tighter = text.substring(0, value.start(1)) + "1/3" + text.substring(value.end(1));
            String reason = refusal(bundle.with(FIRST, tighter));
            assertTrue(reason.contains("the certificate does not prove 1/3"), reason);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "convex; \"lipschitz\" : \"2\"; \"lipschitz\" : \"1/2\"",
                "convex; \"convex\" : true; \"convex\" : false",
                "monotone; \"monotone\" : true; \"monotone\" : false",
                "affine; \"affine\" : true; \"affine\" : false",
                "affine; \"norm\" : \"LINF\"; \"norm\" : \"L8\"",
                "convex; \"max\" : \"1\"; \"max\" : \"2\"",
                "convex; \"min\" : \"0\"; \"min\" : \"1/8\"",
                "contradiction; \"convex\" : true; \"convex\" : false",
                "contradiction; \"value\" : \"3/4\"; \"value\" : \"1/4\""
            })
    void anotherProblemIsRefused(String name, String old, String by) throws IOException {
        assertFalse(refusal(replaced(name, old, by)).isBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "convex; \"name\" : \"floor\"; \"name\" : \"ceiling\"; the certificate does not prove",
                "convex; \"name\" : \"floor\"; \"name\" : \"affine\"; the certificate does not prove",
                "monotone; \"name\" : \"observed\"; \"name\" : \"capped\"; the certificate does not prove",
                "contradiction; \"name\" : \"convex\"; \"name\" : \"concave\"; ",
                "affine; \"kind\" : \"bound\"; \"kind\" : \"witness\"; ",
                "affine; \"problem\"; \"question\"; ",
                "affine; \"weight\" : \"1\"; \"weight\" : null; ",
                "affine; \"norm\" : \"LINF\",; ; the key 'norm' is missing",
                "affine; \"norm\" : \"LINF\"; \"norm\" : null; the key 'norm' is missing",
                "contradiction; \"value\" : \"3/4\"; \"value\" : null; the key 'value' is missing",
                "affine; \"parts\" : 1; \"parts\" : 2; a part is missing"
            })
    void aHypothesisThatTheProblemLacksIsRefused(String name, String old, String by, String reason) throws IOException {
        String refusal = refusal(replaced(name, old, by == null ? "" : by));
        assertTrue(refusal.contains(reason == null ? "" : reason), refusal);
    }

    @Test
    void aMemberThatIsNoneIsRefused() throws IOException {
        BoundBundle bundle = good("affine");
        String forged = bundle.files().get(FIRST).replaceFirst("\"offset\" : \"0\"", "\"offset\" : \"1/8\"");
        String reason = refusal(bundle.with(FIRST, forged));
        assertTrue(reason.contains("the witness is none"), reason);
    }

    @Test
    void aPartMissingOrTwiceIsRefused() throws IOException {
        BoundBundle bundle = good("parts");
        assertTrue(refusal(bundle.without("bound/0002.json")).contains("a part is missing"));
        assertTrue(refusal(bundle.without(FIRST)).contains("a part is missing"));
        String again = bundle.files().get(FIRST).replace("bound:0001", "bound:0002");
        assertTrue(refusal(bundle.with("bound/0002.json", again)).contains("a second time"));
        assertTrue(refusal(new BoundBundle(new TreeMap<>())).contains("no evidence"));
    }

    @Test
    void aScriptThatSaysSomethingElseIsRefused() throws IOException {
        BoundBundle bundle = good("affine");
        String name = "bound/0001.upper.smt2";
        String forged = bundle.files().get(name).replace("(/ 1 2)", "(/ 1 3)");
        assertTrue(refusal(bundle.with(name, forged)).contains("does not state"));
        assertTrue(refusal(bundle.without(name)).contains("does not state"));
    }

    @Test
    void aFileThatBelongsToNoPartIsRefused() throws IOException {
        BoundBundle affine = good("affine");
        String script = affine.files().get("bound/0001.upper.smt2").replace("(/ 1 2)", "(/ 1 3)");
        for (String name : List.of("bound/0001.false.smt2", "bound/0001.smt2", "bound/0002.lower.smt2", "bound/note")) {
            assertFalse(refusal(affine.with(name, script)).isBlank(), name);
        }
        assertTrue(refusal(good("parts").with("bound/0001.lower.smt2", script)).contains("does not belong"));
    }

    /** Else the gate would take bounds for the obligation of that id. */
    @Test
    void boundsUnderTheIdOfOtherEvidenceAreRefused() throws IOException {
        String text = good("affine").files().get(FIRST);
        String forged = text.replace("bound:0001", "obligation:S1");
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> EvidenceFiles.read("obligation/S1.json", file -> Optional.of(forged)));
        assertTrue(refusal.getMessage().contains("is not the id of bounds"), refusal::getMessage);
    }

    private static final Point START = Point.zero(1);

    private static BoundProblem problem(String assumptions, Observation... observations) {
        return new BoundProblem(
                Assumptions.parse(assumptions),
                Norm.L1,
                new Visualization(START, Point.one(1), BigFraction.ZERO, BigFraction.ONE),
                List.of(observations));
    }

    private static PointBound.End end(BigFraction value, int sign, Hypothesis first, Hypothesis... others) {
        List<Certificate.Weighted> by = new ArrayList<>(List.of(new Certificate.Weighted(first, BigFraction.of(sign))));
        Stream.of(others).forEach(other -> by.add(new Certificate.Weighted(other, BigFraction.ONE)));
        return new PointBound.End(value, new Certificate(by), Optional.empty());
    }

    private static BoundBundle bundle(BoundProblem problem, PointBound bound) {
        BoundEvidence part = new BoundEvidence(BoundEvidence.id(1), 1, problem, List.of(bound), Optional.empty());
        return new BoundBundle(new TreeMap<>(EvidenceFiles.write(part)));
    }

    /** Both ends are proven, but of no function: f(0) = 0 and f(1) = 1 with a Lipschitz constant of 1/10. */
    @Test
    void anEmptyIntervalIsRefused() {
        Point x = Point.of("1/2");
        PointBound bound = new PointBound(
                x,
                end(
                        BigFraction.of(19, 20),
                        -1,
                        new Hypothesis.Observed(Point.one(1), BigFraction.ONE),
                        new Hypothesis.Lipschitz(Point.one(1), x)),
                end(
                        BigFraction.of(1, 20),
                        1,
                        new Hypothesis.Observed(START, BigFraction.ZERO),
                        new Hypothesis.Lipschitz(x, START)));
        assertTrue(refusal(bundle(problem("lipschitz:1/10"), bound))
                .contains("contradictory, which the evidence must state"));
    }

    /** f(1/2) = 1/3 and = 1/2: each is observed, so what follows from either is proven. */
    @Test
    void boundsWithoutAMemberDoNotSayThatThereIsOne() throws BundleRefused {
        Point x = Point.of("1/2");
        Observation.Value third = new Observation.Value(x, BigFraction.of(1, 3));
        Observation.Value half = new Observation.Value(x, BigFraction.of(1, 2));
        Point y = Point.of("1/4");
        PointBound bound = new PointBound(
                y,
                end(BigFraction.ZERO, 1, new Hypothesis.Floor(y)),
                end(half.value(), 1, new Hypothesis.Observed(x, half.value()), new Hypothesis.Monotone(y, x)));
        List<String> lines = CheckedBounds.lines(
                bundle(problem("monotone", third, half), bound).check());
        assertEquals(
                "1 bound holds (kernel); nothing shows that any such function exists", lines.get(lines.size() - 1));
        assertTrue(lines.containsAll(List.of("observed: f(1/2) = 1/3", "observed: f(1/2) = 1/2")), lines::toString);
    }
}
