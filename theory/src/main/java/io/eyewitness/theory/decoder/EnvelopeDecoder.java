package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The best decoder for L-Lipschitz units, (U + l)/2; mid where no L-Lipschitz unit has the visualization.
 *
 * <p>Source: theory.md section 4, L3 and L8.
 */
record EnvelopeDecoder(BigFraction lipschitz, Norm norm) implements Decoder {
    EnvelopeDecoder {
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be positive, not " + Rationals.text(lipschitz));
        }
    }

    @Override
    public String name() {
        return "envelope:" + Rationals.text(lipschitz) + ":" + norm.text();
    }

    @Override
    public Surd decode(Visualization phi, Point x) {
        Decoders.requireDimension(phi, x);
        boolean possible = phi.range().signum() > 0
                && norm.distance(phi.a(), phi.b()).times(lipschitz).compareTo(phi.range()) >= 0;
        if (!possible) {
            return Surd.of(phi.mid());
        }
        LipschitzEnvelope envelope = new LipschitzEnvelope(phi, lipschitz, norm);
        return envelope.upper(x).plus(envelope.lower(x)).times(Rationals.HALF);
    }
}
