package io.eyewitness.nn.cli;

import io.eyewitness.nn.certify.CertifyExperiment;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.inspect.Assessment;
import io.eyewitness.nn.inspect.Detection;
import io.eyewitness.nn.inspect.InspectExperiment;
import io.eyewitness.nn.inspect.Inspection;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives verdicts on visualizations. */
@Command(
        name = "inspect",
        description = "Inspects a network: do the visualizations of its units show signs of a manipulation?"
                + " Measures of each unit the agreement of its visualizations with natural images, their paths, how much they"
                + " have in common, and what share of the value depends on channels that natural images do not activate. A"
                + " unit that lies beyond what units of clean networks reach is doubtful or manipulated?; no verdict proves"
                + " honesty. Writes inspection.json, inspection.xml for JUnit, in which each unit fails that is not"
                + " consistent, and the visualizations.",
        exitCodeList = {
            "0:inspected, and no verdict reaches --fail-on",
            "1:a verdict is the one of --fail-on or a worse one",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        })
final class InspectCommand extends ExperimentCommand {
    private enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    private enum Limit {
        DOUBTFUL(Assessment.DOUBTFUL),
        MANIPULATED(Assessment.MANIPULATED);

        private final Assessment least;

        Limit(Assessment least) {
            this.least = least;
        }
    }

    @Option(
            names = "--units",
            paramLabel = "UNIT",
            split = CertifyExperiment.BETWEEN,
            description =
                    "The units, at least 2: logit:CLASS, LAYER:CHANNEL (the mean over its places) or LAYER:CHANNEL,Y,X,"
                            + " parted by commas. Default: logits that are spread evenly and channels of the protocol's layer, half of the"
                            + " protocol's units each: ten and ten (15 of inception_v1).")
    private List<String> units;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What is printed: text, json or junit. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            description =
                    "doubtful or manipulated: exit code 1 if a unit, or the network, has this verdict or a worse one."
                            + " Default: never.")
    private Limit limit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "inspection",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Override
    Choices choices() {
        return super.choices().with("inspected", units == null ? null : String.join(",", units));
    }

    @Override
    Experiment experiment(Subject subject) {
        return InspectExperiment.of(subject, units(subject));
    }

    @Override
    Path out() {
        return out;
    }

    @Override
    void announce(List<String> lines) {
        if (format == Format.TEXT) {
            super.announce(lines);
        } else {
            lines.forEach(this::note);
        }
    }

    @Override
    int tell(ExperimentResult result) throws IOException {
        switch (format) {
            case JSON -> print(Files.readString(out.resolve(Inspection.FILE)).strip());
            case JUNIT -> print(Files.readString(out.resolve(Inspection.JUNIT)).strip());
            default -> super.tell(result);
        }
        return limit != null && Inspection.read(out).worst().compareTo(limit.least) >= 0 ? 1 : 0;
    }

    /** Measures how well inspections detect manipulations. */
    @Command(
            name = "detect",
            description =
                    "Measures how well inspections tell manipulated units from clean ones. Each unit's suspicion is"
                            + " measured against clean units of other networks alone; ROC curves compare manipulated units with the same"
                            + " units of the clean network. Every unit of a manipulated inspection is labelled positive, so"
                            + " inspect units that the manipulation targets. Writes detection.json, and the numbers of each"
                            + " manipulation to NETWORK/numbers/inspect-NAME.json.")
    static final class Detect extends NnCommand {
        @Parameters(
                paramLabel = "NAME=DIR",
                arity = "2..*",
                description =
                        "A directory of nn inspect, and what was inspected there: clean, or the name of a manipulation. Of"
                                + " each network clean is needed, and of at least two networks.")
        private List<String> inspections;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "detection",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Option(names = "--force", description = "Replaces the results of an earlier run.")
        private boolean force;

        @Override
        public Integer call() throws IOException {
            List<Detection.Labelled> read = new ArrayList<>();
            for (String inspection : inspections) {
                int end = inspection.indexOf('=');
                if (end < 1) {
                    throw new IllegalArgumentException("'" + inspection + "' is no NAME=DIR, such as clean=inspection");
                }
                read.add(new Detection.Labelled(
                        inspection.substring(0, end), Inspection.read(Path.of(inspection.substring(end + 1)))));
            }
            Detection detection = Detection.of(read);
            try (StagingDirectory draft = StagingDirectory.open(out, Detection.FILE, force)) {
                detection.writeTo(draft.file(""));
                draft.finish();
            }
            print(detection.lines());
            return 0;
        }
    }
}
