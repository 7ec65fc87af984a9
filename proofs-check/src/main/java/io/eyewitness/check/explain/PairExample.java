package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.LocalSurgery;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** A witness pair as an example: its formulas and numbers, the reasons why it is one, and a plot. */
public final class PairExample implements Example {
    private final WitnessPair pair;
    private final long seed;
    private final List<String> violations;

    /** Checks a pair in exact arithmetic; the seed from which it was sampled is only printed. */
    public PairExample(WitnessPair pair, long seed) {
        this.pair = pair;
        this.seed = seed;
        this.violations = ExactCheck.violations(pair);
    }

    @Override
    public boolean holds() {
        return violations.isEmpty();
    }

    @Override
    public List<String> lines() {
        Visualization phi = pair.phi();
        Formulas formulas = Formulas.of(pair);
        int dimension = phi.dimension();
        List<String> lines = new ArrayList<>();
        lines.add("The witness pair in " + dimension + (dimension == 1 ? " dimension" : " dimensions") + ", from seed "
                + seed);
        formulas.definitions().forEach(line -> lines.add("  " + line));
        lines.add("  " + formulas.f1());
        lines.add("  " + formulas.f2());
        lines.add("");
        lines.add("Both show the same:");
        lines.addAll(Formulas.extremes(phi));
        lines.add("Yet at x* = " + Formulas.point(pair.x()) + ", with h = " + Rationals.text(pair.h()) + " and mid = "
                + Rationals.text(phi.mid()) + ":");
        lines.add("  f1(x*) = " + Formulas.number(pair.f1().at(pair.x())));
        lines.add("  f2(x*) = " + Formulas.number(pair.f2().at(pair.x())));
        lines.add("  gap f1(x*) - f2(x*) = " + Formulas.number(pair.gap()) + "; the range is R = "
                + Rationals.text(phi.range()));
        lines.add("Every decoder errs at x* by at least " + Formulas.number(pair.unavoidableError())
                + " on one of them"
                + (pair.hasOppositeSides() ? ", and is on the wrong side of mid for one." : "."));
        lines.add("");
        lines.add("Why both are in the class:");
        membership().forEach(line -> lines.add("  " + line));
        lines.add("Why both show the same:");
        visualization().forEach(line -> lines.add("  " + line));
        lines.add("Checked in exact arithmetic (class, visualization, gap): "
                + (holds() ? "all holds." : String.join("; ", violations)));
        return lines;
    }

    /** The reasons for which f1 and f2 are in the class. */
    private List<String> membership() {
        return switch (pair.functionClass()) {
            case F -> List.of("f1 and f2 are continuous on the cube, so each has a minimum and a maximum.");
            case NN -> networks();
            case ERM ->
                Stream.concat(networks().stream(), risks((RiskSurgery) pair.construction()))
                        .toList();
            case LIP -> List.of(lipschitz((LipschitzPair) pair.construction()));
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

    private List<String> networks() {
        return List.of(
                "max(p,q) = p + relu(q - p), min(p,q) = p - relu(p - q) and |z| = relu(z) + relu(-z), so both are ReLU"
                        + " networks:",
                "f1 " + size(pair.f1()) + ", f2 " + size(pair.f2()) + ".");
    }

    private static String size(Unit unit) {
        ReluNetwork network = (ReluNetwork) unit;
        return "has " + network.hiddenUnits() + " ReLUs in " + network.depth() + " hidden layers";
    }

    private Stream<String> risks(RiskSurgery risk) {
        Dataset data = risk.data();
        return Stream.of(
                "The data are " + data.inputs().size() + " examples with "
                        + data.distinctInputs().size() + " distinct inputs. Mean squared loss:",
                "N " + risk(data, risk.surgery().field().base()) + ", f0 " + risk(data, risk.f0()) + ", f1 "
                        + risk(data, pair.f1()) + ", f2 " + risk(data, pair.f2()) + "; the least possible is "
                        + Rationals.text(data.leastRisk()) + ".");
    }

    private static String risk(Dataset data, Unit unit) {
        return Rationals.text(data.empiricalRisk(unit));
    }

    private static String lipschitz(LipschitzPair pair) {
        return "U and l are L-Lipschitz in " + pair.envelope().norm().text() + " for L = "
                + Rationals.text(pair.envelope().lipschitz()) + ", and so is each blend of them.";
    }

    private static String slopes(Unit unit) {
        return ((Profile) unit).slopes().stream().map(Rationals::text).collect(Collectors.joining(", "));
    }

    /** The reasons for which f1 and f2 have the same, unique extremisers. */
    private List<String> visualization() {
        Optional<LocalSurgery> surgery = surgery().map(ConeSurgery::surgery);
        if (surgery.isPresent()) {
            return List.of(
                    "f0 is m only at a and M only at b. Surgery changes it only where |x - x*|_1 < "
                            + Rationals.text(surgery.get().radius()) + ",",
                    "where a and b are not, and stays strictly between m and M there.");
        }
        return switch (pair.functionClass()) {
            case LIP -> List.of("A blend of U and l that is neither is m only at a and M only at b.");
            case AFF -> List.of("Along every coordinate both rise from a to b: each is m only at a and M only at b.");
            default ->
                List.of("up and down have a as a common minimiser and b as a common maximiser; a blend that is neither"
                        + " has no others.");
        };
    }

    private Optional<ConeSurgery> surgery() {
        if (pair.construction() instanceof RiskSurgery risk) {
            return Optional.of(risk.surgery());
        }
        return pair.construction() instanceof ConeSurgery cones ? Optional.of(cones) : Optional.empty();
    }

    @Override
    public RoutePlot plot() {
        return new RoutePlot(
                pair.functionClass() + ": two functions of the class, one visualization",
                stops(),
                new RoutePlot.Curve(
                        "f1",
                        values(
                                pair.f1(),
                                (cones, x) ->
                                        cones.surgery().raised(cones.field().at(x), x))),
                new RoutePlot.Curve(
                        "f2",
                        values(
                                pair.f2(),
                                (cones, x) ->
                                        cones.surgery().lowered(cones.field().at(x), x))),
                pair.phi().min().doubleValue(),
                pair.phi().max().doubleValue());
    }

    /** A unit's values; those of surgery by its formula, which takes less time than its network. */
    private ToDoubleFunction<Point> values(Unit unit, BiFunction<ConeSurgery, Point, BigFraction> formula) {
        return surgery()
                .<ToDoubleFunction<Point>>map(
                        cones -> x -> formula.apply(cones, x).doubleValue())
                .orElse(x -> unit.at(x).toDouble());
    }

    /** From a by x* to b; in one dimension along the whole interval. */
    private List<RoutePlot.Stop> stops() {
        List<Point> points = List.of(pair.phi().a(), pair.x(), pair.phi().b());
        List<RoutePlot.Stop> stops = new ArrayList<>(List.of(
                new RoutePlot.Stop("a", points.get(0)),
                new RoutePlot.Stop("x*", points.get(1)),
                new RoutePlot.Stop("b", points.get(2))));
        if (pair.phi().dimension() == 1) {
            Stream.of(Point.zero(1), Point.one(1))
                    .filter(end -> !points.contains(end))
                    .forEach(end -> stops.add(new RoutePlot.Stop("", end)));
            stops.sort(Comparator.comparing(RoutePlot.Stop::point));
        }
        return stops;
    }
}
