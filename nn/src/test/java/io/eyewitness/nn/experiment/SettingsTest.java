package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitExperiment;
import io.eyewitness.nn.fool.circuit.CircuitProtocol;
import io.eyewitness.nn.fool.silent.SilentExperiment;
import io.eyewitness.nn.fool.silent.SilentProtocol;
import io.eyewitness.nn.fool.slingshot.FineTuning;
import io.eyewitness.nn.fool.slingshot.SlingshotExperiment;
import io.eyewitness.nn.fool.twins.TwinsExperiment;
import io.eyewitness.nn.fool.twins.TwinsProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.paths.PathExperiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, Function<Subject, Experiment>> EXPERIMENTS = Map.of(
            "circuit", on -> new CircuitExperiment(CircuitProtocol.of(on, 1), new CircuitExperiment.Permuted()),
            "silent", on -> new SilentExperiment(SilentProtocol.of(on, 1), TargetImage.EYE),
            "twins", on -> new TwinsExperiment(TwinsProtocol.of(on, 1)),
            "slingshot",
                    on -> {
                        UnitProtocol units = UnitProtocol.of(on, 1);
                        return new SlingshotExperiment(units, FineTuning.of(on, units), TargetImage.EYE);
                    },
            "paths", on -> PathExperiment.of(on, UnitProtocol.of(on, 1), null, Suspects.none()),
            "defend", on -> DefenceExperiment.of(on, UnitProtocol.of(on, 1), Suspects.none()));

    private static Experiment experiment(String name, GraphNetwork network, Choices choices) {
        return EXPERIMENTS
                .get(name)
                .apply(new Subject(
                        new LoadedModel(network, "none", "0", ClassNames.unknown()),
                        "cpu",
                        NaturalImages.of(network, null),
                        new RunTerms(choices, Optional.empty())));
    }

    private static GraphNetwork network(String name) {
        Graph graph = Architectures.named(name);
        return new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion", "squeezenet1_1", "inception_v1"})
    void everySettingIsReadAsItIsPrinted(String name) {
        try (GraphNetwork network = network(name)) {
            EXPERIMENTS.keySet().forEach(one -> {
                Experiment usual = experiment(one, network, Choices.NONE);
                Choices all = new Choices(usual.settings());
                assertEquals(usual, experiment(one, network, all), one);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paths, size, 16",
        "paths, size, 64",
        "silent, size, 64",
        "circuit, size, 16",
        "twins, size, 64",
        "paths, units, 999999999",
        "paths, units, 2147483647",
        "paths, naturals, 999999999",
        "paths, steps, 999999999",
        "paths, steps, 2147483647",
        "paths, classes, 999999999",
        "paths, visualizations, 999999999",
        "silent, begun, 5",
        "silent, room, 1",
        "slingshot, augment, 2",
        "slingshot, temperature, 0",
        "silent, steps, 999999999",
        "silent, units, 999999999",
        "twins, groups, 300000000",
        "twins, steps, 999999999",
        "circuit, classifier-layers, logits",
        "circuit, rounds, 999999999",
        "circuit, batches, 999999999",
        "slingshot, fine-tuning, 999999999",
        "slingshot, points, 100000000",
        "slingshot, horizon, 999999999",
        "slingshot, preserved, 999999999"
    })
    void whatIsSenselessIsRefused(String experiment, String name, String value) {
        try (GraphNetwork network = network("fashion")) {
            Choices choices = Choices.NONE.with(name, value);
            String told = assertThrows(IllegalArgumentException.class, () -> experiment(experiment, network, choices))
                    .getMessage();
            assertTrue(told.contains(name), told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "4"})
    void tooFewImagesAreRefused(String images) {
        try (GraphNetwork network = network("squeezenet1_1")) {
            Choices choices = Choices.NONE.with("images", images);
            String told = assertThrows(
                            IllegalArgumentException.class, () -> ProtocolRules.photographs(network, choices))
                    .getMessage();
            assertEquals("--set images=" + images + ": images is a number from 5 to 999999999", told);
        }
    }

    @Test
    void aSizeThatNoPictureHasIsRefused() {
        try (GraphNetwork network = network("resnet50")) {
            Choices choices = Choices.NONE.with("size", "999999999");
            String told = assertThrows(IllegalArgumentException.class, () -> experiment("twins", network, choices))
                    .getMessage();
            assertEquals("--set size=999999999: size is a number from 2 to 8192", told);
        }
    }

    /** The table of experiments.md names the settings of each experiment; {@code images} belong to all subjects without a fixed protocol. */
    @Test
    void theDocumentNamesTheSettingsOfEachExperiment() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| ((?:`[a-z-]+`(?:, )?)+) \\| ([a-z, ]+) \\| .*\\|$")
                .matcher(Files.readString(Path.of("../docs/experiments.md")));
        while (row.find()) {
            Set<String> named = new TreeSet<>(Arrays.asList(row.group(2).split("all but | and |, ")));
            boolean isOfOthers = row.group(2).startsWith("all");
            EXPERIMENTS.keySet().stream()
                    .filter(name -> named.contains(name) != isOfOthers)
                    .forEach(name -> documented
                            .computeIfAbsent(name, any -> new TreeSet<>())
                            .addAll(Arrays.asList(row.group(1).replace("`", "").split(", "))));
        }
        documented.values().forEach(names -> names.remove("images"));
        try (GraphNetwork network = network("squeezenet1_1")) {
            assertEquals(
                    EXPERIMENTS.keySet().stream()
                            .collect(Collectors.toMap(
                                    name -> name,
                                    name -> experiment(name, network, Choices.NONE)
                                            .settings()
                                            .keySet(),
                                    (one, other) -> one,
                                    TreeMap::new)),
                    documented);
        }
    }
}
