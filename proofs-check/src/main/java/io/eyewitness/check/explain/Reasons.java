package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.Dataset;
import io.eyewitness.theory.witness.EnvelopePair;
import io.eyewitness.theory.witness.LocalSurgery;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why both units of a pair are in the class and have the same visualization, in sentences. */
final class Reasons {
    private Reasons() {}

    /** Why f1 and f2 are in the class. */
    static List<String> membership(WitnessPair pair) {
        return switch (pair.functionClass()) {
            case F -> List.of("f1 and f2 are continuous on the cube, so each has a minimum and a maximum.");
            case NN -> networks(pair);
            case ERM -> Stream.concat(networks(pair).stream(), risk(pair)).toList();
            case LIP -> lipschitz(pair);
            case PAFF -> List.of("f1 and f2 are a maximum and a minimum of piecewise affine functions.");
            case MONO ->
                List.of(
                        "u does not decrease in any coordinate, and neither do f1 and f2 in u:",
                        "the slopes of f1 are " + slopes(pair.f1()) + ", those of f2 " + slopes(pair.f2()) + ".");
            case CONV ->
                List.of(
                        "u is affine, and the slopes of f1 and f2 in u do not decrease:",
                        "those of f1 are " + slopes(pair.f1()) + ", those of f2 " + slopes(pair.f2()) + ".");
            case AFF -> List.of("f1 and f2 are affine as they stand.");
            default -> throw new IllegalArgumentException(pair.functionClass() + " has no witness pair");
        };
    }

    /** Why f1 and f2 have the same, unique extremisers. */
    static List<String> visualization(WitnessPair pair) {
        if (pair.construction() instanceof ConeSurgery recipe) {
            return surgery(recipe.surgery());
        }
        if (pair.construction() instanceof RiskSurgery recipe) {
            return surgery(recipe.surgery().surgery());
        }
        return switch (pair.functionClass()) {
            case LIP -> List.of("A blend of U and l that is neither is m only at a and M only at b.");
            case AFF -> List.of("Along every coordinate both rise from a to b: each is m only at a and M only at b.");
            default ->
                List.of(
                        "up and down have a as a common minimiser and b as a common maximiser; a blend that is neither has no others.");
        };
    }

    private static List<String> surgery(LocalSurgery surgery) {
        return List.of(
                "f0 is m only at a and M only at b. Surgery changes it only where |x - x*|_1 < "
                        + Rationals.text(surgery.radius()) + ",",
                "where a and b are not, and stays strictly between m and M there.");
    }

    private static List<String> networks(WitnessPair pair) {
        return List.of(
                "max(p,q) = p + relu(q - p), min(p,q) = p - relu(p - q) and |z| = relu(z) + relu(-z), so both are ReLU networks:",
                "f1 " + size(pair.f1()) + ", f2 " + size(pair.f2()) + ".");
    }

    private static String size(Unit unit) {
        ReluNetwork network = (ReluNetwork) unit;
        return "has " + network.hiddenUnits() + " ReLUs in " + network.depth() + " hidden layers";
    }

    private static Stream<String> risk(WitnessPair pair) {
        RiskSurgery recipe = (RiskSurgery) pair.construction();
        Dataset data = recipe.data();
        return Stream.of(
                "The data are " + data.inputs().size() + " examples with "
                        + data.distinctInputs().size() + " distinct inputs. Mean squared loss:",
                "N "
                        + Rationals.text(
                                data.empiricalRisk(recipe.surgery().field().base())) + ", f0 "
                        + Rationals.text(data.empiricalRisk(recipe.f0())) + ", f1 "
                        + Rationals.text(data.empiricalRisk(pair.f1())) + ", f2 "
                        + Rationals.text(data.empiricalRisk(pair.f2())) + "; the least there can be is "
                        + Rationals.text(data.leastRisk()) + ".");
    }

    private static List<String> lipschitz(WitnessPair pair) {
        EnvelopePair recipe = (EnvelopePair) pair.construction();
        return List.of("U and l are L-Lipschitz in " + recipe.envelope().norm().text() + " for L = "
                + Rationals.text(recipe.envelope().lipschitz()) + ", and so is each blend of them.");
    }

    private static String slopes(Unit unit) {
        return ((Profile) unit).slopes().stream().map(Rationals::text).collect(Collectors.joining(", "));
    }
}
