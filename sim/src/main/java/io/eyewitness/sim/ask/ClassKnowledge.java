package io.eyewitness.sim.ask;

import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;

/** What knowing the class adds to what is told: the values that functions of the class with these values can have elsewhere. */
@FunctionalInterface
interface ClassKnowledge {
    /** The possible values at an input. */
    PossibleValues at(Told told, double... x);

    /** Whether the class limits them; in rows F, NN, ERM and PAFF all values stay possible at each input that is not told. */
    static boolean limits(FunctionClass functionClass) {
        return switch (functionClass) {
            case LIP, MONO, CONV, AFF -> true;
            case F, NN, ERM, PAFF, AFF1, CONST -> false;
        };
    }

    /**
     * The knowledge of a class.
     *
     * @param lipschitz L, for LIP
     * @param norm of L
     */
    static ClassKnowledge of(FunctionClass functionClass, double lipschitz, Norm norm) {
        return switch (functionClass) {
            case LIP -> (told, x) -> lipschitz(lipschitz, norm, told, x);
            case MONO -> ClassKnowledge::monotone;
            case CONV -> new ConvexKnowledge();
            case AFF -> new AffineKnowledge();
            case F, NN, ERM, PAFF, AFF1, CONST -> (told, x) -> PossibleValues.ALL;
        };
    }

    /** The envelopes: a cone upwards and one downwards at each value (theory.md section 4). */
    private static PossibleValues lipschitz(double constant, Norm norm, Told told, double... x) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < told.count(); i++) {
            double cone = constant * Vectors.distance(norm, x, told.input(i)) / told.range();
            low = Math.max(low, told.value(i) - cone);
            high = Math.min(high, told.value(i) + cone);
        }
        return new PossibleValues(low, high);
    }

    /** From the greatest value at an input below x to the least at one above. */
    private static PossibleValues monotone(Told told, double... x) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < told.count(); i++) {
            if (isAtMost(told.input(i), x)) {
                low = Math.max(low, told.value(i));
            }
            if (isAtMost(x, told.input(i))) {
                high = Math.min(high, told.value(i));
            }
        }
        return new PossibleValues(low, high);
    }

    private static boolean isAtMost(double[] p, double... q) {
        for (int i = 0; i < p.length; i++) {
            if (p[i] > q[i]) {
                return false;
            }
        }
        return true;
    }
}
