package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.fool.twins.TwinsExperiment;
import io.eyewitness.nn.fool.twins.TwinsProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectTest {
    @TempDir
    private Path directory;

    private static SortedMap<String, String> identity(Graph graph, Path data, ClassNames names) throws IOException {
        try (GraphNetwork network = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu())) {
            Subject subject =
                    new Subject(new LoadedModel(network, "none", "0", names), "cpu", NaturalImages.of(network, data));
            return subject.identity(List.of(new TwinsExperiment(TwinsProtocol.of(subject, 1))), Progress.NONE);
        }
    }

    private static SortedMap<String, String> ofFashion(InputSpec input, ClassNames names) throws IOException {
        Graph fashion = Architectures.named("fashion");
        Graph fed = new Graph(fashion.name(), input, fashion.nodes(), fashion.unused());
        return identity(fed, Path.of(NaturalImages.BUILT_IN), names);
    }

    private static Set<String> differing(SortedMap<String, String> one, SortedMap<String, String> other) {
        assertEquals(one.keySet(), other.keySet());
        return one.keySet().stream()
                .filter(name -> !one.get(name).equals(other.get(name)))
                .collect(Collectors.toSet());
    }

    /** The file of the weights is the same. */
    @Test
    void aRunWithAnotherInputOrOtherNamesIsAnother() throws IOException {
        InputSpec input = Architectures.named("fashion").input();
        SortedMap<String, String> usual = ofFashion(input, ClassNames.unknown());
        assertEquals(Set.of(), differing(usual, ofFashion(input, ClassNames.unknown())));
        InputSpec other = new InputSpec(input.size(), List.of(0.25f), input.deviation());
        assertEquals(Set.of("input", "layers"), differing(usual, ofFashion(other, ClassNames.unknown())));
        assertEquals(Set.of("class names"), differing(usual, ofFashion(input, new ClassNames(List.of("Shirt")))));
    }

    @Test
    void photographsAreReadAtTheSizeOfTheProtocolOnly() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("ape"));
        for (int i = 0; i < 5; i++) {
            BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(i % 4, 0, 0xffffff);
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
        Graph squeezenet = Architectures.named("squeezenet1_1");
        assertEquals(224, squeezenet.input().size());
        SortedMap<String, String> identity = identity(squeezenet, directory, ClassNames.unknown());
        assertTrue(identity.containsKey("test images of 128 pixels"), identity.toString());
        assertFalse(identity.containsKey("test images of 224 pixels"), identity.toString());
    }
}
