package io.eyewitness.check.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Derivation.Measured;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The report for programs. */
public final class JsonReport {
    private static final int SCHEMA = 1;
    private static final String OBLIGATION = "obligation:";

    private JsonReport() {}

    /** The report, with the seconds that examining each claim's evidence took, and the scrutiny of the obligations. */
    public static String of(Report report) {
        ObjectNode root = claims(report, true);
        report.scrutiny().ifPresent(scrutiny -> {
            obligations(root.putArray("obligations"), scrutiny);
            scrutiny.problems().forEach(root.withArrayProperty("problems")::add);
        });
        return EvidenceJson.write(root);
    }

    /** The claims without times: the same bytes for the same evidence. */
    public static String withoutTimes(Report report) {
        return EvidenceJson.write(treeWithoutTimes(report));
    }

    /** The claims without times, as a tree. */
    public static ObjectNode treeWithoutTimes(Report report) {
        return claims(report, false);
    }

    private static ObjectNode claims(Report report, boolean times) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA);
        if (report.isOn(Statement.HOLDS)) {
            cells(root, report, Statement.HOLDS, times);
            ArrayNode rows = root.putArray("rows");
            for (FunctionClass row : FunctionClass.values()) {
                rows.addObject()
                        .put("class", row.name())
                        .put("epsStar", report.bestError(row))
                        .put("theorem1", report.theoremOne(row))
                        .put("level", name(report.known(Statement.HOLDS, row)));
            }
        }
        if (report.isOn(Statement.HOLDS_WITH_HELP)) {
            secondTable(root.putObject("second"), report, times);
        }
        own(root.putObject("own"), report, times);
        ArrayNode claims = root.putArray("claims");
        report.statements().forEach(statement -> claims.add(result(statement, times)));
        root.put("holds", report.holds());
        if (report.isOn(Statement.HOLDS)) {
            root.put("summary", report.verdict(Statement.HOLDS));
        }
        return root;
    }

    private static void cells(ObjectNode node, Report report, Statement table, boolean times) {
        ArrayNode cells = node.putArray("cells");
        report.cells(table).forEach(cell -> cells.add(result(cell, times)));
    }

    private static void secondTable(ObjectNode second, Report report, boolean times) {
        cells(second, report, Statement.HOLDS_WITH_HELP, times);
        ArrayNode rows = second.putArray("rows");
        for (FunctionClass row : FunctionClass.values()) {
            rows.addObject()
                    .put("class", row.name())
                    .put("epsStar", report.bestErrorWithHelp(row))
                    .put("level", name(report.known(Statement.HOLDS_WITH_HELP, row)));
        }
        second.put("summary", report.verdict(Statement.HOLDS_WITH_HELP));
    }

    /** The rows of our own, beside both tables. */
    private static void own(ObjectNode own, Report report, boolean times) {
        ArrayNode cells = own.putArray("cells");
        ArrayNode rows = own.putArray("rows");
        for (boolean help : List.of(false, true)) {
            for (Statement row : report.ownRows(help)) {
                report.cells(row).forEach(cell -> cells.add(result(cell, times)));
                rows.addObject()
                        .put("class", row.id())
                        .put("help", help)
                        .put("epsStar", report.bestError(row))
                        .put("level", name(report.known(row)));
            }
        }
        own.put("summary", report.ownVerdict());
    }

    private static void obligations(ArrayNode obligations, Scrutiny scrutiny) {
        for (Vacuity entry : scrutiny.models().obligations()) {
            ObjectNode node = obligations.addObject().put("id", entry.id());
            ObjectNode model = node.putObject("model");
            entry.model().forEach((name, value) -> model.put(name, Rationals.text(value)));
            ArrayNode notNeeded = node.putArray("notNeeded");
            entry.withNeed(Vacuity.Need.NOT_NEEDED).forEach(hypothesis -> notNeeded.add(hypothesis.text()));
            ArrayNode notShown = node.putArray("notShown");
            entry.withNeed(Vacuity.Need.NOT_SHOWN).forEach(hypothesis -> notShown.add(hypothesis.text()));
            ObjectNode answers = node.putObject("answers");
            scrutiny.answersTo(entry).forEach(answer -> answers.put(answer.solver(), answer.answer()));
        }
    }

    private static ObjectNode result(ClaimResult result, boolean times) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", result.claim().id());
        result.claim().row().ifPresent(row -> node.put("class", row));
        result.claim().notion().ifPresent(notion -> node.put("notion", notion.text()));
        if (result.claim().isOwnCell()) {
            node.put("help", result.claim().isAboutHelp());
        }
        node.put("expected", result.claim().expected().text());
        node.put("verdict", result.derivation().verdict().map(Verdict::text).orElse(null));
        node.put("holds", result.holds());
        node.put("level", name(result.derivation().known()));
        ArrayNode obligations = node.putArray("obligations");
        ArrayNode evidence = node.putArray("evidence");
        for (String reference : result.derivation().references()) {
            if (reference.startsWith(OBLIGATION)) {
                obligations.add(reference.substring(OBLIGATION.length()));
            } else {
                evidence.add(reference);
            }
        }
        result.derivation().measured().ifPresent(measured -> measured(node.putObject("measured"), measured));
        if (times) {
            node.put(
                    "time",
                    BigDecimal.valueOf(
                            TimeUnit.NANOSECONDS.toMicros(result.derivation().nanos()), 6));
        }
        if (!result.holds()) {
            ArrayNode problems = node.putArray("problems");
            result.problems().forEach(problems::add);
        }
        return node;
    }

    private static String name(Optional<Level> known) {
        return known.map(Level::text).orElse(null);
    }

    private static void measured(ObjectNode node, Measured measured) {
        node.put("units", measured.units()).put("confidence", measured.confidence());
        ArrayNode conditions = node.putArray("conditions");
        for (Criterion.Judgement judgement : measured.judgements()) {
            conditions
                    .addObject()
                    .put("measured", judgement.subject())
                    .put("estimate", judgement.estimate().value())
                    .put("low", judgement.estimate().low())
                    .put("high", judgement.estimate().high())
                    .put("wanted", judgement.wanted())
                    .put("holds", judgement.holds());
        }
    }
}
