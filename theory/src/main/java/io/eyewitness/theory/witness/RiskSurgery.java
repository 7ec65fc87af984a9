package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Surgery on a network that has the least empirical risk, off the training inputs: the base network is corrected by a
 * cone at each training input that it misses.
 *
 * <p>Source: theory.md section 3, row 3 (E1, E2, S1 to S4).
 *
 * @param surgery on networks, with the training inputs protected
 * @param data the training data
 */
public record RiskSurgery(ConeSurgery surgery, Dataset data) implements Recipe {
    /** The least-risk network before surgery. */
    public Unit f0() {
        return surgery.f0();
    }

    @Override
    public UnitPair units() {
        return surgery.units();
    }

    @Override
    public List<Formula> assumptions() {
        return surgery.assumptions();
    }

    @Override
    public List<String> violations() {
        Violations violations = new Violations()
                .addAll(surgery.violations())
                .require(surgery.asNetworks(), "the units must be networks")
                .require(surgery.field().base() instanceof ReluNetwork, "the base must be a network")
                .require(
                        surgery.protectedInputs().containsAll(data.distinctInputs()),
                        "every training input must be protected");
        data.meanLabels().forEach((input, mean) -> {
            BigFraction value = surgery.field().at(input);
            violations.require(
                    value.equals(mean),
                    () -> "f0 takes " + Rationals.text(value) + " at the training input " + input
                            + ", not the mean label " + Rationals.text(mean));
        });
        return violations.list();
    }
}
