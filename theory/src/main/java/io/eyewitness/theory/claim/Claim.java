package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One claim of the ledger: a theorem, whose sentence is made from its data, or an experiment, whose sentence stands in the ledger.
 *
 * @param id its name, such as {@code claim:F.exact}
 * @param proposition what is said, for a theorem
 * @param wording the sentence that the ledger has, for an experiment; what is claimed says {@link #sentence}
 * @param source where it stands
 * @param criterion when it counts as reproduced, for an experiment
 * @param protocol how the run that decides was made, for an experiment
 * @param split the day on which it was split, as one of several statements, from a claim that had been measured; empty for a claim that was
 *     written down as it stands before it was measured
 * @param expected the recorded verdict
 * @param evidence what decides it: {@code obligation:S1} (an obligation or a whole family), {@code witness:F}, {@code
 *     decoder:AFF1}, {@code formal:table}, {@code measurement:V1.cifar}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Claim(
        String id,
        Optional<Proposition> proposition,
        @JsonProperty("sentence") Optional<String> wording,
        String source,
        Optional<Criterion> criterion,
        Optional<Protocol> protocol,
        Optional<String> split,
        Verdict expected,
        List<String> evidence) {
    private static final Pattern ID = Pattern.compile("claim:[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern MEASUREMENT = Pattern.compile("measurement:[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    public Claim {
        proposition = proposition == null ? Optional.empty() : proposition;
        wording = wording == null ? Optional.empty() : wording;
        criterion = criterion == null ? Optional.empty() : criterion;
        protocol = protocol == null ? Optional.empty() : protocol;
        split = split == null ? Optional.empty() : split;
        if (id == null || source == null || expected == null || evidence == null) {
            throw new IllegalArgumentException("claim " + id + " lacks one of id, source, expected and evidence");
        }
        if (evidence.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("the evidence of " + id + " holds a null");
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of a claim, such as claim:V1.cifar");
        }
        boolean measured = expected == Verdict.REPRODUCED || expected == Verdict.NOT_REPRODUCED;
        if (measured != criterion.isPresent()) {
            throw new IllegalArgumentException(
                    id + " is an experiment without a criterion, or has one without being one");
        }
        if (protocol.isPresent() != criterion.isPresent()) {
            throw new IllegalArgumentException(id + " has a criterion without a protocol, or a protocol without one");
        }
        if (measured
                && !(evidence.size() == 1
                        && MEASUREMENT.matcher(evidence.get(0)).matches())) {
            throw new IllegalArgumentException(
                    id + " is an experiment, which rests on one measurement alone, not on " + evidence);
        }
        if (split.isPresent() && !(measured && DAY.matcher(split.get()).matches())) {
            throw new IllegalArgumentException(id + " is split on '" + split.get()
                    + "', but only an experiment can be, on a date such as 2026-11-29");
        }
        if (measured == proposition.isPresent()) {
            throw new IllegalArgumentException(
                    id + (measured ? " is an experiment, so it has no proposition" : " lacks its proposition"));
        }
        if (measured && Proposition.ids().contains(id)) {
            throw new IllegalArgumentException(id + " is the id of a theorem, so it cannot be an experiment");
        }
        if (measured && wording.isEmpty()) {
            throw new IllegalArgumentException(id + " lacks its sentence");
        }
        if (measured) {
            requireFit(id, criterion.get(), protocol.get());
        } else {
            requireFit(id, proposition.get(), wording, expected);
            wording = Optional.empty();
        }
        evidence = List.copyOf(evidence);
    }

    private static void requireFit(String id, Criterion criterion, Protocol protocol) {
        if (protocol.units().count() < criterion.units()) {
            throw new IllegalArgumentException("the protocol of " + id + " has "
                    + protocol.units().count() + " units, fewer than the " + criterion.units() + " of the criterion");
        }
        criterion.conditions().forEach(condition -> protocol.column(condition.column()));
    }

    private static void requireFit(String id, Proposition proposition, Optional<String> wording, Verdict expected) {
        if (!id.equals(proposition.id())) {
            throw new IllegalArgumentException(id + " is about what is named " + proposition.id());
        }
        if (!proposition.canBe(expected)) {
            throw new IllegalArgumentException(id + " cannot be " + expected.text());
        }
        String sentence = proposition.sentence(expected);
        if (!wording.orElse(sentence).equals(sentence)) {
            throw new IllegalArgumentException(
                    id + " has the sentence \"" + wording.get() + "\", but its proposition says: " + sentence);
        }
    }

    /** The id of the claim that is a cell of the first table. */
    public static String cellId(FunctionClass functionClass, Notion notion) {
        return cellId(Statement.HOLDS, functionClass, notion);
    }

    /** The id of the claim that is a cell of the first table, {@link Statement#HOLDS}, or the second. */
    public static String cellId(Statement table, FunctionClass functionClass, Notion notion) {
        return Proposition.cell(table, functionClass, notion).id();
    }

    /**
     * The claim as a sentence. For an experiment this is the ledger's own sentence if its criterion and protocol are those of the
     * built-in ledger; otherwise it is the criterion, which alone is judged.
     */
    public String sentence() {
        return proposition.map(data -> data.sentence(expected)).orElseGet(this::ofExperiment);
    }

    private String ofExperiment() {
        boolean isBuiltIn = Ledger.builtIn()
                .claim(id)
                .filter(own -> own.criterion.equals(criterion) && own.protocol.equals(protocol))
                .isPresent();
        String reproduced =
                (isBuiltIn ? wording.orElseThrow() : criterion.orElseThrow().sentence())
                        + split.map(day -> " (Split on " + day + " from the criterion of " + evidence.get(0)
                                        + ", after it was measured.)")
                                .orElse("");
        return expected == Verdict.REPRODUCED ? reproduced : "Not reproduced: " + reproduced;
    }

    /**
     * The judgement of a measurement on each condition of an experiment.
     *
     * @throws IllegalArgumentException if a column was not measured, or of too few units
     */
    public List<Criterion.Judgement> judgements(MeasurementEvidence measurement) {
        return criterion.orElseThrow().judgements(protocol.orElseThrow(), measurement);
    }

    /** Whether the claim is a cell of either table, or of a row of our own beside it. */
    public boolean isCell() {
        return cell().isPresent();
    }

    /** Whether the claim is a cell of a table: the first, {@link Statement#HOLDS}, or the second. */
    public boolean isCellOf(Statement table) {
        return proposition.filter(data -> data.statement() == table).isPresent();
    }

    /** Whether the claim is a cell of a row of our own. */
    public boolean isOwnCell() {
        return proposition.filter(data -> data.statement().isOwnCell()).isPresent();
    }

    /** Whether the claim is about decoders that may ask: the second table, and what belongs to it. */
    public boolean isAboutHelp() {
        return proposition.filter(data -> data.statement().isAboutHelp()).isPresent();
    }

    /** The name of the row, for a cell. */
    public Optional<String> row() {
        return cell().map(data -> data.functionClass().map(FunctionClass::name).orElseGet(data.statement()::id));
    }

    /** The row of the table, for a cell of a row of the paper. */
    public Optional<FunctionClass> functionClass() {
        return cell().flatMap(Proposition::functionClass);
    }

    /** The column of the table, for a cell. */
    public Optional<Notion> notion() {
        return cell().flatMap(Proposition::notion);
    }

    private Optional<Proposition> cell() {
        return proposition.filter(
                data -> data.statement().isTable() || data.statement().isOwnCell());
    }
}
