package io.eyewitness.check.gate;

import static java.util.stream.Collectors.toCollection;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From evidence to verdicts: one method a rule of theory.md. Each says what follows and from what; whether the evidence stands
 * is {@link Derivation}'s part.
 */
public final class Rules {
    private static final List<String> SURGERY = List.of("S1", "S2", "S3", "S4");
    private static final List<String> RELU = List.of("N1", "N2", "N3");
    private static final List<String> RISK = List.of("E1", "E2");
    private static final List<String> MEAN_COORDINATE = List.of("U1", "step");
    private static final List<String> ENVELOPE = List.of("L2a", "L2b");

    private final Findings findings;
    private final Map<String, Derivation> derivations = new LinkedHashMap<>();

    private Rules(Findings findings) {
        this.findings = findings;
    }

    /** The derivation of every claim that the rules decide, by the claim's id. */
    public static Map<String, Derivation> derive(Findings findings) {
        Rules rules = new Rules(findings);
        FunctionClass.withWitnesses().forEach(rules::indistinguishable);
        rules.decoded(FunctionClass.AFF1, List.of("Y1", "Y2", "Y3"));
        rules.decoded(FunctionClass.CONST, List.of("Y2"));
        rules.onlySmallLipschitz();
        rules.theorems();
        rules.lipschitzStatements();
        return rules.derivations;
    }

    /** The obligations of a row's construction (theory.md section 3): membership, equal visualizations, the gap. */
    private static List<String> construction(FunctionClass functionClass) {
        return switch (functionClass) {
            case F, PAFF -> SURGERY;
            case NN -> concat(SURGERY, RELU);
            case ERM -> concat(SURGERY, RELU, RISK);
            case LIP -> concat(ENVELOPE, List.of("L9"));
            case MONO -> concat(List.of("M1", "M2"), MEAN_COORDINATE);
            case CONV -> concat(List.of("C1", "C2", "C3"), MEAN_COORDINATE);
            case AFF -> List.of("A1", "A2", "step");
            case AFF1, CONST -> throw new IllegalArgumentException(functionClass + " has no witness pairs");
        };
    }

    /**
     * Indistinguishability (section 2): a family of witness pairs for every h makes all three notions a No. Exact prediction
     * fails by I1, approximation for every eps below 1/2 by I1 and I5, the side by I2.
     */
    private void indistinguishable(FunctionClass functionClass) {
        List<String> construction = construction(functionClass);
        cell(functionClass, Notion.EXACT, concat(List.of("I1"), construction));
        cell(functionClass, Notion.APPROX, concat(List.of("I1", "I5"), construction));
        if (functionClass != FunctionClass.LIP) {
            cell(functionClass, Notion.SIDE, concat(List.of("I2"), construction));
        } else {
            conclude("claim:LIP.side.class", Verdict.NO, chain(concat(List.of("I2"), construction), "witness:LIP"));
        }
    }

    private void cell(FunctionClass functionClass, Notion notion, List<String> obligations) {
        conclude(Claim.cellId(functionClass, notion), Verdict.NO, chain(obligations, "witness:" + functionClass));
    }

    /** Rows 9 and 10: the decoder is exact for every choice among ties, so the class is understood in all three notions. */
    private void decoded(FunctionClass functionClass, List<String> obligations) {
        for (Notion notion : Notion.values()) {
            conclude(Claim.cellId(functionClass, notion), Verdict.YES, chain(obligations, "decoder:" + functionClass));
        }
    }

    /**
     * Row 4, read per visualization (section 4): the side of x is decidable exactly near a and b (L5, L5n), which is all of X
     * for some visualization at its smallest L (L7p), not at a larger one (L6), and what is decidable shrinks as L grows (L5m).
     */
    private void onlySmallLipschitz() {
        conclude(
                Claim.cellId(FunctionClass.LIP, Notion.SIDE),
                Verdict.ONLY_SMALL_L,
                chain(concat(ENVELOPE, List.of("L5", "L5n", "L5m", "L6", "L7p")), "witness:LIP"));
    }

    /**
     * Theorems 1 and 2 for every row with a No; and whether theorem 1's constant R/2 is attained by a single member (section
     * 3): it is in rows 1 to 3 and 5 to 7 by a limit argument (I4, T1), with unique extremisers it is not in row 4 (L1, L2b,
     * L3c) and row 8 (A1, A3).
     */
    private void theorems() {
        List<FunctionClass> rows = FunctionClass.withWitnesses();
        List<String> constructions = rows.stream()
                .flatMap(row -> construction(row).stream())
                .distinct()
                .toList();
        String[] witnesses = rows.stream().map(row -> "witness:" + row).toArray(String[]::new);
        conclude("claim:theorem1", Verdict.YES, chain(concat(List.of("I1", "I5"), constructions), witnesses));
        conclude("claim:theorem2", Verdict.YES, chain(concat(List.of("I2"), constructions), witnesses));
        conclude("claim:epsstar.mid", Verdict.YES, chain(List.of("I3")));
        for (FunctionClass row : rows) {
            switch (row) {
                case LIP -> attained(row, Verdict.NO, List.of("L1", "L2b", "L3c"));
                case AFF -> attained(row, Verdict.NO, List.of("A1", "step", "A3"));
                case MONO -> attained(row, Verdict.YES, concat(List.of("I4", "T1", "M3"), construction(row)));
                case CONV -> attained(row, Verdict.YES, concat(List.of("I4", "T1"), construction(row)));
                default -> attained(row, Verdict.YES, concat(List.of("I4"), construction(row)));
            }
        }
    }

    private void attained(FunctionClass row, Verdict verdict, List<String> obligations) {
        conclude("claim:theorem1.attained." + row, verdict, chain(obligations));
    }

    /**
     * The statements of section 4, each from its obligations. Those of L3 leave eps* out, those of L4, L7 and L7p are about one or two
     * dimensions: they must stand, but the statements in full are theorems of Coq only.
     */
    private void lipschitzStatements() {
        statement("L1", List.of("L1"));
        statement("L2", ENVELOPE);
        instances("L3", concat(ENVELOPE, List.of("L1", "L3a", "L3b")));
        instances("L4", List.of("L4", "L4n"));
        statement("L5", concat(ENVELOPE, List.of("L5", "L5n", "L5m")));
        statement("L6", concat(ENVELOPE, List.of("L5", "L5n", "L6")));
        instances("L7", List.of("L7"));
        instances("L7p", List.of("L7p"));
        statement("L8", List.of("L8"));
        statement("L9", concat(ENVELOPE, List.of("L9")));
    }

    private void instances(String name, List<String> obligations) {
        String claim = "claim:lipschitz." + name;
        statement(name, obligations);
        derivations.put(claim, derivations.get(claim).undecided());
    }

    private void statement(String name, List<String> obligations) {
        conclude("claim:lipschitz." + name, Verdict.YES, chain(obligations));
    }

    private void conclude(String claim, Verdict verdict, List<String> references) {
        derivations.put(claim, Derivation.of(verdict, references, findings));
    }

    private static List<String> chain(List<String> obligations, String... further) {
        return Stream.concat(obligations.stream().map(id -> "obligation:" + id), Stream.of(further))
                .collect(toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }

    @SafeVarargs
    private static List<String> concat(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
