package io.eyewitness.theory.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Games about affine functions: how long something is left, how much, and how long they take. */
class AffineInterviewTest {
    @Test
    void anAffineFunctionIsKnownAfterDMinus1ValuesOrAGerm() {
        for (int d = 2; d < 7; d++) {
            Setting setting =
                    Setting.of(FunctionClass.AFF, Optional.of(d), Optional.empty(), BigFraction.ONE, Norm.L2, d);
            Interview interview = new Interview(setting, d);
            Point a = setting.phi().a();
            for (int i = 0; i < d - 1; i++) {
                assertTrue(rivals(setting, interview).isPresent(), "d = " + d + ", " + i + " values");
                interview.ask(new Question.OfValue(a.with(i, BigFraction.ONE.subtract(a.get(i)))));
            }
            assertEquals(Optional.empty(), interview.transcript("units", BigFraction.ZERO));
            Interview one = new Interview(setting, 1);
            one.ask(new Question.OfGerm(Point.constant(d, Rationals.HALF)));
            assertEquals(Optional.empty(), one.transcript("germ", BigFraction.ZERO));
        }
    }

    /** Those that would be left if the game ended now. */
    private static Optional<Transcript> rivals(Setting setting, Interview interview) {
        Interview copy = new Interview(setting, interview.setting().dimension());
        int asked = interview.setting().dimension() - interview.left();
        Point a = setting.phi().a();
        for (int i = 0; i < asked; i++) {
            copy.ask(new Question.OfValue(a.with(i, BigFraction.ONE.subtract(a.get(i)))));
        }
        return copy.transcript("copy", BigFraction.ZERO);
    }

    /** Inputs on coarse grids leave several directions in which the weights may be moved; the greater h is, the less is to spare. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8})
    void whatIsPromisedOfAnAffineFunctionIsKept(int dimension) {
        SplittableRandom random = new SplittableRandom(dimension);
        for (int n = 3; n <= dimension - 3; n++) {
            for (int i = 0; i < 300; i++) {
                Setting setting = Setting.of(
                        FunctionClass.AFF,
                        Optional.of(dimension),
                        Optional.of(BigFraction.of(random.nextInt(1, 32), 64)),
                        BigFraction.ONE,
                        Norm.L2,
                        random.nextLong(1 << 20));
                Interview interview = new Interview(setting, n);
                for (int j = 0; j < n; j++) {
                    interview.value(Point.random(dimension, 1 << random.nextInt(4), random));
                }
                Transcript transcript =
                        interview.transcript("coarse", setting.phi().mid()).orElseThrow();
                assertTrue(
                        transcript.unavoidable().compareTo(transcript.promised()) >= 0,
                        () -> transcript.unavoidable() + " of " + transcript.promised() + " in " + transcript);
                assertTrue(transcript.isDefeated());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid", "bisect"})
    @Timeout(value = 200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyAnswersAboutAnAffineFunctionOfManyInputsTakeNotLong(String decoder) {
        long before = InterviewPropertiesTest.cpuTime();
        Setting setting = Setting.of(
                FunctionClass.AFF, Optional.of(Setting.MOST_DIMENSIONS), Optional.empty(), BigFraction.ONE, Norm.L2, 0);
        Interview interview = new Interview(setting, 10_000);
        BigFraction z = Askers.byName(decoder, 0).decode(interview);
        assertTrue(interview.transcript(decoder, z).orElseThrow().isDefeated());
        long spent = InterviewPropertiesTest.cpuTime() - before;
        assertTrue(
                spent < Duration.ofSeconds(20).toNanos(),
                () -> Duration.ofNanos(spent).toString());
    }
}
