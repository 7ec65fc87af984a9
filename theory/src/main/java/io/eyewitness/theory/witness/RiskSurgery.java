package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The pairs of ERM: surgery on a network that has the least empirical risk, off the training inputs: the base network is corrected by a
 * cone at each training input that it misses.
 *
 * <p>Source: theory.md section 3, row 3 (E1, E2, S1 to S4).
 *
 * @param surgery on networks, with the training inputs protected
 * @param data the training data
 */
public record RiskSurgery(ConeSurgery surgery, Dataset data) implements Construction.Surgery {
    /** Surgery on the network of the request's training task, off the training inputs; a and b must be off them too. */
    static RiskSurgery of(PairRequest request) {
        TrainingTask task = request.task()
                .orElseThrow(() -> new IllegalArgumentException("ERM needs a training task: a network and data"));
        Map<Point, BigFraction> values = task.data().meanLabels();
        for (Point extremiser : List.of(request.phi().a(), request.phi().b())) {
            Violations.refuseUnless(
                    !values.containsKey(extremiser),
                    "ERM needs a and b off the training inputs, and " + extremiser + " is one");
        }
        return new RiskSurgery(ConeSurgery.on(task.base(), task.range(), values, request, true), task.data());
    }

    @Override
    public LocalSurgery change() {
        return surgery.surgery();
    }

    @Override
    public BigFraction before(Point at) {
        return surgery.before(at);
    }

    @Override
    public List<Point> landmarks() {
        return surgery.landmarks();
    }

    @Override
    public boolean hasUniqueExtremisers() {
        return true;
    }

    @Override
    public boolean proves(FunctionClass functionClass) {
        return functionClass == FunctionClass.ERM;
    }

    /** The least-risk network before surgery. */
    public Unit f0() {
        return surgery.f0();
    }

    @Override
    public Units units() {
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
