package io.eyewitness.check.formal;

import io.eyewitness.check.formal.FormalRun.Result;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The claims of a ledger before Coq: from the cache, or by a run that is then remembered. */
public final class FormalCheck {
    private static final Duration LIMIT = Duration.ofMinutes(10);

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
        Result result = run();
        if (result.refused().isEmpty()) {
            try {
                cache.keep(result.record(), development, file);
            } catch (IOException e) {
                lines.accept("the run is not remembered: " + e.getMessage());
            }
        }
        return result;
    }

    private Result run() throws IOException {
        FormalRun run = new FormalRun(development, ledger);
        try (Programs programs = new Programs(LIMIT);
                Bar bar = new Bar("proving").start(run.steps())) {
            return run.run(path, programs, bar::step);
        }
    }
}
