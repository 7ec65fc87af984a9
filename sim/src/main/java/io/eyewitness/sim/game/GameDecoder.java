package io.eyewitness.sim.game;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The decoders of the game; each answers a share of the way from m to M. */
public enum GameDecoder {
    /** Always mid. */
    MID {
        @Override
        double share(DecoderInput input, Fit fit) {
            return HALF;
        }
    },
    /** The value of the nearer extremiser. */
    NEAREST {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.nearest();
        }
    },
    /** Linear between a and b. */
    LINEAR {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.linear();
        }
    },
    /** Inverse distance weighting. */
    IDW {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.inverseDistance();
        }
    },
    /** The mid-range of the coordinates, as for affine functions. */
    MIDRANGE {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.midrange();
        }
    },
    /** The centre of the envelope, where L is known. */
    ENVELOPE {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.envelope();
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return functionClass == FunctionClass.LIP;
        }
    },
    /** Exact for affine functions of one variable. */
    AFFINE1 {
        @Override
        double share(DecoderInput input, Fit fit) {
            return input.affine();
        }

        @Override
        public boolean fits(FunctionClass functionClass) {
            return functionClass == FunctionClass.AFF1;
        }
    },
    /** Exact for constants. */
    CONSTANT {
        @Override
        double share(DecoderInput input, Fit fit) {
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
        double share(DecoderInput input, Fit fit) {
            return fit.share(input);
        }

        @Override
        Decoder decoder(BigFraction lipschitz, Norm norm, Fit fit) {
            return new FittedDecoder(fit, lipschitz.doubleValue(), norm);
        }
    };

    private static final double HALF = 0.5;

    abstract double share(DecoderInput input, Fit fit);

    /** Whether the decoder is defined for a class. */
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
    public static List<GameDecoder> fitting(FunctionClass functionClass) {
        return Stream.of(values()).filter(rule -> rule.fits(functionClass)).toList();
    }

    /** The name on command lines and in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
