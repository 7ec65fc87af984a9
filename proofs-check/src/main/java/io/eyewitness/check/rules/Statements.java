package io.eyewitness.check.rules;

import io.eyewitness.check.kernel.Proven;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.List;

/** Whether what was proven is what a rule needs: the same bytes as the checker's own statement of the obligation. */
final class Statements {
    private Statements() {}

    static void require(Proven proven, String obligation) {
        if (!proven.script().equals(Obligations.byId(obligation).script())) {
            throw new IllegalArgumentException("what was proven is not obligation:" + obligation);
        }
    }

    static void requireFamily(List<Proven> proven, String family) {
        List<String> scripts =
                Obligations.family(family).stream().map(Obligation::script).toList();
        if (!proven.stream().map(Proven::script).toList().equals(scripts)) {
            throw new IllegalArgumentException("what was proven is not the family obligation:" + family);
        }
    }
}
