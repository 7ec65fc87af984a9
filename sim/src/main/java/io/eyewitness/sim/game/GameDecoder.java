package io.eyewitness.sim.game;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The decoders of the game; each answers a share of the way from m to M. */
public enum Rule {
    /** Always mid. */
    MID {
        @Override
        double share(Question question, Fit fit) {
            return HALF;
        }
    },
    /** The value of the nearer extremiser. */
    NEAREST {
        @Override
        double share(Question question, Fit fit) {
            return question.nearest();
        }
    },
    /** Linear between a and b. */
    LINEAR {
        @Override
        double share(Question question, Fit fit) {
            return question.linear();
        }
    },
    /** Inverse distance weighting. */
    IDW {
        @Override
        double share(Question question, Fit fit) {
            return question.inverseDistance();
        }
    },
    /** The mid-range of the coordinates, as for affine functions. */
    MIDRANGE {
        @Override
        double share(Question question, Fit fit) {
            return question.midrange();
        }
    },
    /** The centre of the envelope, where L is known. */
    ENVELOPE {
        @Override
        double share(Question question, Fit fit) {
            return question.envelope();
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return functionClass == FunctionClass.LIP;
        }
    },
    /** Exact for affine functions of one variable. */
    AFFINE1 {
        @Override
        double share(Question question, Fit fit) {
            return question.affine();
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return functionClass == FunctionClass.AFF1;
        }
    },
    /** Exact for constants. */
    CONSTANT {
        @Override
        double share(Question question, Fit fit) {
            return 0;
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return functionClass == FunctionClass.CONST;
        }
    },
    /** A regression on functions of the class. */
    FITTED {
        @Override
        double share(Question question, Fit fit) {
            return fit.share(question);
        }

        @Override
        Decoder decoder(BigFraction lipschitz, Norm norm, Fit fit) {
            return new FittedDecoder(fit, lipschitz.doubleValue(), norm);
        }
    };

    private static final double HALF = 0.5;

    abstract double share(Question question, Fit fit);

    /** Whether it is meant for a class. */
    public boolean fits(FunctionClass functionClass) {
        return true;
    }

    /**
     * The decoder for the adversary's exact pairs.
     *
     * @param lipschitz L, for the envelope
     * @param norm of L
     * @param fit for the regression
     */
    Decoder decoder(BigFraction lipschitz, Norm norm, Fit fit) {
        return this == ENVELOPE ? Decoders.envelope(lipschitz, norm) : Decoders.byName(text());
    }

    /** The decoders that are meant for a class. */
    public static List<Rule> fitting(FunctionClass functionClass) {
        return Stream.of(values()).filter(rule -> rule.fits(functionClass)).toList();
    }

    /** The name on command lines and in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
