package io.eyewitness.theory.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.SteepProfile;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

class RepliesPropertiesTest {
    private static final int SHARES = 4;

    /** At the kinks of a steep profile, 1 - 4^-j, and between them, on both sides. */
    @Property(tries = 300)
    void germsOfASteepProfileAreAsItsValues(
            @ForAll @IntRange(min = 2, max = 8) int bend,
            @ForAll @IntRange(min = 1, max = 14) int kink,
            @ForAll @IntRange(min = 0, max = 3) int beside) {
        SteepProfile steep =
                new SteepProfile(Affine.mean(1), BigFraction.of(2), BigFraction.ONE, BigFraction.of(1, 7), bend);
        BigFraction rest = Rationals.HALF.pow(2 * kink).multiply(BigFraction.of(4 - beside, 4));
        Point x = Point.of(BigFraction.ONE.subtract(rest));
        Reply.Germ germ = assertInstanceOf(Reply.Germ.class, Replies.of(steep, new Question.OfGerm(x)));
        for (int share = -SHARES; share <= SHARES; share++) {
            Point y = Point.of(x.get(0).add(germ.radius().multiply(BigFraction.of(share, SHARES))));
            if (y.isInUnitCube()) {
                assertEquals(steep.at(y), at(germ, x, y), "at " + y + " near " + x + " with the bend " + bend);
            }
        }
    }

    private static Surd at(Reply.Germ germ, Point x, Point y) {
        Stream<BigFraction> values =
                germ.gradients().stream().map(gradient -> germ.value().add(gradient.dot(y.minus(x))));
        return Surd.of(
                values.reduce(germ.isConvex() ? Rationals::max : Rationals::min).orElseThrow());
    }
}
