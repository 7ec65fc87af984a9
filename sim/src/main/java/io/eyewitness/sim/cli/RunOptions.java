package io.eyewitness.sim.cli;

import io.eyewitness.sim.run.Campaign;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.Draft;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a simulation runs, and where what comes of it goes. */
final class RunOptions {
    private static final int MOST_THREADS = 1024;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "On how many threads; numbers do not depend on it. Default: as many as there are processors.")
    private Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "For all that is drawn; the same seed gives the same files. Evidence is of seed 1 alone. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--force", description = "Replaces what an earlier run left there, and starts anew.")
    private boolean force;

    long seed() {
        return seed;
    }

    int threads() {
        int wanted = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (wanted < 1 || wanted > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "--threads is from 1 to " + MOST_THREADS + ", and " + wanted + " is not");
        }
        return wanted;
    }

    /** A directory in the making, which a run that was stopped left, if there is one. */
    Draft draft(Path out, String mark) throws IOException {
        return Draft.open(out, mark, force);
    }

    /** The campaign of a draft. */
    Campaign campaign(Draft draft, String settings, Bar bar) throws IOException {
        return Campaign.open(draft.state(), settings, seed, threads(), bar::stepBy);
    }
}
