package io.eyewitness.nn.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Criteria;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitExperiment;
import io.eyewitness.nn.fool.circuit.CircuitProtocol;
import io.eyewitness.nn.fool.silent.SilentExperiment;
import io.eyewitness.nn.fool.silent.SilentProtocol;
import io.eyewitness.nn.fool.slingshot.FineTuning;
import io.eyewitness.nn.fool.slingshot.SlingshotExperiment;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static Map<String, Experiment> experiments(Audit audit) {
        Map<String, Path> suspects = new LinkedHashMap<>();
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        for (String name : Audit.names()) {
            experiments.put(name, audit.experiment(name, suspects));
            if (Set.of("permuted", "arbitrary", "silent").contains(name)) {
                suspects.put(name, Path.of(name));
            }
        }
        return experiments;
    }

    @Test
    void eachExperimentHasTheSeedOfItsProtocol() {
        assertEquals(7, Audit.seed("arbitrary-image", "cifar"));
        assertEquals(1, Audit.seed("twins", "cifar"));
        assertEquals(2, Audit.seed("slingshots", "fashion"));
        assertEquals(1, Audit.seed("slingshots", "fashion-built-in"));
        assertEquals(1, Audit.seed("twins", "lenet"));
    }

    /** Whoever runs the audit's experiments from a program gets evidence as from the command line, and no claim is forgotten. */
    @Test
    void itDecidesEveryClaimAboutItsSubjectByTheProtocolsOfTheLedger() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            Subject subject =
                    new Subject(model, "cpu", NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN)));
            Map<String, Experiment> experiments = experiments(new Audit(subject, null, null));
            Set<String> decided = experiments.values().stream()
                    .flatMap(experiment -> experiment.claims(subject).stream())
                    .map(Claim::id)
                    .collect(Collectors.toSet());
            Set<String> recorded = Ledger.builtIn().claims().stream()
                    .map(Claim::id)
                    .filter(id -> id.endsWith("." + subject.name()))
                    .collect(Collectors.toSet());
            assertEquals(recorded, decided);
            experiments.forEach((name, experiment) -> assertTrue(experiment.isRegistered(subject), name));
            experiments(new Audit(subject, 2, null))
                    .forEach((name, experiment) -> assertFalse(experiment.isRegistered(subject), name));
        }
    }

    /** What departs from the ledger's run is no evidence, though the protocol of its units is the same. */
    @Test
    void fewerLayersOrGroupsAreChoicesThatTheExperimentsTell() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            NaturalImages images = NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN));
            RunTerms fewer = new RunTerms(Choices.NONE.with("layers", 3), Optional.empty());
            Subject subject = new Subject(model, "cpu", images);
            Map<String, Experiment> experiments =
                    experiments(new Audit(new Subject(model, "cpu", images, fewer), null, null));
            Map<String, Experiment> usual = experiments(new Audit(subject, null, null));
            for (String name : List.of("paths", "defence")) {
                assertEquals("3", experiments.get(name).settings().get("layers"));
                assertFalse(experiments.get(name).isRegistered(subject), name);
                assertTrue(usual.get(name).isRegistered(subject), name);
            }
        }
    }

    /** A form, a target or a fine-tuning that the claims are not about makes a run no evidence, whatever its protocol is. */
    @Test
    void anExperimentKnowsWhatTheClaimsAreAbout() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            Subject subject =
                    new Subject(model, "cpu", NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN)));
            TargetImage other = new TargetImage("unit:1");
            UnitProtocol units = UnitProtocol.of(subject, 1);
            CircuitProtocol circuit = CircuitProtocol.of(subject, 1);
            RunTerms brief = new RunTerms(Choices.NONE.with("fine-tuning", 1), Optional.empty());
            FineTuning shorter = FineTuning.of(new Subject(model, "cpu", subject.images(), brief), units);
            for (Experiment experiment : List.of(
                    new CircuitExperiment(circuit, new CircuitExperiment.Permuted(2)),
                    new CircuitExperiment(circuit, new CircuitExperiment.Arbitrary(other)),
                    new SilentExperiment(SilentProtocol.of(subject, 1), other),
                    new SlingshotExperiment(units, FineTuning.of(subject, units), other),
                    new SlingshotExperiment(units, shorter, TargetImage.EYE))) {
                assertFalse(experiment.isRegistered(subject), experiment::toString);
            }
        }
    }

    @Test
    void theNumberOfStepsLeavesTheChosenFineTuning() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            NaturalImages images = NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN));
            RunTerms chosen = new RunTerms(Choices.NONE.with("fine-tuning", 7), Optional.empty());
            Audit audit = new Audit(new Subject(model, "cpu", images, chosen), 2, null);
            Map<String, String> settings =
                    audit.experiment("slingshot", Map.of()).settings();
            assertEquals("7", settings.get("fine-tuning"));
            assertEquals("2", settings.get("steps"));
            Audit usual = new Audit(new Subject(model, "cpu", images), 2, null);
            assertEquals("2", usual.experiment("slingshot", Map.of()).settings().get("fine-tuning"));
        }
    }

    /** Its only convolution that may have silent units has a single channel, which no rule chooses. */
    @Test
    void anExperimentThatFitsOnlyWithTheUsersChoicesIsMadeWithThem() {
        Graph graph = new GraphBuilder()
                .conv("conv1", 3, 8, 3)
                .relu("relu1")
                .conv("conv2", 8, 1, 3)
                .then("flat", new Operation.Flatten())
                .logits(64, 3, "head")
                .graph("own", new InputSpec(8, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)));
        GraphNetwork network = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu());
        try (LoadedModel model = new LoadedModel(network, "own", "0".repeat(64), ClassNames.unknown())) {
            NaturalImages images = NaturalImages.ofAny(network, null, ClassNames.unknown(), 5);
            Choices choices = Choices.NONE.with("silent.convolution", "conv2").with("silent.layer", "relu1");
            Subject usual = new Subject(model, "cpu", images);
            Audit without = new Audit(usual, null, null);
            assertThrows(IllegalArgumentException.class, () -> without.experiment("silent", Map.of()));
            Subject subject = new Subject(model, "cpu", images, new RunTerms(choices, Optional.empty()));
            Map<String, String> settings = new Audit(subject, null, null)
                    .experiment("silent", Map.of())
                    .settings();
            assertEquals("conv2", settings.get("convolution"));
            assertEquals("relu1", settings.get("layer"));
        }
    }

    @Test
    void theLedgerRecordsNothingAboutOtherWeights() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            NaturalImages images = NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN));
            assertTrue(new Audit(new Subject(model, "cpu", images), null, null).isRecorded("slingshot"));
            LoadedModel other = new LoadedModel(model.network(), "own", "0".repeat(64), model.classes());
            assertFalse(new Audit(new Subject(other, "cpu", images), null, null).isRecorded("slingshot"));
        }
    }

    @Test
    void criteriaThatNoExperimentOfTheAuditMeasuresAreRefusedBeforeTheRun(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.json"),
                "{\"schema\": 1, \"criteria\": {" + judge("twins", "gap") + ", " + judge("V3", "similarityDrop")
                        + "}}");
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            NaturalImages images = NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN));
            RunTerms terms = new RunTerms(Choices.NONE, Optional.of(Criteria.read(file)));
            LoadedModel other = new LoadedModel(model.network(), "own", "0".repeat(64), model.classes());
            Audit audit = new Audit(new Subject(other, "cpu", images, terms), null, null);
            try (RunParts parts = RunParts.open(directory.resolve("out"), new TreeMap<>(), false, "")) {
                String told = assertThrows(
                                IllegalArgumentException.class,
                                () -> audit.run(directory.resolve("out"), parts, Progress.NONE))
                        .getMessage();
                assertTrue(told.contains("has criteria for V3, which is not measured here"), told);
            }
            assertFalse(Files.exists(directory.resolve("out")));
        }
    }

    private static String judge(String measurement, String column) {
        return "\"" + measurement
                + "\": {\"criterion\": {\"units\": 2, \"confidence\": 0.95, \"conditions\": [{\"column\": \"" + column
                + "\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0}]}}";
    }
}
