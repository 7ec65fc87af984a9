package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.LipschitzEnvelope;

/** Row 4: blends of the envelope, at x or at the midpoint of a and b. Any visualization with L|a-b| at least M - m. */
record LipschitzFamily() implements WitnessFamily {
    @Override
    public FunctionClass functionClass() {
        return FunctionClass.LIP;
    }

    @Override
    public WitnessPair pair(Request request) {
        LipschitzEnvelope envelope = new LipschitzEnvelope(request.phi(), request.lipschitz(), request.norm());
        Point x =
                request.x().orElseGet(() -> request.phi().a().mid(request.phi().b()));
        EnvelopePair recipe = new EnvelopePair(envelope, x, request.h());
        return WitnessPair.of(functionClass(), request.phi(), x, request.h(), recipe);
    }
}
