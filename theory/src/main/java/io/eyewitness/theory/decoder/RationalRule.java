package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The rules of the decoders without parameters; all their values are rational and, but for AFFINE1, lie in [m, M]. */
enum RationalRule {
    /** (m + M)/2 everywhere, which errs by at most R/2 (I3). */
    MID {
        @Override
        BigFraction value(Visualization phi, Point x) {
            return phi.mid();
        }
    },
    /** The value at the nearer of a and b in l2; mid where both are as near. */
    NEAREST {
        @Override
        BigFraction value(Visualization phi, Point x) {
            int nearer = squaredDistance(x, phi.a()).compareTo(squaredDistance(x, phi.b()));
            return nearer < 0 ? phi.min() : nearer > 0 ? phi.max() : phi.mid();
        }
    },
    /** Linear from m at a to M at b along the line through both, constant beyond. */
    LINEAR {
        @Override
        BigFraction value(Visualization phi, Point x) {
            Point direction = phi.b().minus(phi.a());
            BigFraction length = direction.dot(direction);
            return length.signum() == 0
                    ? phi.min()
                    : between(phi, clamped(x.minus(phi.a()).dot(direction).divide(length)));
        }
    },
    /** The mean of m and M weighted by the inverse squared Euclidean distance to a and b. */
    IDW {
        @Override
        BigFraction value(Visualization phi, Point x) {
            BigFraction toA = squaredDistance(x, phi.a());
            BigFraction sum = toA.add(squaredDistance(x, phi.b()));
            return sum.signum() == 0 ? phi.min() : between(phi, toA.divide(sum));
        }
    },
    /**
     * The middle of the least and the greatest coordinate, each measured from a to b, over those in which a and b differ:
     * errs by less than R/2 on each affine unit with unique extremisers (A3).
     */
    MIDRANGE {
        @Override
        BigFraction value(Visualization phi, Point x) {
            BigFraction[] shares = IntStream.range(0, phi.dimension())
                    .filter(i -> !phi.a().get(i).equals(phi.b().get(i)))
                    .mapToObj(i -> clamped(share(phi, x, i)))
                    .sorted()
                    .toArray(BigFraction[]::new);
            return shares.length == 0 ? phi.min() : between(phi, Rationals.mid(shares[0], shares[shares.length - 1]));
        }
    },
    /** Row 9 (Y1): exact for affine units in d = 1; in more dimensions along the first coordinate where a and b differ. */
    AFFINE1 {
        @Override
        BigFraction value(Visualization phi, Point x) {
            return IntStream.range(0, phi.dimension())
                    .filter(i -> !phi.a().get(i).equals(phi.b().get(i)))
                    .mapToObj(i -> between(phi, share(phi, x, i)))
                    .findFirst()
                    .orElse(phi.min());
        }
    },
    /** Row 10 (Y2): m everywhere, exact for constant units. */
    CONSTANT {
        @Override
        BigFraction value(Visualization phi, Point x) {
            return phi.min();
        }
    };

    abstract BigFraction value(Visualization phi, Point x);

    /** The decoder with this rule; its name is the rule's in lower case. */
    Decoder decoder() {
        return new Named(this);
    }

    private record Named(RationalRule rule) implements Decoder {
        @Override
        public String name() {
            return rule.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Surd decode(Visualization phi, Point x) {
            Decoders.requireDimension(phi, x);
            return Surd.of(rule.value(phi, x));
        }
    }

    private static BigFraction share(Visualization phi, Point x, int i) {
        BigFraction from = phi.a().get(i);
        return x.get(i).subtract(from).divide(phi.b().get(i).subtract(from));
    }

    private static BigFraction between(Visualization phi, BigFraction share) {
        return phi.min().add(phi.range().multiply(share));
    }

    private static BigFraction clamped(BigFraction share) {
        return Rationals.max(BigFraction.ZERO, Rationals.min(BigFraction.ONE, share));
    }

    private static BigFraction squaredDistance(Point p, Point q) {
        Point difference = p.minus(q);
        return difference.dot(difference);
    }
}
