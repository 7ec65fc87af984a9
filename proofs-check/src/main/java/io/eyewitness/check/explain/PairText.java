package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A witness pair in formulas and numbers, and as a plot. */
final class PairText {
    private PairText() {}

    static List<String> lines(WitnessPair pair, List<String> violations) {
        Visualization phi = pair.phi();
        Formulas formulas = Formulas.of(pair);
        List<String> lines = new ArrayList<>();
        formulas.definitions().forEach(line -> lines.add("  " + line));
        lines.add("  " + formulas.f1());
        lines.add("  " + formulas.f2());
        lines.add("");
        lines.add("Both show the same:");
        lines.add("  minimiser a = " + Formulas.point(phi.a()) + ", minimum m = " + Rationals.text(phi.min()));
        lines.add("  maximiser b = " + Formulas.point(phi.b()) + ", maximum M = " + Rationals.text(phi.max()));
        lines.add("Yet at x* = " + Formulas.point(pair.x()) + ", with h = " + Rationals.text(pair.h()) + " and mid = "
                + Rationals.text(phi.mid()) + ":");
        lines.add("  f1(x*) = " + Formulas.number(pair.f1().at(pair.x())));
        lines.add("  f2(x*) = " + Formulas.number(pair.f2().at(pair.x())));
        lines.add("  gap f1(x*) - f2(x*) = " + Formulas.number(pair.gap()) + "; the range is R = "
                + Rationals.text(phi.range()));
        lines.add("Whatever is decoded at x* errs by at least " + Formulas.number(pair.unavoidableError())
                + " on one of them"
                + (pair.hasOppositeSides() ? ", and is on the wrong side of mid for one." : "."));
        lines.add("");
        lines.add("Why both are in the class:");
        Reasons.membership(pair).forEach(line -> lines.add("  " + line));
        lines.add("Why both show the same:");
        Reasons.visualization(pair).forEach(line -> lines.add("  " + line));
        lines.add("Checked in exact arithmetic (class, visualization, gap): "
                + (violations.isEmpty() ? "all holds." : String.join("; ", violations)));
        return lines;
    }

    static Plot plot(WitnessPair pair) {
        return new Plot(
                pair.functionClass() + ": two functions of the class, one visualization",
                stops(pair.phi(), pair.x()),
                new Plot.Curve("f1", PairValues.f1(pair)),
                new Plot.Curve("f2", PairValues.f2(pair)),
                pair.phi().min().doubleValue(),
                pair.phi().max().doubleValue());
    }

    /** From a by x* to b; in one dimension along the whole interval. */
    private static List<Plot.Stop> stops(Visualization phi, Point x) {
        List<Plot.Stop> stops = new ArrayList<>(
                List.of(new Plot.Stop("a", phi.a()), new Plot.Stop("x*", x), new Plot.Stop("b", phi.b())));
        if (phi.dimension() == 1) {
            List<Point> points = List.of(phi.a(), x, phi.b());
            Stream.of(Point.zero(1), Point.one(1))
                    .filter(end -> !points.contains(end))
                    .forEach(end -> stops.add(new Plot.Stop("", end)));
            stops.sort(Comparator.comparing(Plot.Stop::point));
        }
        return stops;
    }
}
