package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.Spectrum;
import io.eyewitness.nn.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A grey image is the logistic function of standardised numbers: their spectrum is the spectrum of its logits. */
class MacoImageTest {
    private static final int SIZE = 8;

    @Test
    void magnitudesStayWhilePhasesMove() {
        try (GraphNetwork network = TestNetwork.of(1);
                Optimization climb = start(network)) {
            Tensor phases = climb.state().get("parameters");
            Images first = climb.images();
            for (int i = 0; i < 20; i++) {
                climb.advance();
            }
            Images last = climb.images();
            assertNotEquals(phases, climb.state().get("parameters"));
            assertNotEquals(first.values()[0], last.values()[0]);
            for (Images images : new Images[] {first, last}) {
                requireStandardised(images);
            }
        }
    }

    @Test
    void noFrequencyLeavesItsMagnitude() {
        try (GraphNetwork network = TestNetwork.of(1);
                Optimization climb = start(network)) {
            for (int i = 0; i < 20; i++) {
                climb.advance();
            }
            double[] pixels = logits(climb.images());
            double factor = magnitude(pixels, 1) / natural(1);
            for (int f = 1; f < SIZE * SIZE; f++) {
                assertEquals(factor * natural(f), magnitude(pixels, f), 1e-3 * factor, "frequency " + f);
            }
        }
    }

    private static Optimization start(GraphNetwork network) {
        return VisualizationSpec.of(Objective.logit(1))
                .withParametrisation(new Parametrisation.Maco())
                .withTransforms(Transforms.none())
                .withSize(SIZE)
                .start(network);
    }

    private static double natural(int f) {
        return 1 / Math.max(Spectrum.frequency(f / SIZE, f % SIZE, SIZE, SIZE), 1.0 / SIZE);
    }

    private static double[] logits(Images images) {
        double[] logits = new double[images.values().length];
        for (int i = 0; i < logits.length; i++) {
            double value = images.values()[i];
            logits[i] = Math.log(value / (1 - value));
        }
        return logits;
    }

    private static void requireStandardised(Images images) {
        double sum = 0;
        double square = 0;
        for (double logit : logits(images)) {
            sum += logit;
            square += logit * logit;
        }
        assertArrayEquals(new double[] {0, 1.5}, new double[] {sum, Math.sqrt(square / SIZE / SIZE)}, 1e-3);
    }

    private static double magnitude(double[] pixels, int f) {
        double real = 0;
        double imaginary = 0;
        for (int p = 0; p < pixels.length; p++) {
            double angle = 2 * Math.PI * ((p / SIZE) * (f / SIZE) + (p % SIZE) * (f % SIZE)) / SIZE;
            real += pixels[p] * Math.cos(angle);
            imaginary -= pixels[p] * Math.sin(angle);
        }
        return Math.hypot(real, imaginary);
    }
}
