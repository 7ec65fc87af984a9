package io.eyewitness.sim.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import org.junit.jupiter.api.Test;

class ErrorStatisticsTest {
    private static final ClassGame MATCH = new ClassGame(FunctionClass.F, 1, 1, Norm.L2);

    private static Outcome outcome(double uncertainty, double... answersAndTruths) {
        ErrorStatistics scores = new ErrorStatistics(1);
        for (int i = 0; i < answersAndTruths.length; i += 2) {
            scores.play(uncertainty);
            scores.score(0, answersAndTruths[i], answersAndTruths[i + 1], uncertainty);
        }
        return Outcome.of(MATCH, GameDecoder.MID, 0, scores);
    }

    @Test
    void meansAndSidesAreThoseOfTheGames() {
        Outcome outcome = outcome(0, 0.25, 0.75, 0.5, 0.75, 0.9, 0.8, 0.3, 0.1);
        assertEquals((0.5 + 0.25 + 0.1 + 0.2) / 4, outcome.error().value(), 1e-12);
        assertEquals(0.5, outcome.largest());
        assertEquals(0.5, outcome.misjudged().value(), "mid is on neither side");
    }

    /** Truth 0.501 may be on the other side of a mid that is known to within 0.01. */
    @Test
    void theGapIsCarriedIntoTheIntervals() {
        Outcome sure = outcome(0, 0.6, 0.501, 0.7, 0.9, 0.7, 0.9);
        Outcome unsure = outcome(0.01, 0.6, 0.501, 0.7, 0.9, 0.7, 0.9);
        assertEquals(sure.error().value(), unsure.error().value());
        assertEquals(sure.error().high(), unsure.error().high());
        assertEquals(sure.error().low() / 1.02, unsure.error().low(), 1e-12);
        assertEquals(sure.misjudged().low(), unsure.misjudged().low());
        assertTrue(unsure.misjudged().high() > sure.misjudged().high());
    }

    @Test
    void quantilesAreToOneBin() {
        double[] games = new double[2 * 1000];
        for (int i = 0; i < 1000; i++) {
            games[2 * i] = i / 1000.0;
        }
        Outcome outcome = outcome(0, games);
        assertEquals(0.5, outcome.median().value(), 0.002);
        assertEquals(0.9, outcome.ninety().value(), 0.002);
        assertEquals(0.99, outcome.ninetyNine().value(), 0.002);
        assertTrue(outcome.median().low() <= 0.5 - 0.029 && outcome.median().high() >= 0.5 + 0.029);
    }

    /** A function of the parts is learned. */
    @Test
    void regressionsFindWhatTheyCanSay() {
        Regression regression = new Regression();
        DecoderInput input = new DecoderInput(1, Norm.L2);
        SampledVisualization shown = new SampledVisualization(1);
        shown.b()[0] = 1;
        shown.set(0, 1, 0);
        for (int i = 0; i <= 100; i++) {
            input.ask(shown, i / 100.0);
            regression.learn(input, i / 100.0 * (i / 100.0));
        }
        Fit fit = regression.fit();
        input.ask(shown, 0.335);
        assertEquals(0.335 * 0.335, fit.share(input), 1e-3);
    }

    @Test
    void anAnswerThatIsNoNumberIsNoGoodGuess() {
        ErrorStatistics scores = new ErrorStatistics(1);
        assertThrows(IllegalArgumentException.class, () -> scores.score(0, Double.NaN, 0.2, 0));
        assertThrows(IllegalArgumentException.class, () -> scores.score(0, Double.POSITIVE_INFINITY, 0.2, 0));
    }
}
