package io.eyewitness.check.report;

import static io.eyewitness.theory.obligation.vacuity.Vacuity.Need.NOT_NEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.check.cli.Format;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Derivation;
import io.eyewitness.check.gate.Derivation.Measured;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.gate.GoodEvidence;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Criterion.Condition;
import io.eyewitness.theory.claim.Criterion.Judgement;
import io.eyewitness.theory.claim.Criterion.Relation;
import io.eyewitness.theory.claim.Criterion.Statistic;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Protocol;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import io.eyewitness.theory.text.Visible;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
    private final Report good = new Report(GoodEvidence.results());
    private final Report broken = new Report(good.results().stream()
            .map(result -> result.claim().id().equals("claim:CONV.side") ? undecided(result) : result)
            .toList());

    private static ClaimResult undecided(ClaimResult result) {
        return new ClaimResult(
                result.claim(),
                new Derivation(
                        Optional.empty(),
                        Level.ONE_SOLVER,
                        result.derivation().references(),
                        List.of("obligation:C1: z3 answered <unknown> & \"gave up\""),
                        Optional.empty(),
                        1));
    }

    @Test
    void theLastLineCountsTheCellsThatHold() {
        int others = Ledger.builtIn().claims().size() - 72;
        for (Format format : List.of(Format.TEXT, Format.MARKDOWN)) {
            assertTrue(format.write(good).endsWith("\n30 of 30 cells hold\n"), format.name());
            assertTrue(format.write(good).contains("\n30 of 30 cells of the second table hold"), format.name());
            assertTrue(format.write(good).contains("\n12 of 12 cells of rows of our own hold"), format.name());
            assertTrue(
                    format.write(good).contains("\n" + others + " of " + others + " other claims hold"), format.name());
            assertTrue(format.write(broken).endsWith("\n29 of 30 cells hold\n"), format.name());
        }
    }

    @Test
    void aCellThatDoesNotHoldIsNamedWithTheReason() {
        for (Format format : Format.values()) {
            String text = format.write(broken);
            assertTrue(text.contains("claim:CONV.side"), text);
            assertTrue(text.contains("gave up"), text);
            assertFalse(format.write(good).contains("does not hold"), format.name());
        }
    }

    @Test
    void theTableShowsWhatWasDerived() {
        String text = Format.TEXT.write(good);
        assertTrue(text.matches("(?s).*\nLIP +L-Lipschitz, L known +No +No +small L +1/2 +approached +rules\n.*"));
        assertTrue(text.matches("(?s).*\nAFF1 +affine, d = 1 +Yes +Yes +Yes +0 +- +rules\n.*"));
        assertTrue(text.contains("small L is the answer for one visualization; the answer for the whole class is No."));
        assertTrue(Format.TEXT.write(broken).matches("(?s).*\nCONV +convex +No +No +\\? ! +1/2 +attained +-\n.*"));
    }

    @Test
    void whatCoqRefusedIsKnownByNothing() throws Exception {
        FormalEvidence record = FormalRecord.builtIn();
        FormalEvidence refused = new FormalEvidence(
                record.id(),
                record.coq(),
                record.sources(),
                record.theorems().stream()
                        .filter(theorem -> !theorem.claim().equals("claim:CONV.side"))
                        .toList());
        Report report = new Report(Gate.byCoq(Ledger.builtIn(), refused));
        String tables = TextReport.tables(report);
        assertTrue(tables.matches("(?s).*\nCONV +convex +No +No +\\? ! +1/2 +attained +-\n.*"), tables);
        assertTrue(tables.matches("(?s).*\nAFF +affine, d > 1 +No +No +No +1/2 +approached +formal\n.*"), tables);
        JsonNode cell = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(Format.JSON.write(report))
                                .get("cells")
                                .spliterator(),
                        false)
                .filter(node -> node.get("id").textValue().equals("claim:CONV.side"))
                .findFirst()
                .orElseThrow();
        assertTrue(cell.get("level").isNull(), cell::toString);
    }

    @Test
    void theSecondTableStandsBelowTheFirst() {
        String text = Format.TEXT.write(good);
        assertTrue(text.indexOf("And if the decoder may ask") > text.indexOf("Can a unit be understood"));
        assertTrue(
                text.matches("(?s).*\nLIP +L-Lipschitz, L known +No +Yes +No +0, approached +formal, recorded\n.*"),
                text);
        assertTrue(text.matches("(?s).*\nAFF +affine, d > 1 +Yes +Yes +Yes +0 +formal, recorded\n.*"), text);
        assertTrue(text.matches("(?s).*\nCONV +convex +No +No +No +1/2 +formal, recorded\n.*"), text);
        assertTrue(Format.MARKDOWN
                .write(good)
                .contains("| LIP | L-Lipschitz, L known | No | Yes | No | 0, approached | formal, recorded |"));
        assertTrue(Format.JUNIT.write(good).contains("classname=\"second table\" name=\"claim:LIP.approx.help\""));
    }

    @Test
    void rowsOfOurOwnStandBelowEachTable() throws Exception {
        String text = Format.TEXT.write(good);
        int second = text.indexOf("And if the decoder may ask");
        String quantised =
                "(?s).*\nQUANT +network with quantised weights \\(-1, 0 and 1 among them\\) of a known, large enough architecture ";
        String gradient = "(?s).*\nGRAD +function with an L-Lipschitz gradient ";
        assertTrue(
                text.substring(0, second).matches(quantised + "+No +No +No +at least 1/4 +formal, recorded\nGRAD.*"));
        assertTrue(text.substring(0, second).matches(gradient + "+No +No +No +1/2 +formal, recorded\n.*"));
        assertTrue(text.substring(second).matches(quantised + "+Yes +Yes +Yes +0 +formal, recorded\nGRAD.*"));
        assertTrue(text.substring(second).matches(gradient + "+No +Yes +No +0, approached +formal, recorded\n.*"));
        assertTrue(
                Format.MARKDOWN
                        .write(good)
                        .contains(
                                "| GRAD | function with an L-Lipschitz gradient | No | Yes | No | 0, approached | formal, recorded |"));
        assertTrue(Format.JUNIT.write(good).contains("classname=\"rows of our own\" name=\"claim:GRAD.approx.help\""));
        JsonNode own = new ObjectMapper().readTree(Format.JSON.write(good)).get("own");
        assertEquals(12, own.get("cells").size());
        assertEquals("QUANT", own.get("cells").get(0).get("class").textValue());
        assertEquals("at least 1/4", own.get("rows").get(0).get("epsStar").textValue());
        assertEquals(
                "12 of 12 cells of rows of our own hold", own.get("summary").textValue());
    }

    @Test
    void theSecondTableIsReportedAlone() throws Exception {
        Report second = good.second();
        for (Format format : Format.values()) {
            String text = format.write(second);
            assertTrue(text.contains("claim:LIP.help.radius.above"), text);
            assertFalse(text.contains("claim:theorem1"), text);
            assertFalse(text.contains("claim:V1"), text);
        }
        String text = Format.TEXT.write(second);
        assertTrue(text.startsWith("And if the decoder may ask"), text);
        assertTrue(text.endsWith("\n30 of 30 cells of the second table hold\n"), text);
        JsonNode root = new ObjectMapper().readTree(Format.JSON.write(second));
        assertEquals(30, root.get("second").get("cells").size());
        assertFalse(root.has("cells"));
        JsonNode row = root.get("second").get("rows").get(FunctionClass.LIP.ordinal());
        assertEquals("0, approached", row.get("epsStar").textValue());
        assertEquals(
                "30 of 30 cells of the second table hold",
                root.get("second").get("summary").textValue());
        assertTrue(second.holds());
        assertFalse(new Report(good.results().stream()
                        .map(result -> result.claim().id().equals("claim:NN.help.bound") ? undecided(result) : result)
                        .toList())
                .second()
                .holds());
    }

    /** The numbers are in the kept evidence; the interval is Student's, computed by hand. */
    @Test
    void anExperimentIsReportedWithItsSampleSizeAndInterval() throws Exception {
        assertTrue(Format.TEXT
                .write(good)
                .matches("(?s).*\n"
                        + "claim:V1-logit.squeezenet1_1 +20 +mean of logitGain +247.\\d \\[21\\d.\\d,"
                        + " 28\\d.\\d] +above 0.0 +yes\n"
                        + ".*"));
        assertTrue(
                Format.MARKDOWN.write(good).contains("| claim | units | measured | 95 % interval | to be | holds |"));
        JsonNode measured = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(Format.JSON.write(good))
                                .get("claims")
                                .spliterator(),
                        false)
                .filter(claim -> claim.get("id").textValue().equals("claim:V4.squeezenet1_1"))
                .findFirst()
                .orElseThrow()
                .get("measured");
        assertEquals(20, measured.get("units").intValue());
        assertEquals(0.8, measured.get("conditions").get(0).get("estimate").doubleValue());
        assertEquals(0.584, measured.get("conditions").get(0).get("low").doubleValue(), 5e-4);
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = Format.TEXT.write(good) + Format.JSON.write(good) + Format.JUNIT.write(good);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(expected, Format.TEXT.write(good) + Format.JSON.write(good) + Format.JUNIT.write(good));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void jsonHasForEachCellWhatTheIssueAsksFor() throws Exception {
        JsonNode root = new ObjectMapper().readTree(Format.JSON.write(good));
        assertEquals(30, root.get("cells").size());
        for (JsonNode cell : root.get("cells")) {
            for (String field :
                    List.of("id", "class", "notion", "expected", "verdict", "level", "obligations", "time")) {
                assertTrue(cell.has(field), field);
            }
            assertEquals(cell.get("expected"), cell.get("verdict"));
            assertTrue(cell.get("obligations").size() > 0);
            assertTrue(cell.get("time").doubleValue() >= 0);
        }
        assertTrue(root.get("holds").booleanValue());
        JsonNode failing = new ObjectMapper().readTree(Format.JSON.write(broken));
        assertFalse(failing.get("holds").booleanValue());
        assertFalse(JsonReport.withoutTimes(good).contains("\"time\""));
    }

    @Test
    void junitHasATestCaseForEachClaim() throws Exception {
        byte[] xml = Format.JUNIT.write(broken).getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        Element suite = document.getDocumentElement();
        assertEquals(String.valueOf(good.results().size()), suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals(
                good.results().size(), suite.getElementsByTagName("testcase").getLength());
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").contains("<unknown> & \"gave up\""));
    }

    private static final String HOSTILE =
            "1 = 2\n30 of 30 cells hold\r\t\u0000\u001b[2J\u007f\u0085\u009b\u202e\u2066\u200b\u2028"
                    + "\udb40\udc41\ud800|`<b>*a*_b_[x](https://y) &amp; \\ \ud83d\ude00 ]]> end";

    private Report saying(String text) {
        return new Report(good.results().stream()
                .map(result -> result.claim().id().equals("claim:V4.cifar") ? saying(text, result) : result)
                .toList());
    }

    private static ClaimResult saying(String text, ClaimResult result) {
        Claim claim = result.claim();
        Condition condition = new Condition(text, Statistic.MEAN, Relation.ABOVE, 0);
        Criterion criterion = new Criterion(2, 0.95, List.of(condition));
        Protocol own = claim.protocol().orElseThrow();
        Column share = Column.parse("share");
        Judgement judgement = new Judgement(condition, Estimate.of(Statistic.MEAN, share, new double[] {0, 1}, 0.95));
        return new ClaimResult(
                new Claim(
                        claim.id(),
                        Optional.empty(),
                        Optional.of(text),
                        text,
                        Optional.of(criterion),
                        Optional.of(new Protocol(own.units(), own.settings(), Map.of(text, share))),
                        Optional.empty(),
                        claim.expected(),
                        claim.evidence()),
                new Derivation(
                        Optional.empty(),
                        Level.MEASURED,
                        claim.evidence(),
                        List.of(text),
                        Optional.of(new Measured(2, 0.95, List.of(judgement))),
                        1));
    }

    @Test
    void whatOthersWroteIsSeenInEveryFormat() throws Exception {
        for (Format format : Format.values()) {
            String text = format.write(saying(HOSTILE));
            assertEquals(
                    format.write(saying("plain")).lines().count(), text.lines().count(), format.name());
            assertTrue(text.matches("(?s).*\\\\u001[bB].*\\\\u202[eE].*"), format.name());
            assertEquals(
                    List.of(),
                    text.codePoints()
                            .filter(character -> character != '\n' && Visible.isHidden(character))
                            .mapToObj(Integer::toHexString)
                            .toList(),
                    format.name());
        }
        JsonNode problem =
                new ObjectMapper().readTree(Format.JSON.write(saying(HOSTILE))).findValue("problems");
        assertEquals(HOSTILE, problem.get(0).textValue());
        byte[] xml = Format.JUNIT.write(saying(HOSTILE)).getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertTrue(failure.getTextContent().endsWith(" ]]> end"), failure.getTextContent());
    }

    @Test
    void inMarkdownNothingThatOthersWroteIsMarkup() {
        String text = Format.MARKDOWN.write(saying(HOSTILE));
        String shown = "\\|\\`\\<b\\>\\*a\\*\\_b\\_\\[x\\](https\\://y) \\&amp; \\\\ \ud83d\ude00 \\]\\]\\> end";
        assertEquals(3, text.split(Pattern.quote(shown), -1).length - 1, text);
        assertFalse(text.contains("<b>"), text);
        assertFalse(text.contains("1 = 2."), text);
    }

    private Report scrutinised(UnaryOperator<Vacuity> change) {
        VacuityReport models = new VacuityReport(
                VacuityReport.SCHEMA,
                VacuityReport.builtIn().obligations().stream().map(change).toList());
        return new Report(
                good.results(),
                Optional.of(new Scrutiny(
                        models,
                        VacuityCheck.problems(models, Obligations.all()),
                        Map.of("S1", List.of(new SolverAnswer("z3 4", "unsat"), new SolverAnswer("cvc5 1", "unsat"))))),
                Optional.empty());
    }

    @Test
    void whatIsNotNeededIsCountedAndNamed() throws Exception {
        Report report = scrutinised(entry -> entry);
        assertTrue(report.holds());
        List<Vacuity> entries = VacuityReport.builtIn().obligations();
        int all = entries.stream().mapToInt(entry -> entry.hypotheses().size()).sum();
        int notNeeded = entries.stream()
                .mapToInt(entry -> entry.withNeed(NOT_NEEDED).size())
                .sum();
        for (Format format : List.of(Format.TEXT, Format.MARKDOWN)) {
            String text = format.write(report);
            assertTrue(text.contains("each of the " + entries.size() + " obligations hold together in an exact"), text);
            assertTrue(
                    text.contains(
                            "Of " + all + " hypotheses " + (all - notNeeded) + " are needed, by a counter-model, and "
                                    + notNeeded + " are not, by a proof without them; of 0 neither is shown."),
                    text);
            assertTrue(text.contains("\nz3 4: 1 unsat; cvc5 1: 1 unsat\n"), text);
        }
        JsonNode s1 = new ObjectMapper()
                .readTree(Format.JSON.write(report))
                .get("obligations")
                .get(0);
        assertEquals("[\"m < M\",\"h < 1/2*(M - m)\"]", s1.get("notNeeded").toString());
        assertEquals("1/2", s1.get("model").get("h").textValue());
        assertEquals(
                "{\"z3 4\":\"unsat\",\"cvc5 1\":\"unsat\"}", s1.get("answers").toString());
    }

    @Test
    void aModelThatIsNoneFailsTheReport() {
        Report report = scrutinised(entry -> new Vacuity(
                entry.id(),
                entry.id().equals("S1") ? Map.of("h", BigFraction.ONE) : entry.model(),
                entry.hypotheses(),
                entry.mutation()));
        assertFalse(report.holds());
        assertEquals(List.of(), report.failures());
        for (Format format : Format.values()) {
            String text = format.write(report);
            assertTrue(text.replace("\\", "").contains("obligation:S1: the model gives values to [h]"), text);
            assertFalse(text.contains("hold together"), text);
        }
        assertTrue(Format.JSON.write(report).contains("\"holds\" : false"));
        assertTrue(Format.JUNIT
                .write(report)
                .contains("tests=\"" + (report.results().size() + 1) + "\" failures=\"1\""));
    }

    @Test
    void whatIsNotEstablishedIsAQuestionMark() {
        Report nothing =
                new Report(good.results().stream().map(ReportTest::undecided).toList());
        for (FunctionClass row : FunctionClass.values()) {
            assertEquals("?", nothing.bestError(row));
            assertEquals("?", nothing.bestErrorWithHelp(row));
            assertEquals(row.hasWitnesses() ? "?" : "-", nothing.theoremOne(row));
        }
        for (Statement row : Statement.values()) {
            if (row.isOwnCell()) {
                assertEquals("?", nothing.bestError(row));
            }
        }
        assertEquals("0 of 12 cells of rows of our own hold", nothing.ownVerdict());
        assertEquals("0 of 30 cells hold", nothing.verdict(Statement.HOLDS));
        assertEquals("0 of 30 cells of the second table hold", nothing.verdict(Statement.HOLDS_WITH_HELP));
        assertEquals(
                Optional.of(Verdict.NO),
                good.cell(Statement.HOLDS, FunctionClass.F, Notion.EXACT)
                        .derivation()
                        .verdict());
    }
}
