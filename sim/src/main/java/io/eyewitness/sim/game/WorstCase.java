package io.eyewitness.sim.game;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The worst error of a decoder on an adversary's functions, in exact arithmetic.
 *
 * @param name such as {@code MONO.d2.linear.h1/16.1}
 * @param functionClass the class of the functions
 * @param dimension d
 * @param decoder the name of the decoder
 * @param worst its largest error on the functions, as a share of their range
 * @param bound the proven bound on the worst error: a lower bound in rows 1 to 8, an upper bound in rows 9 and 10
 * @param excess the distance of worst from the bound, on the proven side; negative if the decoder beats the bound, or in rows 9 and 10 misses it
 * @param misjudges whether the decoder puts a value on the wrong side of mid, or on neither side
 */
public record WorstCase(
        String name,
        FunctionClass functionClass,
        int dimension,
        String decoder,
        double worst,
        double bound,
        double excess,
        boolean misjudges) {
    /** The name of the best of several decoders. */
    static final String LEAST = "least";

    private static final double WORST = 0.5;

    private static final double EXACT = 0;

    /**
     * The worst case of a witness pair. Both functions have the same visualization, so a decoder gives the same answer for both.
     *
     * @param answers the answer at the pair's x, by function
     */
    static WorstCase of(String name, WitnessPair pair, String decoder, Function<Unit, Surd> answers) {
        Surd worst = Surd.max(error(pair, pair.f1(), answers), error(pair, pair.f2(), answers));
        BigFraction range = pair.phi().range();
        BigFraction bound = range.multiply(Rationals.HALF).subtract(pair.h());
        Surd excess = worst.minus(bound).times(range.reciprocal());
        return new WorstCase(
                name,
                pair.functionClass(),
                pair.phi().dimension(),
                decoder,
                worst.times(range.reciprocal()).toDouble(),
                bound.divide(range).doubleValue(),
                excess.toDouble(),
                isMisjudged(pair, pair.f1(), answers) || isMisjudged(pair, pair.f2(), answers));
    }

    /** The worst case of a decoder of a class that is understood, over the points of the evidence. */
    static WorstCase of(String name, DecoderEvidence understood) {
        Decoder decoder = Decoders.byName(understood.decoder());
        Surd worst = Surd.ZERO;
        boolean misjudges = false;
        for (Point x : understood.points()) {
            Surd truth = understood.unit().at(x);
            Surd answer = decoder.decode(understood.phi(), x);
            worst = Surd.max(worst, truth.minus(answer).abs());
            int side = truth.compareTo(understood.phi().mid());
            misjudges |= side != 0 && side != answer.compareTo(understood.phi().mid());
        }
        BigFraction range = understood.phi().range();
        double share = (range.signum() == 0 ? worst : worst.times(range.reciprocal())).toDouble();
        return new WorstCase(
                name,
                understood.functionClass(),
                understood.phi().dimension(),
                understood.decoder(),
                share,
                EXACT,
                EXACT - share,
                misjudges);
    }

    /**
     * The worst case of the best of several decoders on the same functions. No decoder can go below the bound, and mid reaches it to within
     * h.
     */
    static WorstCase least(String name, List<WorstCase> worstCases) {
        WorstCase best = worstCases.stream()
                .min(Comparator.comparingDouble(WorstCase::worst))
                .orElseThrow();
        return new WorstCase(
                name,
                best.functionClass(),
                best.dimension(),
                LEAST,
                best.worst(),
                best.bound(),
                Math.min(best.excess(), WORST - best.worst()),
                worstCases.stream().allMatch(WorstCase::misjudges));
    }

    private static Surd error(WitnessPair pair, Unit unit, Function<Unit, Surd> answers) {
        return unit.at(pair.x()).minus(answers.apply(unit)).abs();
    }

    private static boolean isMisjudged(WitnessPair pair, Unit unit, Function<Unit, Surd> answers) {
        int side = unit.at(pair.x()).compareTo(pair.phi().mid());
        return side != 0 && side != answers.apply(unit).compareTo(pair.phi().mid());
    }

    /** Whether the bound holds. */
    public boolean holds() {
        return excess >= 0;
    }
}
