package io.eyewitness.sim.game;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Chooses the functions of a class on which decoders err most: witness pairs, in exact arithmetic. Source: theory.md section 3. */
final class Adversary {
    /** The values of h, as shares of the range. */
    static final List<BigFraction> SHARES = List.of(BigFraction.of(1, 16), BigFraction.of(1, 1024));

    /** The number of pairs that are drawn for each h. */
    static final int DRAWS = 3;

    private Adversary() {}

    /** The witness pairs of a class with a dimension, one for each h and draw, by name; none in rows 9 and 10. */
    static List<Pair> pairs(FunctionClass functionClass, int dimension, long seed) {
        List<Pair> pairs = new ArrayList<>();
        if (!functionClass.hasWitnesses()) {
            return pairs;
        }
        for (int draw = 1; draw <= DRAWS; draw++) {
            PairRequest request = PairRequest.sample(functionClass, dimension, SHARES.get(0), seed * DRAWS + draw);
            for (BigFraction share : SHARES) {
                PairRequest wanted = request.withH(request.phi().range().multiply(share));
                String rest = ".h" + Rationals.text(share) + "." + draw;
                pairs.add(new Pair(
                        functionClass + ".d" + dimension,
                        rest,
                        wanted,
                        WitnessFamily.of(functionClass).pair(wanted)));
            }
        }
        return pairs;
    }

    /**
     * A witness pair and the request for it.
     *
     * @param game the class and dimension, the start of a worst case's name
     * @param rest the end of the name, after that of the decoder
     */
    record Pair(String game, String rest, PairRequest request, WitnessPair pair) {
        /** The worst case of each decoder, and that of the best of them. */
        List<WorstCase> worstCases(List<GameDecoder> rules, Fit fit) {
            List<WorstCase> worstCases = new ArrayList<>();
            for (GameDecoder rule : rules) {
                Decoder decoder = rule.decoder(request.lipschitz(), request.norm(), fit);
                worstCases.add(WorstCase.of(
                        name(rule.text()), pair, rule.text(), unit -> decoder.decode(pair.phi(), pair.x())));
            }
            worstCases.add(WorstCase.least(name(WorstCase.LEAST), worstCases));
            return worstCases;
        }

        private String name(String decoder) {
            return game + "." + decoder + rest;
        }
    }

    /** The worst cases of the decoders of rows 9 and 10, on functions of their classes of any dimension; none for other classes. */
    static List<WorstCase> understood(FunctionClass functionClass, long seed) {
        List<WorstCase> worstCases = new ArrayList<>();
        for (DecoderEvidence evidence : TheoryEvidence.decoders(seed)) {
            if (evidence.functionClass() == functionClass) {
                worstCases.add(WorstCase.of(evidence.id().replaceFirst("^decoder:", ""), evidence));
            }
        }
        return worstCases;
    }
}
