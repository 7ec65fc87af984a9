package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.selftest.KillTable.Fate;
import io.eyewitness.theory.solver.Answer;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.solver.Z3Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Corrupts a good bundle, and what the kernel is given, in as many ways as asked for, and sees what the checker makes of it. A mutant
 * that is accepted is harmless only if what was accepted is true; one that takes the checker long has survived, as has one that
 * makes it throw something other than a refusal.
 */
public final class Campaign {
    private static final long SLOW_SECONDS = 20;

    private final Bundle good;
    private final BundleCheck check = new BundleCheck();
    private final KillTable table = new KillTable();

    private Campaign(Bundle good) {
        this.good = good;
    }

    private record Trial(String kind, Mutant mutant) {}

    /**
     * Runs a campaign.
     *
     * @param good a bundle that is accepted
     * @param count how many mutants, spread evenly over the kinds
     * @param seed the same seed gives the same mutants
     * @param solvers tell whether what the kernel accepted is true
     * @param progress from the number of mutants to what is told after each
     * @throws BundleRefused if the bundle is not good
     */
    public static KillTable run(
            Bundle good, int count, long seed, SolverPool<Z3Solver> solvers, IntFunction<Runnable> progress)
            throws BundleRefused {
        Campaign campaign = new Campaign(good);
        campaign.check.check(good);
        List<Trial> trials = campaign.trials(count, new SplittableRandom(seed));
        solvers.map(trials, campaign::judge, progress.apply(trials.size()));
        return campaign.table;
    }

    private List<Trial> trials(int count, SplittableRandom random) {
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
        Fate fate;
        String reason;
        try {
            Optional<String> refusal = trial.mutant() instanceof Mutant.ForgedBundle forged
                    ? refusal(forged.bundle())
                    : refusal((Mutant.ForgedProof) trial.mutant());
            boolean harmless = refusal.isEmpty() && isTrue(trial.mutant(), solver);
            fate = refusal.isPresent() ? Fate.REJECTED : harmless ? Fate.HARMLESS : Fate.SURVIVED;
            reason = refusal.orElse("it was accepted");
            if (refusal.filter(String::isBlank).isPresent()) {
                fate = Fate.SURVIVED;
                reason = "it was rejected without a reason";
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fate = Fate.SURVIVED;
            reason = "the checker threw " + e;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        if (seconds > SLOW_SECONDS) {
            fate = Fate.SURVIVED;
            reason = "the checker took " + seconds + " s";
        }
        table.add(trial.kind(), trial.mutant(), fate, reason);
        return fate;
    }

    private Optional<String> refusal(Bundle bundle) {
        try {
            check.check(bundle);
            return Optional.empty();
        } catch (BundleRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> refusal(Mutant.ForgedProof forged) {
        try {
            Proven.check(forged.script(), forged.steps());
            return Optional.empty();
        } catch (Rejected e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Whether an accepted mutant leaves a true statement. A bundle that is accepted holds the checker's own statements, ledger and
     * verdicts; a statement that the kernel accepted must be refuted by a solver too.
     */
    private static boolean isTrue(Mutant mutant, Z3Solver solver) {
        return mutant instanceof Mutant.ForgedBundle forged
                ? forged.mayHold()
                : solver.check(((Mutant.ForgedProof) mutant).script()) instanceof Answer.Unsatisfiable;
    }
}
