package io.eyewitness.nn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.nn.graph.FormulaParameters;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.References;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layer against torchvision's, whose summaries {@code src/test/python/reference.py} wrote. */
class TorchvisionReferenceTest {
    /** In standard deviations of the layer. */
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"squeezenet1_1", "resnet50", "googlenet"})
    void everyLayerIsTorchvisions(String name) throws IOException {
        JsonNode reference = References.json(name + "-reference.json");
        Graph graph = Architectures.named(name);
        assertEquals(shapes(reference.get("parameters")), shapes(graph));
        Map<String, JsonNode> expected = byOurNames(graph, reference.get("layers"));
        assertEquals(notTorchvisions(graph), missing(graph, expected));
        int size = reference.get("size").asInt();
        try (GraphNetwork network = new GraphNetwork(graph, FormulaParameters.of(graph), Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray image = image(manager, size);
            Map<String, NDArray> found = network.activations(image, network.layers());
            expected.forEach((layer, summary) -> same(layer, summary, found.get(layer)));
            image.setRequiresGradient(true);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                NDArray logits = network.logits(image);
                gradients.backward(logits.get("0, " + reference.get("class").asInt()));
            }
            same("gradient", reference.get("gradient"), image.getGradient());
        }
    }

    private static void same(String layer, JsonNode expected, NDArray activation) {
        Summary found = new Summary(activation);
        assertEquals(withoutUnitPlaces(longs(expected.get("shape"))), withoutUnitPlaces(found.shape()), layer);
        double deviation = expected.get("deviation").asDouble();
        double worst = Math.abs(found.mean() - expected.get("mean").asDouble()) / deviation;
        worst = Math.max(worst, Math.abs(found.deviation() / deviation - 1));
        for (int i = 0; i < expected.get("places").size(); i++) {
            double value = found.values()[expected.get("places").get(i).asInt()];
            worst = Math.max(
                    worst, Math.abs(value - expected.get("values").get(i).asDouble()) / deviation);
        }
        assertTrue(worst < TOLERANCE, layer + " is off by " + worst + " deviations");
    }

    /** A module that is called several times is one of the ReLUs of a residual block, the last of which is the block's output. */
    private static Map<String, JsonNode> byOurNames(Graph graph, JsonNode layers) {
        List<String> ours = graph.layers();
        Map<String, JsonNode> named = new LinkedHashMap<>();
        layers.properties().forEach(layer -> {
            JsonNode calls = layer.getValue();
            for (int call = 0; call < calls.size(); call++) {
                String name = layer.getKey() + (calls.size() > 1 ? call + 1 : "");
                if (ours.contains(name)) {
                    named.put(name, calls.get(call));
                }
            }
        });
        return named;
    }

    private static List<String> missing(Graph graph, Map<String, JsonNode> expected) {
        return graph.layers().stream()
                .filter(layer -> !expected.containsKey(layer))
                .toList();
    }

    private static List<String> notTorchvisions(Graph graph) {
        return graph.layers().stream()
                .filter(layer -> layer.equals("transform_input") || layer.endsWith(".add"))
                .toList();
    }

    private static Map<String, List<Long>> shapes(JsonNode parameters) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        parameters.properties().forEach(entry -> shapes.put(entry.getKey(), longs(entry.getValue())));
        return shapes;
    }

    private static Map<String, List<Long>> shapes(Graph graph) {
        Map<String, List<Long>> shapes = new TreeMap<>();
        graph.parameters().forEach((name, parameter) -> shapes.put(name, parameter.shape()));
        return shapes;
    }

    private static NDArray image(NDManager manager, int size) {
        double[] noise = FormulaParameters.noise("image", 3 * size * size);
        float[] pixels = new float[noise.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((noise[i] + 1) / 2);
        }
        return manager.create(pixels, new Shape(1, 3, size, size));
    }

    private static List<Long> withoutUnitPlaces(List<Long> shape) {
        return shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1 ? shape.subList(0, 2) : shape;
    }

    private static List<Long> longs(JsonNode numbers) {
        List<Long> longs = new ArrayList<>();
        numbers.forEach(number -> longs.add(number.asLong()));
        return longs;
    }
}
