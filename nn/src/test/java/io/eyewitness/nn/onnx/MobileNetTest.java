package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.circuit.CircuitProtocol;
import io.eyewitness.nn.fool.silent.SilentProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.paths.PathExperiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that others trained and exported is right on as many photographs as its notes say. */
class MobileNetTest {
    private static final int SIZE = 224;
    private static final int MARGIN = 16;

    @Test
    void hasTheLedgersNameAndProtocolsWhateverItsFileIsCalled(@TempDir Path folder) throws IOException {
        Path file = Files.copy(SampleData.require("mobilenet_v2-imagenet.onnx"), folder.resolve("renamed.onnx"));
        try (GraphNetwork network = OnnxFile.read(file, ImageInput.USUAL, Device.cpu())) {
            assertEquals("mobilenet_v2", network.name());
            assertTrue(UnitProtocol.isFixed(network));
            Set<String> layers = Set.copyOf(network.layers());
            CircuitProtocol circuit = CircuitProtocol.of("mobilenet_v2", 1);
            assertTrue(layers.containsAll(circuit.classifierLayers()));
            assertTrue(layers.contains(circuit.layer()));
            SilentProtocol silent = SilentProtocol.of("mobilenet_v2", 1);
            assertTrue(layers.containsAll(List.of(silent.convolution(), silent.measuredAt())));
            Subject subject = new Subject(
                    new LoadedModel(network, "none", "0", ClassNames.unknown()),
                    "cpu",
                    NaturalImages.of(network, null),
                    new RunTerms(Choices.NONE, Optional.empty()));
            assertTrue(PathExperiment.of(subject, UnitProtocol.of(subject, 1), null, Suspects.none())
                    .isRegistered(subject));
        }
    }

    @Test
    void isRightOnAsManyPhotographsAsElsewhere() throws IOException {
        Path file = SampleData.require("mobilenet_v2-imagenet.onnx");
        Path sample = SampleData.require("imagenet-sample");
        List<String> folders =
                ClassNames.read(SampleData.require("imagenet-classes.tsv")).folders();
        List<Path> photographs;
        try (Stream<Path> all = Files.walk(sample)) {
            photographs = all.filter(path -> path.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        int right = 0;
        int near = 0;
        try (Network network = OnnxFile.read(file, ImageInput.USUAL, Device.cpu())) {
            assertTrue(network.layers().contains("/features/features.3/Add"), network.layers()::toString);
            for (int i = 0; i < photographs.size(); i += 5) {
                try (NDManager scratch = network.manager().newSubManager()) {
                    float[] logits = network.logits(SampleData.crop(scratch, photographs.get(i), MARGIN, SIZE))
                            .toFloatArray();
                    int wanted = folders.indexOf(
                            photographs.get(i).getParent().getFileName().toString());
                    long above = IntStream.range(0, logits.length)
                            .filter(other -> logits[other] > logits[wanted])
                            .count();
                    right += above == 0 ? 1 : 0;
                    near += above < 5 ? 1 : 0;
                }
            }
        }
        assertEquals(79, right);
        assertEquals(98, near);
    }
}
