package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.selftest.Corruption.Mutant;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.Z3Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A mutation campaign: corrupts a good bundle and the kernel's inputs many times, has the checker judge each mutant, and counts the
 * fates by kind. An accepted mutant is harmless only if what was accepted is true. A mutant also survives if the checker takes too
 * long, gives no reason, or throws anything but a refusal.
 */
public final class Campaign {
    private static final long SLOW_SECONDS = 20;

    private final BundleCheck check = new BundleCheck();
    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<String> survivors = new ArrayList<>();

    private Campaign() {}

    private enum Fate {
        REJECTED,
        HARMLESS,
        SURVIVED
    }

    private record Trial(String kind, Mutant mutant) {}

    private record Judgement(Fate fate, String reason) {}

    /**
     * Runs a campaign.
     *
     * @param good a bundle that is accepted
     * @param count the number of mutants, spread evenly over the kinds
     * @param seed the same seed gives the same mutants
     * @param solvers decide whether a statement that the kernel accepted is true
     * @param progress is given the number of mutants, and returns an action to run after each
     * @throws BundleRefused if the bundle is not good
     */
    public static Campaign run(
            Bundle good, int count, long seed, SolverPool<Z3Solver> solvers, IntFunction<Runnable> progress)
            throws BundleRefused {
        Campaign campaign = new Campaign();
        campaign.check.check(good);
        List<Trial> trials = trials(good, count, new SplittableRandom(seed));
        solvers.map(trials, campaign::judge, progress.apply(trials.size()));
        return campaign;
    }

    private static List<Trial> trials(Bundle good, int count, SplittableRandom random) {
        List<Corruption> kinds = Corruption.all();
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; trials.size() < count; i++) {
            Corruption corruption = kinds.get(i % kinds.size());
            corruption
                    .maker()
                    .apply(good, random)
                    .ifPresent(mutant -> trials.add(new Trial(corruption.kind(), mutant)));
        }
        return trials;
    }

    private Fate judge(Z3Solver solver, Trial trial) {
        long start = System.nanoTime();
        Judgement judgement = judgement(trial.mutant(), solver);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        if (seconds > SLOW_SECONDS) {
            judgement = new Judgement(Fate.SURVIVED, "the checker took " + seconds + " s");
        }
        count(trial, judgement);
        return judgement.fate();
    }

    private Judgement judgement(Mutant mutant, Z3Solver solver) {
        try {
            Optional<String> refusal = mutant.refusal(check);
            if (refusal.isEmpty()) {
                return new Judgement(mutant.isTrue(solver) ? Fate.HARMLESS : Fate.SURVIVED, "it was accepted");
            }
            return refusal.get().isBlank()
                    ? new Judgement(Fate.SURVIVED, "it was rejected without a reason")
                    : new Judgement(Fate.REJECTED, refusal.get());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Judgement(Fate.SURVIVED, "the checker threw " + e);
        }
    }

    private synchronized void count(Trial trial, Judgement judgement) {
        Fate fate = judgement.fate();
        counts.computeIfAbsent(trial.kind(), any -> new int[Fate.values().length])[fate.ordinal()]++;
        if (fate == Fate.SURVIVED) {
            survivors.add(trial.kind() + ", " + trial.mutant().description() + ": " + judgement.reason());
        }
    }

    /** The number of mutants. */
    public int total() {
        return counts.values().stream()
                .mapToInt(row -> row[0] + row[1] + row[2])
                .sum();
    }

    /** The mutants that were neither rejected nor harmless, each with the reason. */
    public List<String> survivors() {
        return List.copyOf(survivors);
    }

    /** The kinds of corruption that were tried. */
    public List<String> kinds() {
        return List.copyOf(counts.keySet());
    }

    /** The table of fates by kind, and the survivors. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-44s %8s %8s %8s%n", "kind", "rejected", "harmless", "survived"));
        counts.forEach((kind, row) ->
                text.append(String.format(Locale.ROOT, "%-44s %8d %8d %8d%n", kind, row[0], row[1], row[2])));
        survivors.forEach(survivor -> text.append("SURVIVED: ").append(survivor).append('\n'));
        return text.toString();
    }
}
