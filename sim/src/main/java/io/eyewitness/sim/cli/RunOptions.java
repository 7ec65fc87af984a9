package io.eyewitness.sim.cli;

import io.eyewitness.sim.run.Simulation;
import io.eyewitness.sim.run.SimulationPlan;
import io.eyewitness.sim.run.SimulationRun;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.PartOptions;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all simulations have, and how a simulation runs. */
final class RunOptions {
    private static final int MOST_THREADS = 1024;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The number of threads; the numbers do not depend on it. Default: the number of processors.")
    private Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The seed of all random numbers; the same seed gives the same files. Only seed 1 gives evidence, and seed 2 with"
                            + " game --examples. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private PartOptions part;

    @Option(names = "--force", description = "Replaces the output of an earlier run, and starts from the beginning.")
    private boolean force;

    long seed() {
        return seed;
    }

    int threads() {
        int wanted = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        require("--threads", wanted, MOST_THREADS);
        return wanted;
    }

    /** Whether a share of the parts is asked for, not the results. */
    boolean isPart() {
        return part.isGiven();
    }

    /** Computes that share. */
    int part(CampaignCommand command, CommandLine line, Path out) throws IOException {
        return part.compute(command, line, Main.NAME, out, force, threads());
    }

    /** The staging directory of the output; that of an interrupted run, if there is one. */
    StagingDirectory staging(Path out, String mark) throws IOException {
        return StagingDirectory.open(out, mark, force);
    }

    /** Writes the files and the text of a result, and returns what its page shows. */
    @FunctionalInterface
    interface Report<R> {
        List<Section> write(R result, StagingDirectory staging) throws IOException;
    }

    /**
     * Runs a simulation, or the rest of one that was interrupted, unless all its parts are there. Its files appear when all are written; evidence is among them if the
     * settings are those of the claim.
     *
     * @param parts all parts, if they are there
     * @param output receives the outcome of the claim and the name of the file with the numbers
     */
    <R> R run(Simulation<R> simulation, Optional<PartPlan.Parts> parts, Path out, PrintWriter output, Report<R> report)
            throws IOException {
        String numbers = simulation.name() + ".json";
        R result;
        try (StagingDirectory staging = staging(out, numbers)) {
            result = parts.isPresent()
                    ? simulation.result(new SimulationPlan(simulation).totals(parts.get()))
                    : computed(simulation, staging);
            List<Section> sections = new ArrayList<>(report.write(result, staging));
            Map<String, String> setting =
                    new TreeMap<>(Map.of("settings", simulation.settings(), "seed", String.valueOf(seed)));
            if (simulation instanceof Simulation.OfClaim<R> measured && measured.isOfTheClaim()) {
                List<String> outcome = SimulationFiles.evidence(
                        staging, measured.claim(), simulation.name(), measured.setting(), measured.measurement(result));
                outcome.forEach(output::println);
                setting.putAll(measured.setting());
                sections.add(0, Section.of("The claim", "", new PagePart.Text(outcome)));
            }
            SimulationFiles.page(staging, simulation.name(), sections, setting);
            staging.finish();
        }
        output.println("See " + out.resolve(SimulationFiles.PAGE) + " and " + out.resolve(numbers));
        output.flush();
        return result;
    }

    private <R> R computed(Simulation<R> simulation, StagingDirectory staging) throws IOException {
        try (Bar bar = new Bar(simulation.name()).start(simulation.size());
                SimulationRun running =
                        SimulationRun.open(staging.state(), simulation.settings(), seed, threads(), bar::stepBy)) {
            return simulation.result(running);
        }
    }

    /**
     * The distinct members of a list.
     *
     * @return empty if the option was not given
     * @throws IllegalArgumentException naming the option, if the list is empty, as that of a lone comma is
     */
    static <T> Optional<List<T>> distinct(String option, List<T> list) {
        if (list != null && list.isEmpty()) {
            throw new IllegalArgumentException(option + " has no value; leave it out to choose all");
        }
        return Optional.ofNullable(list)
                .map(members -> members.stream().distinct().toList());
    }

    /**
     * Checks that a number is from 1 to a maximum.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long most) {
        require(option, number, 1, most);
    }

    /**
     * Checks that a number is in a range.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", not " + number);
        }
    }
}
