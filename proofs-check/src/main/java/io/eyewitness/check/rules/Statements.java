package io.eyewitness.check.rules;

import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.List;

/** Whether what was proven is what a rule needs: the checker's own obligation. */
final class Statements {
    private Statements() {}

    static void require(ProvenObligation proven, String obligation) {
        if (!proven.obligation().equals(Obligations.byId(obligation))) {
            throw new IllegalArgumentException("what was proven is not obligation:" + obligation);
        }
    }

    static void requireFamily(List<ProvenObligation> proven, String family) {
        List<Obligation> obligations =
                proven.stream().map(ProvenObligation::obligation).toList();
        if (!obligations.equals(Obligations.family(family))) {
            throw new IllegalArgumentException("what was proven is not the family obligation:" + family);
        }
    }
}
