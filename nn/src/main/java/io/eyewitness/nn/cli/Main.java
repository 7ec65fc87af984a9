package io.eyewitness.nn.cli;

import ai.djl.engine.EngineException;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.theory.console.CampaignProgram;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.Console.Failure;
import io.eyewitness.theory.console.MergeCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of the neural experiments. Exit codes: 0 done, 2 wrong usage or bad input, 3 something is missing. */
@Command(
        name = "eyewitness nn",
        description = "Feature visualization of real networks, and experiments on the claims about it.",
        subcommands = {
            VisualizeCommand.class,
            VisualizeCommand.SurveyCommand.class,
            DistillCommand.class,
            ExperimentCommand.Paths.class,
            ExperimentCommand.Certify.class,
            ExperimentCommand.Defend.class,
            InspectCommand.class,
            InspectCommand.Detect.class,
            AuditCommand.class,
            ExamplesCommand.class,
            Main.Layers.class,
            AccuracyCommand.class,
            BenchmarkCommand.class,
            FoolCommand.class,
            TrainCommand.class,
            MergeCommand.class
        })
public final class Main extends NnCommand implements CampaignProgram {
    /** Its name after {@code ./eyewitness}. */
    static final String PROGRAM = "nn";

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public CommandLine line() {
        return commandLine();
    }

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

    /** Lists the layers of a network. */
    @Command(
            name = "layers",
            description =
                    "Lists the layers of a network in the order of computation, and the shapes of their outputs for one image:"
                            + " channels x height x width, or units.")
    static final class Layers extends NnCommand {
        @Mixin
        private ModelOptions model;

        @Option(
                names = "--size",
                paramLabel = "PX",
                description = "The height and width of the image, in pixels. Default: the network's usual size.")
        private Integer size;

        @Override
        public Integer call() throws IOException {
            try (LoadedModel loaded = model.open(size)) {
                Network network = loaded.network();
                int pixels = size == null ? network.input().size() : size;
                int width =
                        network.layers().stream().mapToInt(String::length).max().orElseThrow();
                print(network.name() + ", for an image of " + pixels + " x " + pixels + " pixels", "");
                LayerShapes.of(network, network.layers(), pixels)
                        .forEach((layer, shape) -> print(layer
                                + " ".repeat(width + 2 - layer.length())
                                + Arrays.stream(shape.getShape())
                                        .skip(1)
                                        .mapToObj(Long::toString)
                                        .collect(Collectors.joining(" x "))));
            }
            return 0;
        }
    }
}
