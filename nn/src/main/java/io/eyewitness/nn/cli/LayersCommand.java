package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the layers of a network. */
@Command(
        name = "layers",
        description =
                "Lists the layers of a network in the order of computation, and the shapes of their outputs for one image:"
                        + " channels x height x width, or units.")
final class LayersCommand extends NnCommand {
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
            int width = network.layers().stream().mapToInt(String::length).max().orElseThrow();
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
