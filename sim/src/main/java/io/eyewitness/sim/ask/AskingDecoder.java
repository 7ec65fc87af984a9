package io.eyewitness.sim.ask;

import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The decoders that ask; each predicts a share of the way from m to M from the values that it was told. */
public enum AskingDecoder {
    /** The value at the nearest input with a known one, a and b among them; of equally near ones that of the first. */
    NEAREST {
        @Override
        double share(Told told, PossibleValues possible, double... x) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < told.count(); i++) {
                double distance = Vectors.squared(x, told.input(i));
                if (distance < least) {
                    least = distance;
                    nearest = i;
                }
            }
            return told.value(nearest);
        }
    },
    /** The mean of all known values, weighted by the inverse squares of the distances (Shepard). */
    IDW {
        @Override
        double share(Told told, PossibleValues possible, double... x) {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < told.count(); i++) {
                double distance = Vectors.squared(x, told.input(i));
                if (distance == 0) {
                    return told.value(i);
                }
                sum += told.value(i) / distance;
                weights += 1 / distance;
            }
            return sum / weights;
        }
    },
    /** The middle of the values that functions of the class can have: of all decoders the one with the least error in the worst case. */
    MIDPOINT {
        @Override
        double share(Told told, PossibleValues possible, double... x) {
            return possible.midpoint();
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return ClassKnowledge.limits(functionClass);
        }
    };

    /**
     * The prediction.
     *
     * @param possible the values that functions of the class can have at x
     */
    abstract double share(Told told, PossibleValues possible, double... x);

    /** Whether the decoder is meant for a class. */
    public boolean fits(FunctionClass functionClass) {
        return true;
    }

    /** The decoders that are meant for a class. */
    public static List<AskingDecoder> fitting(FunctionClass functionClass) {
        return Stream.of(values()).filter(rule -> rule.fits(functionClass)).toList();
    }

    /** The one whose numbers stand for all: midpoint if it is meant for the class, else idw. */
    public static AskingDecoder best(FunctionClass functionClass) {
        return MIDPOINT.fits(functionClass) ? MIDPOINT : IDW;
    }

    /** The name on command lines and in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
