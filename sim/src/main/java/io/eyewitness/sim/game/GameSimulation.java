package io.eyewitness.sim.game;

import io.eyewitness.sim.run.Campaign;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * All that decides a game's numbers.
 *
 * @param classes the classes, at least one
 * @param rules the decoders, at least one that fits each class
 * @param dimensions of the functions; each class plays in those that it is meant for, at least one
 * @param samples games of each class and dimension
 * @param training games that the regression learns from, of each class and dimension
 * @param lipschitz L, for LIP
 * @param norm of L
 * @param seed for all that is drawn
 */
public record GamePlan(
        List<FunctionClass> classes,
        List<Rule> rules,
        List<Integer> dimensions,
        long samples,
        long training,
        BigFraction lipschitz,
        Norm norm,
        long seed) {
    /** The claim that it measures. */
    public static final String CLAIM = "Q1";

    /** What it is called as evidence. */
    public static final String SIMULATION = "game";

    /** The dimensions of the claim. */
    public static final List<Integer> DIMENSIONS = List.of(1, 2, 8);

    /** How many games of each class and dimension the claim is about, and how many others the regression learns from. */
    public static final long SAMPLES = 20_000;

    /** L, of the claim. */
    public static final BigFraction LIPSCHITZ = BigFraction.of(2);

    /** In which L is meant, in the claim. */
    public static final Norm NORM = Norm.L2;

    private static final double WORST = 0.5;

    public GamePlan {
        classes = List.copyOf(classes);
        rules = List.copyOf(rules);
        dimensions = List.copyOf(dimensions);
        if (classes.isEmpty() || rules.isEmpty() || dimensions.isEmpty() || samples < 1 || training < 1) {
            throw new IllegalArgumentException("a game needs a class, a decoder, a dimension and samples");
        }
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be positive, not " + Rationals.text(lipschitz));
        }
    }

    /** The worst error, as a share of the range, that the best decoder can guarantee over a class. Source: theory.md section 3. */
    public static double epsStar(FunctionClass functionClass) {
        return functionClass.hasWitnesses() ? WORST : 0;
    }

    /** The matches that are played. */
    public List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        for (FunctionClass functionClass : classes) {
            for (int dimension : dimensions) {
                if (Samplers.isMeantFor(functionClass, dimension)) {
                    matches.add(new Match(functionClass, dimension, lipschitz.doubleValue(), norm));
                }
            }
        }
        return matches;
    }

    /** The decoders that play in a match. */
    List<Rule> rulesOf(FunctionClass functionClass) {
        return rules.stream().filter(rule -> rule.fits(functionClass)).toList();
    }

    /** All that decides the numbers but the seed. */
    public String settings() {
        return SIMULATION + ";" + classes + ";" + rules + ";" + dimensions + ";" + samples + ";" + training + ";"
                + Rationals.text(lipschitz) + ";" + norm.text();
    }

    /** Whether all but the seed is as in the claim: all decoders in all classes, the dimensions, how many games, L and its norm. */
    public boolean isOfTheClaim() {
        return classes.equals(List.of(FunctionClass.values()))
                && rules.equals(List.of(Rule.values()))
                && dimensions.equals(DIMENSIONS)
                && samples == SAMPLES
                && training == SAMPLES
                && lipschitz.equals(LIPSCHITZ)
                && norm == NORM;
    }

    /** How many games are played in all, those that are learned from too. */
    public long games() {
        return matches().stream()
                .mapToLong(match -> samples + (learns(match) ? training : 0))
                .sum();
    }

    private boolean learns(Match match) {
        return rulesOf(match.functionClass()).contains(Rule.FITTED) && match.functionClass() != FunctionClass.CONST;
    }

    /** Plays all. */
    public Result play(Campaign campaign) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Duel> duels = new ArrayList<>();
        for (Match match : matches()) {
            List<Rule> playing = rulesOf(match.functionClass());
            Fit fit = learns(match)
                    ? campaign.run("training:" + match.name(), training, Regression::new, match::learn)
                            .fit()
                    : Fit.none();
            Scores scores = campaign.run(
                    "game:" + match.name(),
                    samples,
                    () -> new Scores(playing.size()),
                    (random, games, tally) -> match.play(random, games, playing, fit, tally));
            for (int k = 0; k < playing.size(); k++) {
                outcomes.add(Outcome.of(match, playing.get(k), k, scores));
            }
            for (Adversary.Pair pair : Adversary.pairs(match.functionClass(), match.dimension(), seed)) {
                duels.addAll(pair.duels(playing, fit));
            }
        }
        for (FunctionClass functionClass : classes) {
            duels.addAll(Adversary.understood(functionClass, seed));
        }
        return new Result(outcomes, duels);
    }

    /**
     * What came of it.
     *
     * @param outcomes of the games, a match and decoder each
     * @param duels with the adversary
     */
    public record Result(List<Outcome> outcomes, List<Duel> duels) {
        public Result {
            outcomes = List.copyOf(outcomes);
            duels = List.copyOf(duels);
        }

        /** The duels as the numbers of the claim; excess is the distance of worst from bound, on the proven side. */
        public Measurement measurement() {
            Measurement.Table table = new Measurement.Table("holds", "excess", "worst", "bound", "asProven");
            for (Duel duel : duels) {
                boolean hasWitnesses = duel.functionClass().hasWitnesses();
                table.add(
                        duel.name(),
                        duel.holds() ? 1 : 0,
                        duel.excess(),
                        duel.worst(),
                        duel.bound(),
                        duel.misjudges() == hasWitnesses ? 1 : 0);
            }
            return table.measurement();
        }

        /**
         * For each class and dimension the duel that comes closest to the worst case: of those of the best decoder, the one with the
         * smallest h; in rows 9 and 10 the one with the largest error.
         */
        public List<Duel> least() {
            Map<String, Duel> least = new LinkedHashMap<>();
            for (Duel duel : duels) {
                if (!duel.functionClass().hasWitnesses() || duel.decoder().equals(Duel.LEAST)) {
                    least.merge(
                            duel.functionClass() + ".d" + duel.dimension(),
                            duel,
                            (one, other) -> other.worst() > one.worst() ? other : one);
                }
            }
            return List.copyOf(least.values());
        }

        /** The duels in which a decoder did better than is proven to be possible, or in rows 9 and 10 worse. */
        public List<Duel> beaten() {
            return duels.stream().filter(duel -> !duel.holds()).toList();
        }
    }
}
