package io.eyewitness.nn.cli;

import ai.djl.engine.EngineException;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.Console.Failure;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the neural experiments. Exit codes: 0 done, 2 wrong usage or bad input, 3 something is missing. */
@Command(
        name = "eyewitness nn",
        description = "Feature visualization of real networks, and experiments on the claims about it.",
        subcommands = {
            VisualizeCommand.class,
            DistillCommand.class,
            ExperimentCommand.Paths.class,
            ExperimentCommand.Certify.class,
            ExperimentCommand.Defend.class,
            AuditCommand.class,
            ExamplesCommand.class,
            LayersCommand.class,
            AccuracyCommand.class,
            BenchmarkCommand.class,
            FoolCommand.class,
            TrainCommand.class
        })
public final class Main extends NnCommand {
    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Console.main(Main::commandLine, arguments);
    }

    /** The command line, for tests too; standard output and error can be replaced with its setters. */
    public static CommandLine commandLine() {
        return Console.setUp(new CommandLine(new Main()), "PyTorch's library", Main::explain);
    }

    @Override
    public Integer call() {
        return showHelp();
    }

    private static Optional<Failure> explain(Throwable problem) {
        if (!(problem instanceof EngineException told) || !TorchErrors.isOfTheDevice(told)) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                Console.MISSING,
                TorchErrors.isOutOfMemory(told)
                        ? outOfMemory(told)
                        : "the device failed (" + TorchErrors.of(told) + "); see docs/gpu.md, or try --device cpu"));
    }

    /** PyTorch tells {@code CUDA out of memory}, for example. */
    private static String outOfMemory(Throwable problem) {
        String told = problem.getMessage().lines().findFirst().orElse("").strip();
        return "the device has too little memory for this (" + told
                + "); ask for fewer images at once (fewer --unit, a smaller --batch), a smaller --size, or --device"
                + " cpu";
    }
}
