package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One claim of the ledger.
 *
 * @param id its name, such as {@code claim:F.exact}
 * @param sentence what is claimed
 * @param source where it stands
 * @param functionClass the row of the table, for a cell
 * @param notion the column of the table, for a cell
 * @param criterion when it counts as reproduced, for an experiment
 * @param protocol how the run that decides was made, for an experiment
 * @param expected the recorded verdict
 * @param evidence what decides it: {@code obligation:S1} (an obligation or a whole family), {@code witness:F}, {@code
 *     decoder:AFF1}, {@code measurement:V1.cifar}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Claim(
        String id,
        String sentence,
        String source,
        Optional<FunctionClass> functionClass,
        Optional<Notion> notion,
        Optional<Criterion> criterion,
        Optional<Protocol> protocol,
        Verdict expected,
        List<String> evidence) {
    public Claim {
        if (id == null || sentence == null || source == null || expected == null || evidence == null) {
            throw new IllegalArgumentException(
                    "claim " + id + " lacks one of id, sentence, source, expected and evidence");
        }
        if (evidence.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("the evidence of " + id + " holds a null");
        }
        functionClass = functionClass == null ? Optional.empty() : functionClass;
        notion = notion == null ? Optional.empty() : notion;
        criterion = criterion == null ? Optional.empty() : criterion;
        protocol = protocol == null ? Optional.empty() : protocol;
        if (functionClass.isPresent() != notion.isPresent()) {
            throw new IllegalArgumentException(
                    id + " has a functionClass without a notion, or a notion without a functionClass");
        }
        boolean measured = expected == Verdict.REPRODUCED || expected == Verdict.NOT_REPRODUCED;
        if (measured != criterion.isPresent()) {
            throw new IllegalArgumentException(
                    id + " is an experiment without a criterion, or has one without being one");
        }
        if (protocol.isPresent() != criterion.isPresent()) {
            throw new IllegalArgumentException(id + " has a criterion without a protocol, or a protocol without one");
        }
        if (measured && !evidence.equals(List.of(id.replaceFirst("^claim:", "measurement:")))) {
            throw new IllegalArgumentException(
                    id + " is an experiment, which rests on the measurement of its own name alone, not on " + evidence);
        }
        if (measured) {
            requireFit(id, criterion.get(), protocol.get());
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

    /** The id of the claim that is a cell of the table. */
    public static String cellId(FunctionClass functionClass, Notion notion) {
        return "claim:" + functionClass + "." + notion.text();
    }

    /** Whether the claim is a cell of the table. */
    public boolean isCell() {
        return functionClass.isPresent() && notion.isPresent();
    }
}
