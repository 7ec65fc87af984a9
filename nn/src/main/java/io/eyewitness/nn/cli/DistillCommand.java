package io.eyewitness.nn.cli;

import io.eyewitness.nn.distill.DistillClaim;
import io.eyewitness.nn.distill.DistillExperiment;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the claims V1 to V6 and writes the evidence. */
@Command(
        name = "distill",
        description =
                "Measures the claims V1 to V6 of the article \"Feature Visualization\" (Distill 2017) on a network. Writes the"
                        + " evidence, with the numbers of each unit, if the ledger has criteria for the network and seed and data"
                        + " agree with its protocol; else the numbers, to numbers/NAME.json. The gate of table decides from the"
                        + " evidence; the output of this command is a preview. A run that was stopped goes on when the same command"
                        + " is given again; --force starts anew.",
        exitCodeList = {"0:the claims were measured, whatever the outcome", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class DistillCommand extends NnCommand {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "For fashion and cifar the data set, as for train; " + ExperimentCommand.PHOTOGRAPHS
                    + " Default for fashion: as for accuracy.")
    private Path data;

    @Option(
            names = "--claims",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "V1,V2,V3,V4,V5,V6",
            description = "The claims to measure, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<DistillClaim> claims;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The seed of all random draws. Default: ${DEFAULT-VALUE}. Only measurements with the seed of the ledger's"
                            + " protocol are evidence.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "measurements",
            description = "The directory to which measurement/NAME.json is written. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private ExperimentCommand.ProtocolOptions options;

    @Option(names = "--force", description = "Drops what a stopped run of these claims has finished, and starts anew.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        RunTerms terms = options.terms(Choices.NONE);
        try (Subject subject = model.subject(data, terms)) {
            UnitProtocol protocol = UnitProtocol.of(subject, seed);
            List<DistillExperiment> experiments = claims.stream()
                    .map(claim -> DistillExperiment.of(subject, protocol, claim))
                    .toList();
            terms.choices().requireAmong(subject.settings(experiments.get(0)).keySet());
            subject.requireOwnCriteria(experiments);
            print(ExperimentCommand.told(subject, experiments.get(0)));
            SortedMap<String, String> identity = withProgress(progress -> subject.identity(experiments, progress));
            try (RunParts parts = RunParts.open(out, run(), identity, force, ExperimentCommand.FORCE)) {
                terms.save(out);
                for (DistillExperiment experiment : experiments) {
                    String claim = experiment.claim().name();
                    ExperimentResult result = parts.discardedIfRefused(() ->
                                    withProgress(progress -> experiment.run(subject, parts.kept(claim, progress))))
                            .judgedBy(terms);
                    result.writeEvidenceTo(out);
                    AtomicFiles.put(
                            out.resolve(claim + ".html"), result.page().html().getBytes(StandardCharsets.UTF_8));
                    result.outcomes().forEach(outcome -> print(result, outcome));
                }
                parts.finish();
            }
        }
        return 0;
    }

    /** The name of the run among those of other claims with the same directory. */
    private String run() {
        return claims.stream().distinct().sorted().map(claim -> "-" + claim).collect(Collectors.joining());
    }

    private void print(ExperimentResult result, ExperimentResult.Outcome outcome) {
        if (result.hasStanding(outcome) || outcome.preregistration().isEmpty()) {
            print(result.lines(outcome));
            return;
        }
        Preregistration known = outcome.preregistration().orElseThrow();
        outcome.objection()
                .ifPresent(reason -> print(outcome.name() + ": no evidence, because " + reason + "; as a preview:"));
        print(known.lines(outcome.evidence().orElseThrow()));
    }
}
