package io.eyewitness.nn.cli;

import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the layers of a network. */
@Command(
        name = "layers",
        description = "Lists the layers of a network in the order of computation, and what they give for one image:"
                + " channels x height x width, or units.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class LayersCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(names = "--size", paramLabel = "PX", description = "Of the image. Default: the network's usual one.")
    private Integer size;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open(size)) {
            Network network = loaded.network();
            int pixels = size == null ? network.input().size() : size;
            int width = network.layers().stream().mapToInt(String::length).max().orElseThrow();
            PrintWriter output = spec.commandLine().getOut();
            output.printf("%s, for an image of %d x %d pixels%n%n", network.name(), pixels, pixels);
            LayerShapes.of(network, network.layers(), pixels)
                    .forEach((layer, shape) -> output.printf(
                            "%-" + width + "s  %s%n",
                            layer,
                            Arrays.stream(shape.getShape())
                                    .skip(1)
                                    .mapToObj(Long::toString)
                                    .collect(Collectors.joining(" x "))));
            output.flush();
        }
        return 0;
    }
}
