package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** Row 3: surgery on a network corrected at its training inputs. Any a != b off the inputs, any h, any x off all these. */
record RiskFamily() implements WitnessFamily {
    @Override
    public FunctionClass functionClass() {
        return FunctionClass.ERM;
    }

    @Override
    public WitnessPair pair(Request request) {
        TrainingTask task = request.task()
                .orElseThrow(() -> new IllegalArgumentException("ERM needs a training task: a network and data"));
        Map<Point, BigFraction> values = task.data().meanLabels();
        for (Point extremiser : new Point[] {request.phi().a(), request.phi().b()}) {
            Admissible.require(
                    !values.containsKey(extremiser),
                    "ERM needs a and b off the training inputs, and " + extremiser + " is one");
        }
        ConeSurgery surgery = SurgeryPlan.on(
                task.base(), task.range(), values, request.phi(), request.h(), request.x(), true, request.seed());
        RiskSurgery recipe = new RiskSurgery(surgery, task.data());
        return WitnessPair.of(functionClass(), request.phi(), surgery.surgery().x(), request.h(), recipe);
    }
}
