package io.eyewitness.sim.cli;

import io.eyewitness.sim.run.Campaign;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        require("--threads", wanted, MOST_THREADS);
        return wanted;
    }

    /** A directory in the making, which a run that was stopped left, if there is one. */
    StagingDirectory draft(Path out, String mark) throws IOException {
        return StagingDirectory.open(out, mark, force);
    }

    /** Writes what people read of a result. */
    @FunctionalInterface
    interface Report<R> {
        void write(R result, StagingDirectory draft) throws IOException;
    }

    /**
     * Runs a simulation, or what is left of it. Its files appear when all are written; evidence is among them if the settings are those
     * of the claim.
     *
     * @param output tells of the evidence, and where the numbers are
     */
    <R extends Simulation.Result> R run(Simulation<R> simulation, Path out, PrintWriter output, Report<R> report)
            throws IOException {
        String numbers = simulation.name() + ".json";
        R result;
        try (StagingDirectory draft = draft(out, numbers)) {
            try (Bar bar = new Bar(simulation.name()).start(simulation.size());
                    Campaign campaign =
                            Campaign.open(draft.state(), simulation.settings(), seed, threads(), bar::stepBy)) {
                result = simulation.run(campaign);
            }
            report.write(result, draft);
            if (simulation.isOfTheClaim()) {
                SimulationFiles.evidence(
                                draft,
                                simulation.claim(),
                                simulation.name(),
                                simulation.setting(),
                                result.measurement())
                        .forEach(output::println);
            }
            draft.finish();
        }
        output.println("See " + out.resolve(numbers));
        output.flush();
        return result;
    }

    /**
     * The members of a list, each once.
     *
     * @return none if the option was not given
     * @throws IllegalArgumentException naming the option, if the list is empty, as a lone comma is
     */
    static <T> Optional<List<T>> distinct(String option, List<T> list) {
        if (list != null && list.isEmpty()) {
            throw new IllegalArgumentException(option + " names nothing; leave it out for all that it could name");
        }
        return Optional.ofNullable(list)
                .map(members -> members.stream().distinct().toList());
    }

    /**
     * A number from 1 on.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long most) {
        require(option, number, 1, most);
    }

    /**
     * A number in a range.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    option + " is from " + least + " to " + most + ", and " + number + " is not");
        }
    }
}
