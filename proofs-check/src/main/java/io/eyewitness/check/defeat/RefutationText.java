package io.eyewitness.check.defeat;

import io.eyewitness.check.explain.Formulas;
import io.eyewitness.check.explain.Infix;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.EnvelopePair;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;

/** A refutation for people. */
public final class RefutationText {
    private RefutationText() {}

    /** The lines, each complete. */
    public static List<String> lines(Refutation refutation) {
        WitnessPair pair = refutation.pair();
        Visualization phi = pair.phi();
        Formulas formulas = Formulas.of(pair);
        List<String> lines = new ArrayList<>();
        lines.add("The decoder " + refutation.decoder() + " was shown, of a function in "
                + pair.functionClass().symbol() + " (" + pair.functionClass().title() + ")" + lipschitz(pair)
                + " on [0,1]^" + phi.dimension()
                + ":");
        lines.add("  minimiser a = " + Formulas.point(phi.a()) + ", minimum m = " + Rationals.text(phi.min()));
        lines.add("  maximiser b = " + Formulas.point(phi.b()) + ", maximum M = " + Rationals.text(phi.max()));
        lines.add("The function is " + refutation.name() + ", where");
        formulas.definitions().forEach(line -> lines.add("  " + line));
        lines.add("  " + (refutation.isOnHigh() ? formulas.f1() : formulas.f2()));
        lines.add("At x* = " + Formulas.point(pair.x()));
        lines.add("  decoded  " + Infix.number(refutation.decoded()));
        lines.add("  true     " + Infix.number(refutation.truth()));
        lines.add("  error    " + Infix.number(refutation.error()));
        lines.add("  bound    " + Infix.number(Surd.of(refutation.bound())) + ", which is R/2 - h with R = "
                + Rationals.text(phi.range()) + " and h = " + Rationals.text(pair.h()));
        lines.add("  side     " + side(refutation));
        lines.add(
                refutation.isDefeated()
                        ? "Defeated: the error is at least the bound"
                                + (refutation.isSideMisjudged() ? ", and the side is misjudged." : ".")
                        : "NOT defeated: the error is below the bound.");
        return lines;
    }

    private static String lipschitz(WitnessPair pair) {
        return pair.construction() instanceof EnvelopePair recipe
                ? " with L = " + Rationals.text(recipe.envelope().lipschitz()) + " in "
                        + recipe.envelope().norm().text()
                : "";
    }

    private static String side(Refutation refutation) {
        String truth = refutation.isOnHigh() ? "closer to the maximum" : "closer to the minimum";
        int sign = refutation.decoded().compareTo(refutation.pair().phi().mid());
        String decoded =
                sign == 0 ? "at mid, on neither side" : sign > 0 ? "closer to the maximum" : "closer to the minimum";
        return "decoded is " + decoded + "; the true value is " + truth
                + (refutation.isSideMisjudged() ? ": misjudged" : ": judged right");
    }
}
