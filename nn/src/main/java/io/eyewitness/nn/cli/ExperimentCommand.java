package io.eyewitness.nn.cli;

import io.eyewitness.nn.certify.CertifyExperiment;
import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Criteria;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.paths.PathExperiment;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that runs an experiment: the shared options, and the run. */
@Command(exitCodeList = {"0:the experiment was run, whatever its outcome", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
abstract class ExperimentCommand extends NnCommand {
    /** What to do about the parts of a stopped run with other settings. */
    static final String FORCE = "give --force to start anew";

    /** The beginning of the sentence about the data of networks that take photographs. */
    static final String PHOTOGRAPHS =
            "for any other network a directory with a folder of photographs for each class, or"
                    + " with the folders train and test, each with such folders. Of photographs in train and test those in"
                    + " folders that --classes does not name have no label.";

    private static final String SCOPE = "run";

    /** The end of the description of an option that departs from the ledger's protocol. */
    static final String NO_EVIDENCE = "; with other values the measurements are no evidence.";

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "For fashion and cifar the data set, as for train; " + PHOTOGRAPHS
                    + " For a network without a fixed protocol also other folders or"
                    + " none, whose labels are then unknown. Default for fashion: as for train, or, where that is not installed,"
                    + " the 2,000 images that come with eyewitness, half of which serve as training images of a"
                    + " manipulation.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "The number of optimization steps of each visualization. Default: the protocol's" + NO_EVIDENCE)
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The seed of all random draws. Default: ${DEFAULT-VALUE}. Only measurements with the seed of the ledger's"
                            + " protocol are evidence.")
    private long seed;

    @Mixin
    private ProtocolOptions protocol;

    @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
    private boolean force;

    /** The options for the settings of a protocol and for criteria. */
    static final class ProtocolOptions {
        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description =
                        "A setting of the protocol, such as layer=relu4; can be given several times. A network that has no"
                                + " fixed protocol gets one by rules, and its settings are printed in this form before the run"
                                + NO_EVIDENCE)
        private Map<String, String> settings = new LinkedHashMap<>();

        @Option(
                names = "--criteria",
                paramLabel = "FILE",
                description = "Criteria for the measurements, for a network that the ledger has none for: JSON, as"
                        + " docs/experiments.md describes it. Its SHA-256 is printed before the run and saved with the results."
                        + " Default: the numbers are exploratory.")
        private Path criteria;

        /**
         * What the user decides before the run.
         *
         * @param others choices by other options
         */
        RunTerms terms(Choices others) throws IOException {
            return new RunTerms(
                    with(others, settings), criteria == null ? Optional.empty() : Optional.of(Criteria.read(criteria)));
        }

        /** Choices by other options and those by {@code --set}. */
        static Choices with(Choices others, Map<String, String> settings) {
            Choices all = others;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                if (others.chosen().containsKey(setting.getKey())) {
                    throw new IllegalArgumentException("--set " + setting.getKey()
                            + " says again what another option says; leave one of them out");
                }
                all = all.with(setting.getKey(), setting.getValue());
            }
            return all;
        }
    }

    /** The lines that tell the settings of an experiment, and where its numbers will stand, before it is run. */
    static List<String> told(Subject subject, Experiment experiment) {
        String network = subject.network().name();
        List<String> lines = new ArrayList<>();
        if (subject.isToBeTold(experiment)) {
            lines.add(network + ": " + Choices.text(subject.settings(experiment)));
        }
        if (subject.hasStanding(experiment)) {
            lines.add(network + ": " + subject.terms().standing());
        }
        return lines;
    }

    /** The seed. */
    final long seed() {
        return seed;
    }

    /** The choices by the options of this command. */
    Choices choices() {
        return Choices.NONE.with("steps", steps);
    }

    /** The protocol of the units of a subject. */
    final UnitProtocol units(Subject subject) {
        return UnitProtocol.of(subject, seed);
    }

    /** The experiment that the options describe. */
    abstract Experiment experiment(Subject subject);

    /** The directory of the results. */
    abstract Path out();

    @Override
    public final Integer call() throws IOException {
        RunTerms terms = protocol.terms(choices());
        try (Subject subject = model.subject(data, terms)) {
            subject.graph();
            Experiment experiment = experiment(subject);
            terms.choices().requireAmong(subject.settings(experiment).keySet());
            subject.requireOwnCriteria(List.of(experiment));
            ExperimentResult result;
            try (StagingDirectory draft = StagingDirectory.open(out(), experiment.mainFile(), force)) {
                announce(told(subject, experiment));
                terms.save(draft.file(""));
                SortedMap<String, String> identity =
                        withProgress(progress -> subject.identity(List.of(experiment), progress));
                try (RunParts parts = RunParts.open(out(), identity, force, FORCE)) {
                    result = parts.discardedIfRefused(() ->
                                    withProgress(progress -> experiment.run(subject, parts.kept(SCOPE, progress))))
                            .judgedBy(terms);
                    result.writeTo(draft.file(""));
                    draft.finish();
                    parts.finish();
                }
            }
            return tell(result);
        }
    }

    /** Prints the settings before the run. */
    void announce(List<String> lines) {
        print(lines);
    }

    /**
     * Prints the result.
     *
     * @return the exit code
     */
    int tell(ExperimentResult result) throws IOException {
        print(result.lines());
        print("See " + out().resolve(ExperimentResult.PAGE));
        return 0;
    }

    /** Follows visualizations through a network. */
    @Command(
            name = "paths",
            description =
                    "Follows the visualizations of class logits through a network: measures at each layer how similar their"
                            + " activations are to the activations of natural images of the class. 1 means as similar as natural"
                            + " images of the class are to one another, 0 as similar as natural images of other classes. Writes a"
                            + " plot over depth, all numbers as JSON, and the measurements of the claims paths-early,"
                            + " paths-logits, paths-near-zero and paths-not-below-zero. With --suspect it follows the"
                            + " visualizations of manipulated networks as well, and measures how far they fall behind.")
    static final class Paths extends ExperimentCommand {
        @Option(
                names = "--groups",
                paramLabel = "FILE",
                description =
                        "A file that groups related classes, for data with few photographs of each class: a line for each class,"
                                + " with its group, the number of its logit and its folder, separated by tabs. Default: each class is"
                                + " a group.")
        private Path groups;

        @Option(
                names = "--units",
                paramLabel = "N",
                description = "The largest number of classes of each group. Default: 3, or 1 for inception_v1.")
        private Integer units;

        @Option(
                names = "--batch",
                paramLabel = "N",
                description =
                        "The number of visualizations of each unit. Default: 4, or 2 for inception_v1 and for images of 64"
                                + " pixels or more of a network without a fixed protocol.")
        private Integer batch;

        @Option(
                names = "--suspect",
                paramLabel = "NAME=FILE",
                description =
                        "A name, and the file of a network that nn fool made from the model; can be given several times. Its"
                                + " measurement is paths-NAME. The claims are about the suspects permuted and silent together.")
        private Map<String, Path> suspects = Map.of();

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "paths",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices().with("classes", units).with("visualizations", batch);
        }

        @Override
        Experiment experiment(Subject subject) {
            return PathExperiment.of(subject, units(subject), groups, new Suspects(suspects));
        }

        @Override
        Path out() {
            return out;
        }
    }

    /** Measures whether manipulations can be detected. */
    @Command(
            name = "defend",
            description =
                    "Measures whether a manipulation can be detected. Scores units of a clean network and of manipulated networks:"
                            + " how much more similar are their visualizations to the natural images that activate them most than"
                            + " other natural images are? The score agreement compares which channels are active together, the score"
                            + " path all activations of early layers. Writes ROC curves, all scores as JSON, and the"
                            + " visualizations.")
    static final class Defend extends ExperimentCommand {
        @Option(
                names = "--suspect",
                paramLabel = "NAME=FILE",
                required = true,
                description =
                        "A name, and the file of a network that nn fool made from the model; can be given several times. The claims"
                                + " about defences are about the suspects permuted, arbitrary and silent together, made by the ledger's"
                                + " protocols; measurements of other suspects are no evidence.")
        private Map<String, Path> suspects;

        @Option(
                names = "--batch",
                paramLabel = "N",
                description = "The number of visualizations of each unit. Default: 2.")
        private Integer batch;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "defence",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices().with("visualizations", batch);
        }

        @Override
        Experiment experiment(Subject subject) {
            return DefenceExperiment.of(subject, units(subject), new Suspects(suspects));
        }

        @Override
        Path out() {
            return out;
        }
    }

    /** Certifies Lipschitz constants, and what examples decide with them. */
    @Command(
            name = "certify",
            description =
                    "Certifies upper bounds on the Lipschitz constants of units, with respect to the l2 norm of pixels in [0,1],"
                            + " and measures what training images decide with them: on which side of the middle of the"
                            + " visualization's values is a unit at a test image? Bounds are computed operation by operation, in"
                            + " double precision; a network with an operation that has no bound is refused. Writes all numbers as"
                            + " JSON, a plot, and the measurements certified and certified-images.")
    static final class Certify extends ExperimentCommand {
        @Option(
                names = "--units",
                paramLabel = "UNIT",
                split = CertifyExperiment.BETWEEN,
                description =
                        "The units: logit:CLASS, LAYER:CHANNEL (the mean over its places) or LAYER:CHANNEL,Y,X, parted by"
                                + " commas. Default: ten logits that are spread evenly" + NO_EVIDENCE)
        private List<String> units;

        @Option(
                names = "--examples",
                paramLabel = "N",
                description = "The largest number of training images. Default: 10000" + NO_EVIDENCE)
        private Integer examples;

        @Option(
                names = "--tests",
                paramLabel = "N",
                description = "The largest number of test images. Default: 1000" + NO_EVIDENCE)
        private Integer tests;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "certified",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Override
        Choices choices() {
            return super.choices()
                    .with("certified", units == null ? null : String.join(",", units))
                    .with("examples", examples)
                    .with("tests", tests);
        }

        @Override
        Experiment experiment(Subject subject) {
            return CertifyExperiment.of(subject, units(subject));
        }

        @Override
        Path out() {
            return out;
        }
    }
}
