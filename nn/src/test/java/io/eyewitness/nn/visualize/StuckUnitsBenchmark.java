package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.Cifar10;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many units of ReLU layers the usual ascent (seed 1) leaves at 0, of those that a natural image activates: without redirection, where a
 * unit is stuck if it is closed in all views of the start, for the image then never changes; and with it. No part of the ordinary tests, for
 * it takes from minutes to hours; it runs by name, with at most so many units of each layer (64 if that is not given):
 *
 * <pre>{@code
 * ./mvnw test -pl theory,nn -Dtest=StuckUnitsBenchmark -DEYEWITNESS_UNITS=8 -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class StuckUnitsBenchmark {
    private static final int MOST_OF_A_LAYER = Integer.getInteger("EYEWITNESS_UNITS", 64);
    private static final int BATCH = 25;
    private static final long SEED = 1;

    @ParameterizedTest
    @CsvSource({
        "fashion, fourier", "fashion, pixel", "fashion, maco",
        "cifar, fourier", "cifar, pixel", "cifar, maco",
        "squeezenet1_1, fourier", "squeezenet1_1, pixel", "squeezenet1_1, maco"
    })
    void noUnitThatANaturalImageActivatesIsStuck(String name, String images) throws IOException {
        try (GraphNetwork network = network(name)) {
            VisualizationSpec usual = VisualizationSpec.of(Objective.logit(0))
                    .withParametrisation(parametrisation(images))
                    .withTransforms(Transforms.robust(network.input().size()))
                    .withSize(network.input().size())
                    .withSeed(SEED);
            List<String> layers = network.graph().nodes().stream()
                    .filter(node -> node.operation() instanceof Operation.Relu)
                    .map(Node::layer)
                    .toList();
            Map<String, boolean[]> natural = open(network, layers, show -> naturals(name, network, show));
            Map<String, boolean[]> before = open(network, layers, show -> views(usual, network, show));
            long stuck = 0;
            for (String layer : layers) {
                List<Integer> units = units(natural.get(layer).length);
                List<Integer> reached = chosen(units, natural.get(layer), true);
                List<Integer> closed = chosen(reached, before.get(layer), false);
                long after = closed.stream()
                        .filter(unit -> isStuck(usual, Objective.channel(layer, unit), network))
                        .count();
                System.out.printf(
                        "%s %s %s: %d units, %d reached, %d stuck before, %d after%n",
                        name, images, layer, units.size(), reached.size(), closed.size(), after);
                stuck += after;
            }
            assertEquals(0, stuck);
        }
    }

    private static GraphNetwork network(String name) throws IOException {
        return Pretrained.names().contains(name)
                ? Pretrained.network(name, Device.cpu())
                : NetworkFile.read(
                        SampleData.require("squeezenet1_1-imagenet.safetensors"),
                        Architectures.named(name),
                        Device.cpu());
    }

    private static Parametrisation parametrisation(String name) {
        return List.of(new Parametrisation.Fourier(), new Parametrisation.Pixel(), new Parametrisation.Maco()).stream()
                .filter(images -> images.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** Evenly spaced. */
    private static List<Integer> units(int all) {
        int some = Math.min(all, MOST_OF_A_LAYER);
        return IntStream.range(0, some).mapToObj(i -> i * all / some).toList();
    }

    private static List<Integer> chosen(List<Integer> units, boolean[] open, boolean wanted) {
        return units.stream().filter(unit -> open[unit] == wanted).toList();
    }

    /** Which units some image opens at some place. */
    private static Map<String, boolean[]> open(
            GraphNetwork network, List<String> layers, Consumer<Consumer<NDArray>> images) {
        Map<String, boolean[]> open = new HashMap<>();
        images.accept(batch -> network.activations(batch, layers).forEach((layer, activations) -> {
            long channels = activations.getShape().get(1);
            float[] largest = activations
                    .reshape(activations.getShape().get(0), channels, -1)
                    .max(new int[] {2})
                    .max(new int[] {0})
                    .toFloatArray();
            boolean[] units = open.computeIfAbsent(layer, unseen -> new boolean[largest.length]);
            for (int unit = 0; unit < units.length; unit++) {
                units[unit] |= largest[unit] > 0;
            }
        }));
        return open;
    }

    private static void naturals(String name, GraphNetwork network, Consumer<NDArray> show) {
        try {
            for (LabelledImages images : naturals(name)) {
                for (int from = 0; from < images.size(); from += BATCH) {
                    try (NDManager scratch = network.manager().newSubManager()) {
                        show.accept(images.batch(scratch, from, Math.min(from + BATCH, images.size())));
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<LabelledImages> naturals(String name) throws IOException {
        switch (name) {
            case "fashion":
                return List.of(
                        Files.isDirectory(FashionMnist.DEBIAN)
                                ? FashionMnist.read(FashionMnist.DEBIAN).test()
                                : FashionMnist.builtIn());
            case "cifar":
                return List.of(Cifar10.read(SampleData.require("cifar10-jpeg.tar.gz"), System.err::println)
                        .test());
            default:
                List<LabelledImages> photographs = new ArrayList<>();
                for (String folder : List.of("imagenet-sample", "photographs")) {
                    photographs.add(ImageFolder.read(
                            SampleData.require(folder), new CentreCrop(224, false), System.err::println));
                }
                return photographs;
        }
    }

    /** The start as an ascent sees it at each of its steps while it stays there. */
    private static void views(VisualizationSpec ascent, GraphNetwork network, Consumer<NDArray> show) {
        try (Optimization climb = ascent.start(network)) {
            Images start = climb.images();
            for (int step = 0; step < ascent.steps(); step++) {
                try (NDManager scratch = network.manager().newSubManager()) {
                    show.accept(climb.view(start.on(scratch), step));
                }
            }
        }
    }

    /** Whether the unit is never above 0 at the image itself, as it was at the start. */
    private static boolean isStuck(VisualizationSpec usual, Objective unit, GraphNetwork network) {
        VisualizationSpec ascent = new VisualizationSpec(
                List.of(unit),
                usual.parametrisation(),
                usual.transforms(),
                usual.size(),
                1,
                usual.steps(),
                usual.rate(),
                usual.seed());
        try (Optimization climb = ascent.start(network)) {
            while (climb.step() < ascent.steps()) {
                if (climb.advance()[0] > 0 && value(unit, network, climb.images()) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static float value(Objective unit, GraphNetwork network, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray array = image.on(scratch);
            return unit.of(new Activations(array, network.activations(array, unit.layers())))
                    .toFloatArray()[0];
        }
    }
}
