package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.explain.ExaminedObligation;
import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.function.DecidableShare;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** What a page shows, as JSON. All text in it may be a stranger's; the page shows it as text and as nothing else. */
final class PageData {
    /** Longer outlines of proofs are cut; {@code explain} has all of them. */
    private static final int MOST_LINES = 40;

    /** Beyond four, Euclidean balls around vertices may reach beyond the cube. */
    private static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 4);

    /** The largest steepness L|a-b|/R, in quarters. */
    private static final int MOST_QUARTERS = 32;

    private final Report report;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private PageData(Report report) {
        this.report = report;
    }

    /** The page's first part: the tables, the claims beside them and why they hold. */
    static ObjectNode ofTables(Report report) {
        PageData data = new PageData(report);
        data.frame();
        data.claims(FormalRecord.builtIn());
        data.obligations(Map.of());
        return data.root;
    }

    /** The whole page, from a bundle of evidence and the report on it. */
    static ObjectNode of(Report report, Bundle bundle) {
        List<Evidence> evidence = bundle.files().keySet().parallelStream()
                .filter(EvidenceFiles::isEvidence)
                .map(name -> EvidenceFiles.read(name, bundle::text))
                .toList();
        PageData data = new PageData(report);
        data.frame();
        data.root.set("made", data.made(bundle));
        data.claims(all(evidence, FormalEvidence.class).findFirst().orElseGet(FormalRecord::builtIn));
        data.obligations(all(evidence, ObligationEvidence.class)
                .filter(piece -> piece.proof().isPresent())
                .collect(Collectors.toMap(Evidence::id, piece -> piece.proof().orElseThrow())));
        ArrayNode pairs = data.root.putArray("witnesses");
        all(evidence, WitnessEvidence.class).map(PageData::witness).forEach(pairs::add);
        ObjectNode measurements = data.root.putObject("measurements");
        Map<String, MeasurementEvidence> measured = all(evidence, MeasurementEvidence.class)
                .collect(Collectors.toMap(Evidence::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        measured.forEach((id, piece) -> measurements.set(id, measurement(piece)));
        data.root.set("background", Background.experiments(measured));
        data.root.set("pictures", Background.pictures());
        data.root.set("strips", Background.strips());
        data.root.set("curves", PathCurves.of(bundle));
        return data.root;
    }

    private static <T extends Evidence> Stream<T> all(List<Evidence> evidence, Class<T> kind) {
        return evidence.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void frame() {
        try {
            root.put("version", Version.number());
        } catch (IOException e) {
            throw new UncheckedIOException("the version is not known", e);
        }
        root.set("report", JsonReport.treeWithoutTimes(report));
        ArrayNode rows = root.putArray("rows");
        for (FunctionClass row : FunctionClass.values()) {
            rows.addObject()
                    .put("class", row.name())
                    .put("number", row.row())
                    .put("symbol", row.symbol())
                    .put("title", row.title())
                    .put("member", row.member());
        }
        Stream.concat(report.ownRows(false).stream(), report.ownRows(true).stream())
                .collect(Collectors.toMap(Statement::id, Statement::member, (one, other) -> one, LinkedHashMap::new))
                .forEach((id, member) ->
                        rows.addObject().put("class", id).put("title", member).put("member", member));
        lines("summary", report.verdicts());
        lines("formal", report.formalLines());
        lines("scrutiny", report.obligationLines());
        lines("failures", report.failureLines());
        if (!report.cells(Statement.HOLDS).isEmpty()) {
            root.put("readings", report.readingsOfRowFour());
        }
        root.set("pairs", PairPlots.all());
        root.set("shares", shares());
    }

    /** The share of the cube where LIP's side is decidable, for opposite vertices, by the norm and the dimension. */
    private static ArrayNode shares() {
        ArrayNode shares = JsonNodeFactory.instance.arrayNode();
        for (Norm norm : Norm.values()) {
            for (int dimension : DIMENSIONS) {
                ObjectNode node = shares.addObject().put("norm", norm.text()).put("dimension", dimension);
                ArrayNode points = node.putArray("points");
                for (int quarters = 4; quarters <= MOST_QUARTERS; quarters++) {
                    BigFraction steepness = BigFraction.of(quarters, 4);
                    points.addArray().add(steepness.doubleValue()).add(DecidableShare.of(norm, dimension, steepness));
                }
            }
        }
        return shares;
    }

    private void lines(String name, List<String> lines) {
        ArrayNode node = root.putArray(name);
        lines.forEach(node::add);
    }

    private ObjectNode made(Bundle bundle) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("files", bundle.files().size());
        made.put("manifest", bundle.manifestHash());
        made.put("ledger", bundle.ledgerHash());
        return made;
    }

    private void claims(FormalEvidence formal) {
        Map<String, FormalEvidence.Theorem> theorems = formal.theorems().stream()
                .collect(Collectors.toMap(FormalEvidence.Theorem::claim, Function.identity(), (one, other) -> one));
        ObjectNode claims = root.putObject("claims");
        for (ClaimResult result : report.results()) {
            Claim claim = result.claim();
            ObjectNode node = claims.putObject(claim.id());
            node.put("sentence", claim.sentence()).put("source", claim.source());
            node.put("isTheorem", claim.evidence().contains(FormalEvidence.ID));
            CoqStatement.of(claim)
                    .ifPresent(statement -> Optional.ofNullable(theorems.get(claim.id()))
                            .filter(theorem -> theorem.statement().equals(statement.statement()))
                            .ifPresent(theorem -> coq(node.putObject("coq"), theorem, statement.term())));
            claim.criterion().ifPresent(criterion -> criterion(node, criterion));
        }
        root.put("coq", formal.coq());
    }

    /** A theorem of Coq that states just what the claim says; a ledger may also record another answer. */
    private static void coq(ObjectNode node, FormalEvidence.Theorem theorem, String term) {
        node.put("name", theorem.name()).put("statement", theorem.statement()).put("term", term);
        ArrayNode axioms = node.putArray("axioms");
        theorem.assumptions().forEach(axioms::add);
    }

    private static void criterion(ObjectNode node, Criterion criterion) {
        node.put("criterion", criterion.sentence());
        ArrayNode conditions = node.putArray("conditions");
        criterion
                .conditions()
                .forEach(condition -> conditions
                        .addObject()
                        .put("column", condition.column())
                        .put("bound", condition.bound())
                        .put("above", condition.relation() == Criterion.Relation.ABOVE));
    }

    private void obligations(Map<String, String> proofs) {
        ObjectNode obligations = root.putObject("obligations");
        for (Obligation obligation : Obligations.all()) {
            ObjectNode node = obligations.putObject(obligation.id());
            node.put("family", obligation.family()).put("sentence", obligation.sentence());
            ArrayNode hypotheses = node.putArray("hypotheses");
            obligation.hypotheses().forEach(hypothesis -> hypotheses.add(MathTree.of(hypothesis)));
            ArrayNode conclusion = node.putArray("conclusion");
            conjuncts(obligation.conclusion()).forEach(conjunct -> conclusion.add(MathTree.of(conjunct)));
            Optional.ofNullable(proofs.get("obligation:" + obligation.id()))
                    .ifPresent(proof -> outline(node, ProofFile.read(proof)));
        }
    }

    private static List<Formula> conjuncts(Formula formula) {
        return formula instanceof Formula.Junction junction && junction.isConjunction()
                ? junction.operands()
                : List.of(formula);
    }

    private static void outline(ObjectNode node, ProofFile file) {
        ProofFile.Proof proof = file.proofs().get(0);
        node.put("steps", proof.steps().size());
        List<String> lines = new ArrayList<>(ExaminedObligation.outline(proof.steps()));
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES;
            lines = lines.subList(0, MOST_LINES);
            lines.add("  ... and " + more + " more lines");
        }
        ArrayNode outline = node.putArray("outline");
        lines.forEach(outline::add);
    }

    private static ObjectNode witness(WitnessEvidence piece) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", piece.id())
                .put("class", piece.pair().functionClass().name())
                .put("dimension", piece.pair().phi().dimension())
                .put("h", Rationals.text(piece.pair().h()))
                .put("range", Rationals.text(piece.pair().phi().range()))
                .put("gap", piece.pair().gap().toString());
    }

    private static ObjectNode measurement(MeasurementEvidence piece) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", piece.subject()).put("criterion", piece.criterion());
        ObjectNode setting = node.putObject("setting");
        piece.setting().forEach(setting::put);
        ArrayNode columns = node.putArray("columns");
        piece.columns().forEach(columns::add);
        ArrayNode units = node.putArray("units");
        for (MeasurementEvidence.Unit unit : piece.units()) {
            ArrayNode row = units.addArray().add(unit.name());
            unit.values().forEach(row::add);
        }
        return node;
    }
}
