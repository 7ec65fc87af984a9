package io.eyewitness.nn.cli;

import io.eyewitness.nn.distill.Distill;
import io.eyewitness.nn.distill.DistillClaim;
import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.distill.Subjects;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the claims V1 to V6 and writes the evidence. */
@Command(
        name = "distill",
        description =
                "Measures the claims of the article \"Feature Visualization\" (Distill 2017), V1 to V6, on a network"
                        + " that the ledger has criteria for, and writes the evidence, unit by unit, if seed and data are"
                        + " those of the ledger's protocol. The gate decides from it; what is printed here is a preview.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:measured, whatever the outcome", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class DistillCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "For fashion and cifar the data set, as train takes it; else a directory with a folder of"
                    + " photographs for each class. Default for fashion: as accuracy.")
    private Path data;

    @Option(
            names = "--claims",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "V1,V2,V3,V4,V5,V6",
            description = "Which, parted by commas. Default: ${DEFAULT-VALUE}.")
    private List<DistillClaim> claims;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Default: ${DEFAULT-VALUE}; evidence is of the seed of the claim's protocol in the ledger alone.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "measurements",
            description = "Where measurement/NAME.json is written. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open()) {
            int size = Subjects.size(loaded.network().name());
            claims.forEach(
                    claim -> Preregistration.of(claim.name(), loaded.network().name()));
            if (!Preregistration.isAbout(loaded.network().name(), loaded.sha256())) {
                throw new IllegalArgumentException("the ledger's claims are about other weights of "
                        + loaded.network().name() + " than " + loaded.weights());
            }
            LabelledImages images = NaturalImages.of(loaded.network(), data, size, Notes.of(spec));
            Subject subject = Subjects.of(loaded.network(), images, seed);
            SortedMap<String, String> setting = MeasurementFiles.setting(loaded, model.device(), data, images);
            for (DistillClaim claim : claims) {
                measure(claim, subject, setting);
            }
        }
        return 0;
    }

    private void measure(DistillClaim claim, Subject subject, SortedMap<String, String> setting) throws IOException {
        MeasurementEvidence evidence;
        try (Bar bar = new Bar(claim.name()).start(claim.ascents(subject))) {
            evidence = Distill.measure(claim, subject, setting, finished -> bar.stepBy(finished));
        }
        PrintWriter output = spec.commandLine().getOut();
        Preregistration preregistration =
                Preregistration.of(claim.name(), subject.network().name());
        Optional<String> reason = preregistration.whyNot(evidence);
        if (reason.isPresent()) {
            output.println(claim + ": no evidence, for " + reason.get() + "; with it:");
        } else {
            MeasurementFiles.write(out, evidence);
        }
        preregistration.lines(evidence).forEach(output::println);
        output.flush();
    }
}
