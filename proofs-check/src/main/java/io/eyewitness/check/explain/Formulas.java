package io.eyewitness.check.explain;

import io.eyewitness.check.explain.Infix.Summand;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.ConeField.Cone;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.Construction;
import io.eyewitness.theory.witness.EnvelopePair;
import io.eyewitness.theory.witness.GivenSurgery;
import io.eyewitness.theory.witness.LocalSurgery;
import io.eyewitness.theory.witness.ProfileBlend;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WeightSwap;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The two units of a witness pair as formulas for people, numbers put in.
 *
 * @param definitions what f1 and f2 are made of, a line each; may be empty
 * @param f1 the unit that is high at x*
 * @param f2 the unit that is low at x*
 */
public record Formulas(List<String> definitions, String f1, String f2) {
    private static final int SHOWN_CONES = 2;
    private static final int SHOWN_COORDINATES = 6;

    public Formulas {
        definitions = List.copyOf(definitions);
    }

    /** The formulas of a pair; a, b and x* stand for its extremisers and its point. */
    public static Formulas of(WitnessPair pair) {
        Construction recipe = pair.construction();
        if (recipe instanceof ConeSurgery surgery) {
            return of(surgery);
        }
        if (recipe instanceof RiskSurgery risk) {
            return of(risk.surgery());
        }
        if (recipe instanceof GivenSurgery given) {
            return surgery(List.of("f0(x) = " + given.f0().body()), given.surgery());
        }
        if (recipe instanceof ProfileBlend blend) {
            return of(blend);
        }
        if (recipe instanceof WeightSwap) {
            return new Formulas(List.of(), "f1(x) = " + affine(pair.f1()), "f2(x) = " + affine(pair.f2()));
        }
        return of((EnvelopePair) recipe);
    }

    private static String affine(Unit unit) {
        Affine affine = (Affine) unit;
        return Infix.affine(affine.weights(), "x", affine.bias());
    }

    private static Formulas of(ConeSurgery recipe) {
        Visualization phi = recipe.surgery().phi();
        List<String> definitions = new ArrayList<>();
        List<Summand> f0 = new ArrayList<>();
        if (recipe.field().base() instanceof ReluNetwork network) {
            definitions.addAll(network(network));
            f0.add(new Summand(BigFraction.ONE, "N(x)"));
        } else {
            f0.add(Summand.constant(recipe.field().range().low()));
        }
        List<Cone> corrections = new ArrayList<>();
        for (Cone cone : recipe.field().cones()) {
            boolean dip = cone.centre().equals(phi.a());
            if (dip || cone.centre().equals(phi.b())) {
                f0.add(cone(cone, dip ? "a" : "b"));
            } else {
                corrections.add(cone);
            }
        }
        IntStream.range(0, Math.min(SHOWN_CONES, corrections.size()))
                .forEach(i -> f0.add(cone(corrections.get(i), "p" + (i + 1))));
        int more = corrections.size() - SHOWN_CONES;
        definitions.add("f0(x) = " + Infix.sum(f0)
                + (more > 0 ? " + ... (such a cone at each of " + more + " more training inputs)" : ""));
        for (int i = 0; i < Math.min(SHOWN_CONES, corrections.size()); i++) {
            definitions.add("p" + (i + 1) + " = " + corrections.get(i).centre() + ", a training input");
        }
        return surgery(definitions, recipe.surgery());
    }

    private static Summand cone(Cone cone, String centre) {
        String slope = Infix.sum(
                Summand.constant(BigFraction.ONE),
                new Summand(cone.radius().reciprocal().negate(), "|x - " + centre + "|_1"));
        return new Summand(cone.height(), "relu(" + slope + ")");
    }

    private static Formulas surgery(List<String> definitions, LocalSurgery surgery) {
        Visualization phi = surgery.phi();
        BigFraction steepness = phi.range().divide(surgery.radius());
        String falling = Infix.sum(
                Summand.constant(phi.max().subtract(surgery.h())), new Summand(steepness.negate(), "|x - x*|_1"));
        String rising = Infix.sum(Summand.constant(phi.min().add(surgery.h())), new Summand(steepness, "|x - x*|_1"));
        return new Formulas(definitions, "f1(x) = max(f0(x), " + falling + ")", "f2(x) = min(f0(x), " + rising + ")");
    }

    private static List<String> network(ReluNetwork network) {
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

    private static String neuron(Neuron neuron, String inputs) {
        List<Summand> summands = new ArrayList<>();
        String argument = inputs.equals("x") ? "" : "(x)";
        neuron.weights().forEach((index, weight) -> summands.add(new Summand(weight, inputs + (index + 1) + argument)));
        summands.add(Summand.constant(neuron.bias()));
        return Infix.sum(summands);
    }

    private static Formulas of(ProfileBlend recipe) {
        Affine inner = recipe.up().inner();
        List<String> definitions = List.of(
                "u(x) = " + Infix.affine(inner.weights(), "x", inner.bias()),
                "up(u) = " + ProfileText.of(recipe.up()),
                "down(u) = " + ProfileText.of(recipe.down()));
        return new Formulas(
                definitions, "f1(x) = " + blend(recipe, recipe.high()), "f2(x) = " + blend(recipe, recipe.low()));
    }

    private static String blend(ProfileBlend recipe, BigFraction t) {
        BigFraction range = recipe.phi().range();
        Profile unit = recipe.blend(t);
        return Infix.sum(
                        Summand.constant(recipe.phi().min()),
                        new Summand(range.multiply(t), "up(u)"),
                        new Summand(range.multiply(BigFraction.ONE.subtract(t)), "down(u)"))
                + " = " + ProfileText.of(unit);
    }

    private static Formulas of(EnvelopePair recipe) {
        LipschitzEnvelope envelope = recipe.envelope();
        Visualization phi = envelope.phi();
        String upper = Infix.sum(
                Summand.constant(phi.min()), new Summand(envelope.lipschitz(), distance("a", envelope.norm())));
        String lower = Infix.sum(
                Summand.constant(phi.max()),
                new Summand(envelope.lipschitz().negate(), distance("b", envelope.norm())));
        BigFraction share = recipe.h().divide(phi.range());
        BigFraction rest = BigFraction.ONE.subtract(share);
        return new Formulas(
                List.of(
                        "U(x) = min(" + Rationals.text(phi.max()) + ", " + upper + ")",
                        "l(x) = max(" + Rationals.text(phi.min()) + ", " + lower + ")"),
                "f1(x) = " + Infix.sum(new Summand(rest, "U(x)"), new Summand(share, "l(x)")),
                "f2(x) = " + Infix.sum(new Summand(share, "U(x)"), new Summand(rest, "l(x)")));
    }

    private static String distance(String centre, Norm norm) {
        return "|x - " + centre + "|_" + norm.text().substring(1);
    }

    /** A point, shortened if it is long. */
    public static String point(Point point) {
        return point.dimension() <= 2 * SHOWN_COORDINATES
                ? point.toString()
                : point.coordinates().stream()
                        .limit(SHOWN_COORDINATES)
                        .map(Rationals::text)
                        .collect(Collectors.joining(
                                ", ", "(", ", ... " + (point.dimension() - SHOWN_COORDINATES) + " more)"));
    }
}
