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
 * @param expected the recorded verdict
 * @param evidence what decides it: {@code obligation:S1} (an obligation or a whole family), {@code witness:F}, {@code
 *     decoder:AFF1}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Claim(
        String id,
        String sentence,
        String source,
        Optional<FunctionClass> functionClass,
        Optional<Notion> notion,
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
        if (functionClass.isPresent() != notion.isPresent()) {
            throw new IllegalArgumentException(
                    id + " has a functionClass without a notion, or a notion without a functionClass");
        }
        evidence = List.copyOf(evidence);
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
