package io.eyewitness.check.formal;

import io.eyewitness.check.formal.FormalRun.Result;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The claims of a ledger before Coq: from the cache, or by a run that is then remembered. */
public final class FormalCheck {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int SECONDS_BETWEEN_LINES = 30;

    private final Development development;
    private final Ledger ledger;
    private final FormalCache cache;
    private final String path;

    /**
     * A check.
     *
     * @param path the folders in which Coq is looked for
     */
    public FormalCheck(Development development, Ledger ledger, FormalCache cache, String path) {
        this.development = development;
        this.ledger = ledger;
        this.cache = cache;
        this.path = path;
    }

    /**
     * What Coq says, or has said of the very same.
     *
     * @param again whether the cache is passed over
     * @param lines takes what is told on the way
     * @throws NotProven if Coq refuses a source, or the compiled library, or a theorem rests on what is not allowed
     */
    public Result result(boolean again, Consumer<String> lines) throws IOException {
        LedgerFile file = LedgerFile.of(ledger);
        Optional<FormalEvidence> known = again ? Optional.empty() : cache.read(development, file);
        if (known.isPresent()) {
            return new Result(known.get(), Set.of(), true);
        }
        Result result = run(lines);
        if (result.refused().isEmpty()) {
            try {
                cache.keep(result.record(), development, file);
            } catch (IOException e) {
                lines.accept("the run is not remembered: " + e.getMessage());
            }
        }
        return result;
    }

    /** Where there is no terminal for a bar, a line is told now and then. */
    private Result run(Consumer<String> lines) throws IOException {
        FormalRun run = new FormalRun(development, ledger);
        AtomicInteger done = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Programs programs = new Programs(LIMIT);
                Bar bar = new Bar("proving").start(run.steps())) {
            if (!Bar.isShown()) {
                clock.scheduleAtFixedRate(
                        () -> lines.accept("Coq has done " + done + " of " + run.steps() + " steps"),
                        SECONDS_BETWEEN_LINES,
                        SECONDS_BETWEEN_LINES,
                        TimeUnit.SECONDS);
            }
            return run.run(path, programs, () -> {
                done.incrementAndGet();
                bar.step();
            });
        } finally {
            clock.shutdownNow();
        }
    }
}
