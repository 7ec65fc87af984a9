package io.eyewitness.theory.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random decoders ask random questions about each class; the answers are compared with the values of both members at random points. */
class InterviewPropertiesTest {
    private static final BigFraction L = BigFraction.of(3, 2);
    private static final int GRID = 64;

    @Provide
    Arbitrary<FunctionClass> classes() {
        return Arbitraries.of(FunctionClass.withWitnesses());
    }

    @Property(tries = 150)
    void bothMembersAreAsWasAnswered(
            @ForAll("classes") FunctionClass functionClass,
            @ForAll @IntRange(min = 1, max = 9) int dimension,
            @ForAll @IntRange(min = 3, max = 40) int gap,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // In d = 4 the data of ERM are Fisher's iris, which takes long.
        int d = functionClass == FunctionClass.ERM && dimension == 4
                ? 3
                : Math.max(dimension, functionClass.leastDimension());
        Setting setting = setting(functionClass, d, gap, random);
        boolean isAffine = functionClass == FunctionClass.AFF;
        Interview interview = new Interview(setting, 30);
        int questions = isAffine ? random.nextInt(d - 1) : random.nextInt(30);
        for (int i = 0; i < questions; i++) {
            Question question = question(interview, random);
            interview.ask(isAffine ? new Question.OfValue(question.points().get(0)) : question);
        }
        BigFraction z = setting.phi()
                .min()
                .add(setting.phi().range().multiply(random.nextInt(9)).divide(8));
        Transcript transcript = interview.transcript("random", z).orElseThrow();
        for (Unit unit : List.of(transcript.high(), transcript.low())) {
            PhiSet ties = unit.phiSet().orElseThrow();
            assertTrue(ties.hasUniqueExtremisers() && ties.admits(setting.phi()), unit.toString());
            for (Transcript.Exchange exchange : transcript.exchanges()) {
                requireRight(unit, exchange, random);
            }
        }
        requireGap(transcript);
        assertTrue(transcript.isDefeated(), transcript.toString());
        assertTrue(transcript.error().compareTo(transcript.unavoidable()) >= 0);
    }

    private static Setting setting(FunctionClass functionClass, int d, int gap, SplittableRandom random) {
        Setting plain = Setting.of(
                functionClass,
                Optional.of(d),
                Optional.empty(),
                L,
                Norm.values()[random.nextInt(3)],
                random.nextLong(1 << 20));
        BigFraction h = plain.phi().range().divide(gap);
        return new Setting(functionClass, plain.phi(), h, plain.lipschitz(), plain.norm(), plain.data());
    }

    /** At random points, at vertices, and at the input that the adversary would choose now. */
    private static Question question(Interview interview, SplittableRandom random) {
        int d = interview.setting().dimension();
        Point x = switch (random.nextInt(4)) {
            case 0 -> Point.random(d, 1, random);
            case 1 -> interview.setting().phi().b();
            case 2 ->
                interview
                        .setting()
                        .phi()
                        .a()
                        .towards(interview.setting().phi().b(), BigFraction.of(random.nextInt(GRID + 1), GRID));
            default -> Point.random(d, GRID, random);
        };
        Point y = Point.random(d, random.nextBoolean() ? 1 : GRID, random);
        return switch (random.nextInt(3)) {
            case 0 -> new Question.OfValue(x);
            case 1 -> new Question.OfGerm(x);
            default -> new Question.OfBox(lower(x, y), upper(x, y));
        };
    }

    private static Point lower(Point x, Point y) {
        return new Point(IntStream.range(0, x.dimension())
                .mapToObj(i -> Rationals.min(x.get(i), y.get(i)))
                .toList());
    }

    private static Point upper(Point x, Point y) {
        return new Point(IntStream.range(0, x.dimension())
                .mapToObj(i -> Rationals.max(x.get(i), y.get(i)))
                .toList());
    }

    private static void requireRight(Unit unit, Transcript.Exchange exchange, SplittableRandom random) {
        Reply reply = exchange.reply();
        if (reply instanceof Reply.Value value) {
            assertSame(value.value(), unit, exchange.question().points().get(0));
        } else if (reply instanceof Reply.Germ germ) {
            requireGerm(unit, exchange.question().points().get(0), germ, random);
        } else if (reply instanceof Reply.SteepGerm steep) {
            requireSteep(unit, exchange.question().points().get(0), steep);
        } else {
            requireBox(unit, (Question.OfBox) exchange.question(), (Reply.OnBox) reply, random);
        }
    }

    private static void assertSame(BigFraction value, Unit unit, Point x) {
        assertEquals(Surd.of(value), unit.at(x), "at " + x + " of " + unit);
    }

    private static void requireGerm(Unit unit, Point x, Reply.Germ germ, SplittableRandom random) {
        int d = x.dimension();
        for (int i = 0; i < 6; i++) {
            Point other = Point.random(d, 4, random);
            BigFraction distance = Norm.l1(x, other);
            Point y = distance.compareTo(germ.radius()) <= 0
                    ? other
                    : x.towards(other, germ.radius().divide(distance));
            List<BigFraction> values = germ.gradients().stream()
                    .map(gradient -> germ.value().add(gradient.dot(y.minus(x))))
                    .toList();
            BigFraction value = values.stream()
                    .reduce(germ.isConvex() ? Rationals::max : Rationals::min)
                    .orElseThrow();
            assertSame(value, unit, y);
        }
    }

    /** G at powers of four is a power of two. */
    private static void requireSteep(Unit unit, Point x, Reply.SteepGerm steep) {
        for (int j = 1_500; j < 1_503; j++) {
            Point y = x.towards(x.opposite(), Rationals.HALF.pow(2 * j));
            BigFraction linear = steep.value().add(steep.slope().dot(y.minus(x)));
            assertEquals(Rationals.HALF.pow(2 * j), steep.weights().dot(x.minus(y)));
            assertSame(linear.subtract(steep.height().multiply(Rationals.HALF.pow(j))), unit, y);
        }
    }

    private static void requireBox(Unit unit, Question.OfBox box, Reply.OnBox reply, SplittableRandom random) {
        reply.argmin().points().forEach(point -> assertSame(reply.min(), unit, point));
        reply.argmax().points().forEach(point -> assertSame(reply.max(), unit, point));
        Point size = box.high().minus(box.low());
        for (int i = 0; i < 8; i++) {
            Point share = Point.random(size.dimension(), i % 2 == 0 ? 1 : 8, random);
            Point y = new Point(IntStream.range(0, size.dimension())
                    .mapToObj(j -> box.low().get(j).add(size.get(j).multiply(share.get(j))))
                    .toList());
            int aboveMin = unit.at(y).compareTo(reply.min());
            int belowMax = -unit.at(y).compareTo(reply.max());
            assertTrue(aboveMin >= 0 && belowMax >= 0, "at " + y + " of " + unit);
            assertEquals(contains(reply.argmin(), y), aboveMin == 0, "at " + y + " of " + unit);
            assertEquals(contains(reply.argmax(), y), belowMax == 0, "at " + y + " of " + unit);
        }
    }

    private static boolean contains(Reply.Ties ties, Point y) {
        return ties.points().contains(y)
                || ties.levels().stream()
                        .anyMatch(level -> level.contains(ties.weights().dot(y)));
    }

    private static void requireGap(Transcript transcript) {
        Setting setting = transcript.setting();
        BigFraction gap = setting.phi().range().subtract(setting.h().multiply(2));
        switch (setting.functionClass()) {
            case LIP -> assertTrue(transcript.unavoidable().signum() > 0, transcript.toString());
            case AFF -> {
                int n = transcript.exchanges().size();
                BigFraction least = 1 << n < setting.dimension()
                        ? gap
                        : setting.h()
                                .multiply(3)
                                .multiply(gap)
                                .divide(setting.phi().range())
                                .divide(setting.dimension());
                assertTrue(
                        transcript.unavoidable().times(BigFraction.of(2)).compareTo(least) >= 0, transcript.toString());
            }
            default ->
                assertTrue(transcript.unavoidable().times(BigFraction.of(2)).compareTo(gap) >= 0);
        }
    }

    @Test
    void inOneDimensionALipschitzFunctionIsKnownToHalfTheWidestGap() {
        Setting setting = Setting.of(FunctionClass.LIP, Optional.of(1), Optional.empty(), BigFraction.ONE, Norm.L1, 0);
        Interview interview = new Interview(setting, 7);
        for (int i = 1; i < 8; i++) {
            interview.value(Point.of(BigFraction.of(i, 8)));
        }
        Transcript transcript =
                interview.transcript("grid", setting.phi().mid()).orElseThrow();
        double kept = transcript.unavoidable().toDouble() * 16;
        assertTrue(kept < 1 && kept > 1 - setting.share().doubleValue(), "" + kept);
    }

    /** The error that is left is L times the covering radius, but for a share h/R; germs leave as much as values. */
    @Property(tries = 40)
    void germsRevealOfALipschitzFunctionNoMoreThanValues(
            @ForAll @IntRange(min = 1, max = 3) int dimension,
            @ForAll @IntRange(min = 4, max = 64) int gap,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Setting setting = setting(FunctionClass.LIP, dimension, gap, random);
        Interview values = new Interview(setting, 400);
        Interview germs = new Interview(setting, 400);
        for (int i = random.nextInt(5, 400); i > 0; i--) {
            Point x = Point.random(dimension, GRID, random);
            values.ask(new Question.OfValue(x));
            germs.ask(new Question.OfGerm(x));
        }
        Transcript first = values.transcript("values", setting.phi().mid()).orElseThrow();
        Transcript second = germs.transcript("germs", setting.phi().mid()).orElseThrow();
        double left = first.unavoidable().toDouble();
        assertEquals(left, second.unavoidable().toDouble(), 1e-9 * left);
        BigFraction lipschitz = setting.lipschitz().orElseThrow();
        double conceded = WidestGap.of(setting.phi(), lipschitz, setting.norm().orElseThrow(), first.known())
                .most();
        assertTrue(left < conceded, left + " of " + conceded);
        double radius = first.known().stream()
                .map(Transcript.Known::x)
                .mapToDouble(
                        q -> setting.norm().orElseThrow().distance(q, first.x()).toDouble())
                .min()
                .orElseThrow();
        double most = setting.phi().range().divide(2).subtract(setting.h()).doubleValue();
        double kept = 1 - setting.share().doubleValue();
        BumpedProfile bump = (BumpedProfile) first.high();
        assertTrue(left >= kept * lipschitz.doubleValue() * bump.radius().doubleValue() * (1 - 1e-9));
        boolean isCapped = left >= most * (1 - 1e-5);
        boolean isAtTheEnd = bump.radius().doubleValue() < radius * (1 - 1e-5);
        assertTrue(isCapped || isAtTheEnd || left >= kept * lipschitz.doubleValue() * radius * (1 - 1e-5));
    }

    /** In two dimensions the plateau has the widest gap of many random inputs, and the search finds it. */
    @Property(tries = 10)
    void theErrorLeftOfALipschitzFunctionIsNearlyTheConcededOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Setting setting = setting(FunctionClass.LIP, 2, 64, random);
        Interview interview = new Interview(setting, 1_000);
        Point a = setting.phi().a();
        // Near a and b, where the adversary has no plateau, the values are asked for on a grid.
        for (int i = 0; i <= 16; i++) {
            for (int j = 0; j <= 16; j++) {
                Point x = new Point(List.of(BigFraction.of(i, 16), BigFraction.of(j, 16)));
                BigFraction u = Norm.l1(x, a);
                if (u.compareTo(Rationals.HALF) < 0 || u.compareTo(BigFraction.of(3, 2)) > 0) {
                    interview.value(x);
                }
            }
        }
        for (int i = 0; i < 200; i++) {
            interview.value(Point.random(2, GRID, random));
        }
        Transcript transcript =
                interview.transcript("grid", setting.phi().mid()).orElseThrow();
        double conceded = WidestGap.of(
                        setting.phi(),
                        setting.lipschitz().orElseThrow(),
                        setting.norm().orElseThrow(),
                        transcript.known())
                .most();
        assertTrue(transcript.unavoidable().toDouble() > 0.8 * conceded, transcript.unavoidable() + " of " + conceded);
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void tenThousandQuestionsAboutALipschitzFunctionTakeNotLong() {
        long before = cpuTime();
        Setting setting = Setting.of(FunctionClass.LIP, Optional.of(2), Optional.empty(), BigFraction.ONE, Norm.L2, 0);
        Interview interview = new Interview(setting, 10_000);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            interview.ask(question(interview, random));
        }
        assertTrue(
                interview.transcript("many", setting.phi().mid()).orElseThrow().isDefeated());
        long spent = cpuTime() - before;
        assertTrue(
                spent < Duration.ofSeconds(60).toNanos(),
                () -> Duration.ofNanos(spent).toString());
    }

    /** The nanoseconds that this thread has computed, which do not grow while others do. */
    static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void whatMayNotBeAskedIsNamed() {
        Setting setting = Setting.of(FunctionClass.LIP, Optional.of(2), Optional.empty(), BigFraction.ONE, Norm.L2, 0);
        Interview interview = new Interview(setting, 1);
        assertRefused("outside of the cube", interview, new Question.OfValue(Point.of("1/2", "-1/9")));
        assertRefused("3 coordinates, not 2", interview, new Question.OfValue(Point.of("0", "0", "0")));
        assertRefused("below the second", interview, new Question.OfBox(Point.of("0", "1"), Point.of("1", "0")));
        assertRefused("more than 400 digits", interview, new Question.OfValue(Point.of("0", "1/1" + "0".repeat(500))));
        assertRefused("only values", Interview.ofValues(setting, 1), new Question.OfGerm(Point.of("0", "0")));
        interview.value(Point.of("1/3", "1/7"));
        assertRefused("more than 1 questions", interview, new Question.OfValue(Point.of("0", "0")));
        interview.x();
        assertRefused("after it was told x", interview, new Question.OfValue(Point.of("0", "0")));
    }

    private static void assertRefused(String what, Interview interview, Question question) {
        String message = assertThrows(IllegalArgumentException.class, () -> interview.ask(question))
                .getMessage();
        assertTrue(message.contains(what), message);
    }
}
