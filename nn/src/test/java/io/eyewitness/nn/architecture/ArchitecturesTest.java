package io.eyewitness.nn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.graph.Graph;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {
    static Stream<String> names() {
        return Architectures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theJsonOfAGraphIsTheGraph(String name) {
        Graph graph = Architectures.named(name);
        assertEquals(name, graph.name());
        assertEquals(graph, Graph.parse(graph.json()));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> Architectures.named("resnet18"))
                .getMessage();
        assertEquals(
                "there is no architecture resnet18; known are cifar, fashion, fashion_lipschitz, googlenet, inception_v1, resnet50,"
                        + " squeezenet1_1",
                message);
    }

    @ParameterizedTest
    @CsvSource({"fashion, 2000000", "fashion_lipschitz, 500000", "cifar, 4000000"})
    void theProjectsOwnWeightsStaySmall(String name, long bytes) {
        long numbers = Architectures.named(name).parameters().values().stream()
                .mapToLong(parameter -> parameter.shape().stream().reduce(1L, (a, b) -> a * b))
                .sum();
        assertTrue(4 * numbers < bytes, 4 * numbers + " bytes");
    }

    @Test
    void layersHaveTheNamesOfModules() {
        assertTrue(Architectures.named("squeezenet1_1")
                .layers()
                .containsAll(List.of("features.0", "features.3.squeeze", "features.9.expand3x3", "features.12")));
        assertTrue(Architectures.named("resnet50").layers().containsAll(List.of("layer1.0.conv1", "layer1.0")));
        assertTrue(Architectures.named("googlenet")
                .layers()
                .containsAll(List.of("inception3a.branch1.conv", "inception3a")));
        assertTrue(Architectures.named("cifar").layers().containsAll(List.of("stem", "block1.0.conv1")));
    }
}
