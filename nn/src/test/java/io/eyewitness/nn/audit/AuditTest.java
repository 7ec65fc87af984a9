package io.eyewitness.nn.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditTest {
    @Test
    void eachExperimentHasTheSeedOfItsProtocol() {
        assertEquals(3, Audit.seed("arbitrary-image", "cifar"));
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
            Map<String, Experiment> experiments = new Audit(subject, null, null).experiments(Path.of("audit"));
            Set<String> decided = experiments.values().stream()
                    .flatMap(experiment -> experiment.claims(subject).stream())
                    .map(Claim::id)
                    .collect(Collectors.toSet());
            Set<String> recorded = Ledger.builtIn().claims().stream()
                    .map(Claim::id)
                    .filter(id -> id.endsWith("." + subject.name()))
                    .collect(Collectors.toSet());
            assertEquals(recorded, decided);
            experiments.forEach(
                    (name, experiment) -> assertTrue(experiment.protocol().isRegistered(), name));
            new Audit(subject, 2, null)
                    .experiments(Path.of("audit"))
                    .forEach((name, experiment) ->
                            assertTrue(!experiment.protocol().isRegistered(), name));
        }
    }

    /** What departs from the ledger's run is no evidence, though the protocol of its units is the same. */
    @Test
    void fewerLayersOrGroupsAreChoicesThatTheExperimentsTell() throws IOException {
        try (LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu())) {
            NaturalImages images = NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN));
            RunTerms fewer = new RunTerms(Choices.NONE.with("layers", 3), Optional.empty());
            Map<String, Experiment> experiments =
                    new Audit(new Subject(model, "cpu", images, fewer), null, null).experiments(Path.of("audit"));
            Map<String, Experiment> usual =
                    new Audit(new Subject(model, "cpu", images), null, null).experiments(Path.of("audit"));
            for (String name : List.of("paths", "defence")) {
                assertEquals("3", experiments.get(name).settings().get("layers"));
                assertTrue(!experiments.get(name).isRegistered(), name);
                assertTrue(usual.get(name).isRegistered(), name);
            }
        }
    }
}
