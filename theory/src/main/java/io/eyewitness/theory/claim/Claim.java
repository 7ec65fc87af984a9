package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
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
