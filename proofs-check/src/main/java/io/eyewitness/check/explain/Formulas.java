package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.AffinePair;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.ConeSurgery.Cone;
import io.eyewitness.theory.witness.Construction;
import io.eyewitness.theory.witness.GivenSurgery;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.LocalSurgery;
import io.eyewitness.theory.witness.MonotoneOrConvexPair;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The two units of a witness pair as formulas, with all numbers filled in and in the notation of the theory page; a, b and x*
 * stand for the extremisers and the point.
 *
 * @param definitions the functions that f1 and f2 are built from, a line each; may be empty
 * @param f1 the unit that is high at x*
 * @param f2 the unit that is low at x*
 */
public record Formulas(List<String> definitions, String f1, String f2) {
    private static final int SHOWN_CONES = 2;
    private static final int SHOWN_COORDINATES = 6;
    private static final int SHOWN_SUMMANDS = 8;
    private static final int DIGITS = 6;

    public Formulas {
        definitions = List.copyOf(definitions);
    }

    /** The formulas of a pair. */
    public static Formulas of(WitnessPair pair) {
        Construction construction = pair.construction();
        if (construction instanceof ConeSurgery cones) {
            return of(cones);
        }
        if (construction instanceof RiskSurgery risk) {
            return of(risk.surgery());
        }
        if (construction instanceof GivenSurgery given) {
            return of(List.of("f0(x) = " + given.f0().body()), given.surgery());
        }
        if (construction instanceof MonotoneOrConvexPair blend) {
            return of(blend);
        }
        if (construction instanceof AffinePair) {
            return new Formulas(
                    List.of(), "f1(x) = " + affine((Affine) pair.f1()), "f2(x) = " + affine((Affine) pair.f2()));
        }
        return of((LipschitzPair) construction);
    }

    private static Formulas of(ConeSurgery cones) {
        Visualization phi = cones.surgery().phi();
        List<String> definitions = new ArrayList<>();
        Sum f0 = new Sum();
        if (cones.field().base() instanceof ReluNetwork network) {
            definitions.addAll(neurons(network));
            f0.plus(BigFraction.ONE, "N(x)");
        } else {
            f0.plus(cones.field().range().low());
        }
        List<Cone> corrections = new ArrayList<>();
        for (Cone cone : cones.field().cones()) {
            boolean dip = cone.centre().equals(phi.a());
            if (dip || cone.centre().equals(phi.b())) {
                f0.plus(cone.height(), ramp(cone, dip ? "a" : "b"));
            } else {
                corrections.add(cone);
            }
        }
        List<String> centres = new ArrayList<>();
        for (Cone cone : corrections.subList(0, Math.min(SHOWN_CONES, corrections.size()))) {
            String centre = "p" + (centres.size() + 1);
            f0.plus(cone.height(), ramp(cone, centre));
            centres.add(centre + " = " + cone.centre() + ", a training input");
        }
        int more = corrections.size() - SHOWN_CONES;
        definitions.add("f0(x) = " + f0
                + (more > 0 ? " + ... (such a cone at each of " + more + " more training inputs)" : ""));
        definitions.addAll(centres);
        return of(definitions, cones.surgery());
    }

    private static String ramp(Cone cone, String centre) {
        return "relu("
                + new Sum()
                        .plus(BigFraction.ONE)
                        .plus(cone.radius().reciprocal().negate(), "|x - " + centre + "|_1") + ")";
    }

    private static Formulas of(List<String> definitions, LocalSurgery surgery) {
        Visualization phi = surgery.phi();
        BigFraction steepness = phi.range().divide(surgery.radius());
        Sum falling = new Sum().plus(phi.max().subtract(surgery.h())).plus(steepness.negate(), "|x - x*|_1");
        Sum rising = new Sum().plus(phi.min().add(surgery.h())).plus(steepness, "|x - x*|_1");
        return new Formulas(definitions, "f1(x) = max(f0(x), " + falling + ")", "f2(x) = min(f0(x), " + rising + ")");
    }

    /** The neurons n1, n2, ... of the only hidden layer or n1.1, n1.2, ... of several, and the output N. */
    private static List<String> neurons(ReluNetwork network) {
        List<String> lines = new ArrayList<>();
        String inputs = "x";
        for (int layer = 0; layer < network.hidden().size(); layer++) {
            String name = network.depth() == 1 ? "n" : "n" + (layer + 1) + ".";
            List<Neuron> neurons = network.hidden().get(layer);
            for (int i = 0; i < neurons.size(); i++) {
                lines.add(name + (i + 1) + "(x) = relu(" + neuron(neurons.get(i), inputs) + ")");
            }
            inputs = name;
        }
        lines.add("N(x) = " + neuron(network.output(), inputs));
        return lines;
    }

    private static Sum neuron(Neuron neuron, String inputs) {
        String argument = inputs.equals("x") ? "" : "(x)";
        Sum sum = new Sum();
        neuron.weights().forEach((index, weight) -> sum.plus(weight, inputs + (index + 1) + argument));
        return sum.plus(neuron.bias());
    }

    private static Formulas of(MonotoneOrConvexPair blend) {
        return new Formulas(
                List.of(
                        "u(x) = " + affine(blend.up().inner()),
                        "up(u) = " + profile(blend.up()),
                        "down(u) = " + profile(blend.down())),
                "f1(x) = " + blend(blend, blend.high()),
                "f2(x) = " + blend(blend, blend.low()));
    }

    private static String blend(MonotoneOrConvexPair blend, BigFraction t) {
        BigFraction range = blend.phi().range();
        return new Sum()
                        .plus(blend.phi().min())
                        .plus(range.multiply(t), "up(u)")
                        .plus(range.multiply(BigFraction.ONE.subtract(t)), "down(u)")
                + " = " + profile(blend.blend(t));
    }

    /** A profile as the maximum (convex) or the minimum (concave) of its lines in u. */
    private static String profile(Profile profile) {
        List<BigFraction> slopes = profile.slopes();
        List<String> lines = IntStream.range(0, slopes.size())
                .mapToObj(i -> line(profile.knots().get(i), slopes.get(i)))
                .distinct()
                .toList();
        if (lines.size() == 1) {
            return lines.get(0);
        }
        boolean convex = IntStream.range(1, slopes.size())
                .allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) <= 0);
        boolean concave = IntStream.range(1, slopes.size())
                .allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) >= 0);
        if (!convex && !concave) {
            return profile.term().orElseThrow().toString();
        }
        return (convex ? "max(" : "min(") + String.join(", ", lines) + ")";
    }

    private static String line(Profile.Knot knot, BigFraction slope) {
        return new Sum()
                .plus(slope, "u")
                .plus(knot.value().subtract(slope.multiply(knot.argument())))
                .toString();
    }

    private static Formulas of(LipschitzPair pair) {
        LipschitzEnvelope envelope = pair.envelope();
        Visualization phi = envelope.phi();
        Sum upper = new Sum().plus(phi.min()).plus(envelope.lipschitz(), distance("a", envelope.norm()));
        Sum lower = new Sum().plus(phi.max()).plus(envelope.lipschitz().negate(), distance("b", envelope.norm()));
        BigFraction share = pair.h().divide(phi.range());
        BigFraction rest = BigFraction.ONE.subtract(share);
        return new Formulas(
                List.of(
                        "U(x) = min(" + Rationals.text(phi.max()) + ", " + upper + ")",
                        "l(x) = max(" + Rationals.text(phi.min()) + ", " + lower + ")"),
                "f1(x) = " + new Sum().plus(rest, "U(x)").plus(share, "l(x)"),
                "f2(x) = " + new Sum().plus(share, "U(x)").plus(rest, "l(x)"));
    }

    private static String distance(String centre, Norm norm) {
        return "|x - " + centre + "|_" + norm.text().substring(1);
    }

    /** An affine function of x1, x2, ...; all but the first summands and the last of a long one are left out. */
    public static String affine(Affine function) {
        List<BigFraction> weights = function.weights();
        int[] inputs = IntStream.range(0, weights.size())
                .filter(i -> weights.get(i).signum() != 0)
                .toArray();
        Sum sum = new Sum();
        for (int k = 0; k < inputs.length; k++) {
            if (inputs.length <= SHOWN_SUMMANDS || k < SHOWN_SUMMANDS / 2 || k == inputs.length - 1) {
                sum.plus(weights.get(inputs[k]), "x" + (inputs[k] + 1));
            } else if (k == SHOWN_SUMMANDS / 2) {
                sum.text.append(" + ...");
            }
        }
        return sum.plus(function.bias()).toString();
    }

    /** The extremisers and extremes of a visualization, on two lines. */
    public static List<String> extremes(Visualization phi) {
        return List.of(
                "  minimiser a = " + point(phi.a()) + ", minimum m = " + Rationals.text(phi.min()),
                "  maximiser b = " + point(phi.b()) + ", maximum M = " + Rationals.text(phi.max()));
    }

    /** A point; only the first coordinates of one of high dimension. */
    public static String point(Point point) {
        return point.dimension() <= 2 * SHOWN_COORDINATES
                ? point.toString()
                : point.coordinates().stream()
                        .limit(SHOWN_COORDINATES)
                        .map(Rationals::text)
                        .collect(Collectors.joining(
                                ", ", "(", ", ... " + (point.dimension() - SHOWN_COORDINATES) + " more)"));
    }

    /** A number, followed by its decimal value unless it is an integer. */
    public static String number(Surd value) {
        BigDecimal decimal = new BigDecimal(value.toDouble(), new MathContext(DIGITS)).stripTrailingZeros();
        boolean exact = value.isRational() && Rationals.of(decimal).equals(value.toRational());
        if (exact && decimal.scale() <= 0) {
            return value.toString();
        }
        boolean isPlain = Math.abs(decimal.scale() - decimal.precision()) <= 2 * DIGITS;
        return value + (exact ? " (" : " (about ") + (isPlain ? decimal.toPlainString() : decimal.toString()) + ")";
    }

    /** Builds a sum such as {@code 15/16 x1 - 1/16 x2 + 1/2}; summands that are 0 are left out. */
    private static final class Sum {
        private final StringBuilder text = new StringBuilder();

        Sum plus(BigFraction constant) {
            return plus(constant, "");
        }

        Sum plus(BigFraction factor, String operand) {
            BigFraction size = factor.abs();
            if (size.signum() != 0) {
                boolean negative = factor.signum() < 0;
                text.append(text.isEmpty() ? (negative ? "-" : "") : negative ? " - " : " + ");
                if (operand.isEmpty() || !size.equals(BigFraction.ONE)) {
                    text.append(Rationals.text(size)).append(operand.isEmpty() ? "" : " ");
                }
                text.append(operand);
            }
            return this;
        }

        @Override
        public String toString() {
            return text.isEmpty() ? "0" : text.toString();
        }
    }
}
