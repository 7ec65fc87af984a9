package io.eyewitness.sim.game;

import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/** A regression as a decoder of exact visualizations: the share is computed in doubles, and is exact from there on. */
record FittedDecoder(Fit fit, double lipschitz, Norm norm) implements Decoder {
    @Override
    public String name() {
        return "fitted";
    }

    @Override
    public Surd decode(Visualization phi, Point x) {
        SampledVisualization shown = new SampledVisualization(phi.dimension());
        fill(phi.a(), shown.a());
        fill(phi.b(), shown.b());
        shown.set(phi.min().doubleValue(), phi.max().doubleValue(), 0);
        double[] point = new double[x.dimension()];
        fill(x, point);
        DecoderInput input = new DecoderInput(lipschitz, norm);
        input.ask(shown, point);
        BigFraction share = Rationals.of(fit.share(input));
        return Surd.of(phi.min().add(phi.range().multiply(share)));
    }

    private static void fill(Point from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from.get(i).doubleValue();
        }
    }
}
