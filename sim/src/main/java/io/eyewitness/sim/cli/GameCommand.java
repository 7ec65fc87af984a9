package io.eyewitness.sim.cli;

import io.eyewitness.sim.ask.Asked;
import io.eyewitness.sim.ask.AskingSimulation;
import io.eyewitness.sim.game.GameDecoder;
import io.eyewitness.sim.game.GameSimulation;
import io.eyewitness.sim.game.Outcome;
import io.eyewitness.sim.game.WorstCase;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.sim.run.SimulationPlan;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the decoder game. */
@Command(
        name = "game",
        description =
                "Plays the decoder game, which measures the error of decoders on average and against an adversary. Each game draws a"
                        + " function of a class and a point of [0,1]^d. Every decoder sees the function's minimiser, maximiser,"
                        + " minimum and maximum, and predicts its value at the point. The error is a share of the function's range."
                        + " The adversary then chooses pairs of functions with the same visualization that differ most, in exact"
                        + " arithmetic; no decoder can err less there than theory proves. With --examples decoders that ask"
                        + " play instead.",
        footer = {
            "",
            "The functions that are drawn; extremes are in closed form unless stated otherwise:",
            "  F      sums of 8 random cosines; extremes by branch and bound, to R/5000",
            "  NN     ReLU networks of 12 random units; extremes where kinks meet",
            "  ERM    such networks, of the least empirical risk on 5 random examples",
            "  LIP    L-Lipschitz extensions (McShane) of random values at 6 points",
            "  PAFF   interpolations of random values on a triangulated grid",
            "  MONO   sums of 6 random monotone ramps",
            "  CONV   maxima of 8 random affine functions, the minimiser drawn first",
            "  AFF    affine functions with normal weights; AFF1 is the same for d = 1",
            "  CONST  random constants",
            "For d > 2 the functions of F, NN, ERM and PAFF vary along two random means of the coordinates.",
            "",
            "fitted is a polynomial of degree 2 in the answers of linear, idw, midrange and envelope and in the distances of a, b"
                    + " and the point; it has the least squared error over other functions of the class. An answer of exactly mid"
                    + " is on neither side of mid, so it counts as misjudged.",
            "",
            "With --examples the decoders also see the values at k random inputs, and the classes are those in which there is something"
                    + " to ask (not AFF1, CONST). The decoders are",
            "  nearest   the value at the nearest input with a known one",
            "  idw       the mean of all known values, weighted by 1/distance^2",
            "  midpoint  the middle of the values that the class leaves possible:",
            "            LIP    between the envelopes of the known values",
            "            MONO   between the values at inputs below and above",
            "            CONV   between the least and greatest convex function,",
            "                   by linear programs in floating point",
            "            AFF    by linear programs; from d - 1 examples on, by",
            "                   least squares, which is exact",
            "            Elsewhere all values from m to M stay possible.",
            "left is half of that interval: what these values leave in the worst case. proven is what the theorems leave of k examples with"
                    + " any values: 1/2; for LIP L times their covering radius, if less; for AFF 0 if k >= d - 1."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:done, and no decoder beats a bound",
            "1:a decoder beats a bound that is proven",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        })
final class GameCommand implements Callable<Integer>, CampaignCommand {
    /** A single game has no interval. */
    private static final long LEAST_SAMPLES = 2;

    private static final long MOST_SAMPLES = 1_000_000_000L;

    /** Beyond it, and below its reciprocal, doubles cannot tell values apart. */
    private static final BigFraction MOST_LIPSCHITZ = BigFraction.of(1_000_000_000);

    @Option(
            names = "--class",
            paramLabel = "C",
            split = ",",
            description = "Classes of functions: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<FunctionClass> classes;

    @Option(
            names = "--decoder",
            paramLabel = "D",
            split = ",",
            description =
                    "mid, nearest, linear, idw, midrange, fitted; envelope (LIP), affine1 (AFF1), constant (CONST). Default: all.")
    private List<GameDecoder> decoders;

    @Option(
            names = "--examples",
            paramLabel = "LIST",
            split = ",",
            description = "Lets decoders ask for the values at so many random inputs, from 0 to "
                    + AskingSimulation.MOST_EXAMPLES
                    + ", such as 0,1,2,4,8,16,32,64; see below. With 1,64,256, --dimension 2, --samples "
                    + AskingSimulation.SAMPLES + " and --seed 2, the run writes the evidence of "
                    + AskingSimulation.CLAIM + ".")
    private List<Integer> examples;

    @Option(
            names = "--dimension",
            paramLabel = "LIST",
            split = ",",
            description = "Numbers of inputs, from 1 to 64. Default: those of 1,2,8 in which the class is defined.")
    private List<Integer> dimensions;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "2000",
            description = "The number of games of each class and dimension. With " + GameSimulation.SAMPLES
                    + " and the defaults of the other options, the run writes the evidence of "
                    + GameSimulation.CLAIM
                    + ". Default: ${DEFAULT-VALUE}.")
    private long samples;

    @Option(
            names = "--training",
            paramLabel = "N",
            description =
                    "The number of other games from which fitted learns. Default: that of --samples, at most 20000.")
    private Long training;

    @Option(
            names = "--lipschitz",
            paramLabel = "L",
            defaultValue = "2",
            description =
                    "The Lipschitz constant of LIP and of envelope; the adversary's functions have their own. Default: ${DEFAULT-VALUE}.")
    private BigFraction lipschitz;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            defaultValue = "l2",
            description = "The norm of the Lipschitz constant: l1, l2 or linf. Default: ${DEFAULT-VALUE}.")
    private Norm norm;

    @Mixin
    private RunOptions run;

    @Option(names = "--out", paramLabel = "DIR", description = "Default: game; with --examples, examples.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return run.isPart()
                ? run.part(this, spec.commandLine(), folder(simulation().name()))
                : write(Optional.empty());
    }

    private Simulation<?> simulation() {
        return examples == null ? plan() : askingPlan();
    }

    @Override
    public PartPlan campaign() throws IOException {
        return new SimulationPlan(simulation());
    }

    @Override
    public int finish(PartPlan.Parts parts) throws IOException {
        return write(Optional.of(parts));
    }

    private int write(Optional<PartPlan.Parts> parts) throws IOException {
        PrintWriter output = spec.commandLine().getOut();
        return examples == null ? play(plan(), parts, output) : ask(askingPlan(), parts, output);
    }

    private int play(GameSimulation plan, Optional<PartPlan.Parts> parts, PrintWriter output) throws IOException {
        GameSimulation.Result result = run.run(plan, parts, folder(plan.name()), output, (played, staging) -> {
            GameFiles files = new GameFiles(plan, played);
            files.writeTo(staging);
            show(played, output);
            return files.sections();
        });
        return result.beaten().isEmpty() ? 0 : 1;
    }

    private int ask(AskingSimulation plan, Optional<PartPlan.Parts> parts, PrintWriter output) throws IOException {
        AskingSimulation.Result result = run.run(plan, parts, folder(plan.name()), output, (played, staging) -> {
            AskingFiles files = new AskingFiles(plan, played.asked());
            files.writeTo(staging);
            files.lines().forEach(output::println);
            return files.sections();
        });
        return result.asked().stream().allMatch(Asked::holds) ? 0 : 1;
    }

    private Path folder(String name) {
        return out == null ? Path.of(name) : out;
    }

    private AskingSimulation askingPlan() {
        if (decoders != null || training != null) {
            throw new IllegalArgumentException("--decoder and --training do not go with --examples");
        }
        requireNumbers();
        List<FunctionClass> playing = RunOptions.distinct("--class", classes).orElse(FunctionClass.withWitnesses());
        List<Integer> sizes = RunOptions.distinct("--dimension", dimensions).orElse(GameSimulation.DIMENSIONS);
        if (classes != null && dimensions != null) {
            playing.forEach(c -> sizes.forEach(size -> Samplers.requireDimension(c, size)));
        }
        List<Integer> numbers = RunOptions.distinct("--examples", examples).orElseThrow();
        return new AskingSimulation(playing, sizes, numbers, samples, lipschitz, norm, run.seed());
    }

    private void requireNumbers() {
        RunOptions.require("--samples", samples, LEAST_SAMPLES, MOST_SAMPLES);
        if (lipschitz.signum() > 0
                && (lipschitz.compareTo(MOST_LIPSCHITZ) > 0
                        || lipschitz.reciprocal().compareTo(MOST_LIPSCHITZ) > 0)) {
            throw new IllegalArgumentException(
                    "--lipschitz must be from 1e-9 to 1e9, because games are played in floating point");
        }
        if (dimensions != null) {
            dimensions.forEach(dimension -> RunOptions.require("--dimension", dimension, Samplers.MOST_DIMENSIONS));
        }
    }

    private GameSimulation plan() {
        requireNumbers();
        long learned = training == null ? Math.min(samples, GameSimulation.SAMPLES) : training;
        RunOptions.require("--training", learned, MOST_SAMPLES);
        List<FunctionClass> playing = RunOptions.distinct("--class", classes).orElse(List.of(FunctionClass.values()));
        List<GameDecoder> asked = RunOptions.distinct("--decoder", decoders).orElse(List.of(GameDecoder.values()));
        List<Integer> sizes = RunOptions.distinct("--dimension", dimensions).orElse(GameSimulation.DIMENSIONS);
        if (classes != null) {
            playing.forEach(functionClass -> requireFit(functionClass, sizes));
        }
        List<FunctionClass> fitting = playing.stream()
                .filter(c -> asked.stream().anyMatch(rule -> rule.fits(c)))
                .filter(c -> sizes.stream().anyMatch(size -> Samplers.isMeantFor(c, size)))
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("no class is defined for these dimensions and decoders");
        }
        return new GameSimulation(fitting, asked, sizes, samples, learned, lipschitz, norm, run.seed());
    }

    private void requireFit(FunctionClass functionClass, List<Integer> sizes) {
        if (dimensions != null) {
            sizes.forEach(size -> Samplers.requireDimension(functionClass, size));
        }
        if (decoders != null) {
            decoders.stream()
                    .filter(rule -> !rule.fits(functionClass))
                    .findFirst()
                    .ifPresent(rule -> {
                        throw new IllegalArgumentException("the decoder " + rule.text() + " is not meant for "
                                + functionClass.name() + "; give some of "
                                + String.join(
                                        ", ",
                                        GameDecoder.fitting(functionClass).stream()
                                                .map(GameDecoder::text)
                                                .toList()));
                    });
        }
    }

    private static void show(GameSimulation.Result result, PrintWriter output) {
        output.printf(
                Locale.ROOT,
                "%-5s %2s  %-8s  %-26s %6s %6s %6s  %-26s %9s %s%n",
                "class",
                "d",
                "decoder",
                "mean error / range",
                "median",
                "90 %",
                "99 %",
                "sides misjudged",
                "adversary",
                "proven");
        for (Outcome outcome : result.outcomes()) {
            output.print(Decimals.format(
                    "%-5s %2d  %-8s  %-26s %6.3f %6.3f %6.3f  %-26s %9s %s%n",
                    outcome.functionClass(),
                    outcome.dimension(),
                    outcome.decoder(),
                    text(outcome.error()),
                    outcome.median().value(),
                    outcome.ninety().value(),
                    outcome.ninetyNine().value(),
                    text(outcome.misjudged()),
                    worst(result.worstCases(), outcome),
                    proven(outcome)));
        }
        for (WorstCase least : result.least()) {
            output.print(Decimals.format(
                    "%s, d = %d: against the adversary the best of these decoders errs by %.6f of the range, proven are %s%n",
                    least.functionClass(),
                    least.dimension(),
                    least.worst(),
                    least.functionClass().hasWitnesses() ? Decimals.format("%.6f to 0.5", least.bound()) : "0"));
        }
        for (WorstCase worstCase : result.beaten()) {
            output.print(Decimals.format(
                    "%s beats the proven bound: its worst error is %.6g of the range, the bound %.6g%n",
                    worstCase.name(), worstCase.worst(), worstCase.bound()));
        }
    }

    private static String text(Estimate estimate) {
        return Decimals.format("%.4f [%.4f, %.4f]", estimate.value(), estimate.low(), estimate.high());
    }

    /** The largest error of a decoder on the adversary's functions. */
    private static String worst(List<WorstCase> worstCases, Outcome outcome) {
        return worstCases.stream()
                .filter(worstCase -> worstCase.functionClass() == outcome.functionClass()
                        && worstCase.decoder().equals(outcome.decoder())
                        && worstCase.dimension() == outcome.dimension())
                .mapToDouble(WorstCase::worst)
                .max()
                .stream()
                .mapToObj(worst -> Decimals.format("%.4f", worst))
                .findFirst()
                .orElse("-");
    }

    private static String proven(Outcome outcome) {
        return outcome.functionClass().hasWitnesses() ? ">= 1/2 - h" : "0 is reached";
    }
}
