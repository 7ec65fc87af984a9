package io.eyewitness.sim.game;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.PairRequestSampler;
import io.eyewitness.theory.witness.WitnessFamilies;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Chooses the functions of a class on which decoders do worst: witness pairs, in exact arithmetic. Source: theory.md section 3. */
final class Adversary {
    /** What h is, as a share of the range. */
    static final List<BigFraction> SHARES = List.of(BigFraction.of(1, 16), BigFraction.of(1, 1024));

    /** How many pairs are drawn for each h. */
    static final int DRAWS = 3;

    private Adversary() {}

    /** The witness pairs of a class with a dimension, one for each h and draw, by name; none in rows 9 and 10. */
    static List<Pair> pairs(FunctionClass functionClass, int dimension, long seed) {
        List<Pair> pairs = new ArrayList<>();
        if (!functionClass.hasWitnesses()) {
            return pairs;
        }
        for (int draw = 1; draw <= DRAWS; draw++) {
            PairRequest request =
                    PairRequestSampler.sample(functionClass, dimension, SHARES.get(0), seed * DRAWS + draw);
            for (BigFraction share : SHARES) {
                PairRequest wanted = request.withH(request.phi().range().multiply(share));
                String rest = ".h" + Rationals.text(share) + "." + draw;
                pairs.add(new Pair(
                        functionClass + ".d" + dimension,
                        rest,
                        wanted,
                        WitnessFamilies.of(functionClass).pair(wanted)));
            }
        }
        return pairs;
    }

    /**
     * A witness pair and what was asked for.
     *
     * @param match the class and dimension
     * @param rest of a duel's name, after the decoder's
     */
    record Pair(String match, String rest, PairRequest request, WitnessPair pair) {
        /** The duel of each decoder, and of the best of them. */
        List<Duel> duels(List<Rule> rules, Fit fit) {
            List<Duel> duels = new ArrayList<>();
            for (Rule rule : rules) {
                Decoder decoder = rule.decoder(request.lipschitz(), request.norm(), fit);
                duels.add(Duel.of(name(rule.text()), pair, rule.text(), unit -> decoder.decode(pair.phi(), pair.x())));
            }
            duels.add(Duel.least(name(Duel.LEAST), duels));
            return duels;
        }

        private String name(String decoder) {
            return match + "." + decoder + rest;
        }
    }

    /** The decoders of rows 9 and 10 on functions of their classes, of any dimension; none for other classes. */
    static List<Duel> understood(FunctionClass functionClass, long seed) {
        List<Duel> duels = new ArrayList<>();
        for (DecoderEvidence evidence : TheoryEvidence.decoders(seed)) {
            if (evidence.functionClass() == functionClass) {
                duels.add(Duel.of(evidence.id().replaceFirst("^decoder:", ""), evidence));
            }
        }
        return duels;
    }
}
