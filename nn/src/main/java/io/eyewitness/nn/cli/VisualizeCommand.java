package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.survey.Survey;
import io.eyewitness.nn.survey.SurveyPlan;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.nn.visualization.Arrangement;
import io.eyewitness.nn.visualization.VisualizationFiles;
import io.eyewitness.nn.visualize.CheckpointedRun;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.PartOptions;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes feature visualizations. */
@Command(
        name = "visualize",
        description =
                "Optimizes images to maximize the activation of units of a network, and writes them with a contact sheet, a page"
                        + " and all numbers to a directory. A run that was stopped is resumed when the same command is given again.",
        exitCodeList = {ExitCodes.DONE, "1:the value of a unit did not move", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class VisualizeCommand extends NnCommand {
    private static final int UNMOVED = 1;
    private static final Duration BETWEEN_STATES = Duration.ofSeconds(5);

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            converter = UnitConverter.class,
            description =
                    "A unit: LAYER:CHANNEL, LAYER:CHANNEL,Y,X (one place), LAYER (the whole layer, DeepDream), logit:CLASS,"
                            + " probability:CLASS, direction(LAYER,3-7) (in the space of a layer's channels),"
                            + " direction(LAYER,FILE) (numbers as text or safetensors, or the activations of a picture, which"
                            + " ,Y,X after it takes at one place), content(LAYER,PICTURE) (the picture that the layer knows) or"
                            + " style(LAYER,PICTURE); -UNIT minimizes the activation (as in --unit=-logit:3), UNIT+UNIT maximizes"
                            + " the sum, 0.5*UNIT is weighted. Can be given more than once. The command layers lists the layers.")
    private List<UnitSpec> units;

    @Mixin
    private ModelOptions model;

    @Mixin
    private VisualizationOptions options;

    @Option(
            names = "--snapshots",
            paramLabel = "STEPS",
            split = ",",
            description = "The numbers of steps after which the images are also kept, such as 0,16,64.")
    private List<Integer> snapshots = List.of();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "single",
            description =
                    "The precision in which the network is computed: single, half or bfloat16. Of the last two the error is measured"
                            + " on the images and stated. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "visualization",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open(options.size())) {
            Arrangement arrangement = options.arrangement(units, loaded.network(), this::note);
            VisualizationSpec all = options.of(arrangement.units(), loaded.network(), this::note);
            SortedSet<Integer> kept = new TreeSet<>(snapshots);
            VisualizationFiles.Settings settings = VisualizationFiles.Settings.of(
                    loaded, arrangement, options.picture(), all, kept, model.device(), precision);
            try (StagingDirectory draft = StagingDirectory.open(out, VisualizationFiles.RUN, force)) {
                CheckpointedRun run = new CheckpointedRun(
                        all,
                        loaded.network().in(precision),
                        kept,
                        draft.state(),
                        EvidenceJson.mapper().writeValueAsString(settings),
                        BETWEEN_STATES);
                VisualizationFiles files = run(loaded, arrangement, settings, run, draft);
                files.writeTo(draft);
                draft.finish();
                print(files.summary());
                print("See " + out.resolve(VisualizationFiles.PAGE));
                List<String> unmoved = files.unmoved();
                unmoved.forEach(this::note);
                return unmoved.isEmpty() ? CommandLine.ExitCode.OK : UNMOVED;
            }
        }
    }

    private VisualizationFiles run(
            LoadedModel loaded,
            Arrangement arrangement,
            VisualizationFiles.Settings settings,
            CheckpointedRun run,
            StagingDirectory draft)
            throws IOException {
        try (Optimization start = run.spec().start(loaded.network())) {
            Images atStart = start.images();
            return new VisualizationFiles(
                    loaded, run.network(), arrangement, settings, atStart, withProgress(run::run));
        } catch (NotFinite | Optimization.Diverged e) {
            draft.discard();
            throw e;
        }
    }

    /** Reads a unit. */
    static final class UnitConverter implements ITypeConverter<UnitSpec> {
        @Override
        public UnitSpec convert(String text) {
            try {
                return UnitSpec.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Visualizes all units of layers, and finds out more about them. */
    @Command(
            name = "survey",
            description =
                    "Surveys all units of some layers: an image that maximizes each, the natural images that activate it most, and"
                            + " how far natural images activate it (the largest value, the mean and the share of images above 0)."
                            + " Writes survey.json, the images, and a page: a contact sheet that is searched, sorted and filtered.")
    static final class SurveyCommand extends NnCommand implements CampaignCommand {
        @Mixin
        private ModelOptions model;

        @Option(
                names = "--data",
                paramLabel = "PATH",
                description = "For fashion and cifar the data set, as for train; " + ExperimentCommand.PHOTOGRAPHS
                        + " Default for fashion: as for train, or, where that is not installed, the 2,000 images that come with"
                        + " eyewitness.")
        private Path data;

        @Option(
                names = "--layers",
                paramLabel = "LAYER",
                required = true,
                split = Survey.BETWEEN,
                description =
                        "The layers, parted by commas, or all: the convolutions, the ReLUs and their like, and the logits. The"
                                + " command layers lists the layers.")
        private List<String> layers;

        @Option(
                names = "--steps",
                paramLabel = "N",
                description =
                        "The number of optimization steps of each visualization. Default: the protocol's, mostly 128.")
        private Integer steps;

        @Option(
                names = "--starts",
                paramLabel = "N",
                description = "The number of images that maximize each unit, from different starts. Default: 1.")
        private Integer starts;

        @Option(
                names = "--top",
                paramLabel = "N",
                description = "The number of natural images that are kept of each unit. Default: 9.")
        private Integer top;

        @Option(
                names = "--inspect",
                description =
                        "Also inspects the units, as nn inspect does, each batch of 8 or fewer by itself; not those that come"
                                + " before any ReLU.")
        private boolean isInspected;

        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description =
                        "A setting of the network's protocol, such as naturals=500, the number of natural images; can be given"
                                + " several times. All settings are printed before the run.")
        private Map<String, String> settings = new LinkedHashMap<>();

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "The seed of all random draws. Default: ${DEFAULT-VALUE}.")
        private long seed;

        @Mixin
        private PartOptions part;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "survey",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
        private Path out;

        @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
        private boolean force;

        @Spec
        private CommandSpec spec;

        private SurveyPlan plan;

        @Override
        public Integer call() throws IOException {
            if (part.isGiven()) {
                return part.compute(this, spec.commandLine(), Main.PROGRAM, out, force, 1);
            }
            StagingDirectory.open(out, Survey.FILE, force).close();
            return PartOptions.whole(this, spec.commandLine(), Main.PROGRAM, out, force, 1);
        }

        @Override
        public SurveyPlan campaign() throws IOException {
            Choices choices = ExperimentCommand.ProtocolOptions.with(
                    Choices.NONE
                            .with("steps", steps)
                            .with("surveyed", String.join(Survey.BETWEEN, layers))
                            .with("starts", starts)
                            .with("top", top)
                            .with("inspected", isInspected ? "yes" : null),
                    settings);
            Subject subject = model.subject(data, new RunTerms(choices, Optional.empty()));
            Survey survey = Survey.of(subject, UnitProtocol.of(subject, seed));
            choices.requireAmong(survey.settings().keySet());
            note(subject.network().name() + ": " + Choices.text(survey.settings()));
            plan = withProgress(progress -> survey.on(subject, progress));
            return plan;
        }

        @Override
        public int finish(PartPlan.Parts parts) throws IOException {
            try (StagingDirectory draft = StagingDirectory.open(out, Survey.FILE, force)) {
                print(plan.write(parts, draft));
                draft.finish();
            }
            print("See " + out.resolve(ExperimentResult.PAGE));
            return 0;
        }

        /** The weights, the classes and the images. */
        @Override
        public List<Path> files() {
            return Stream.concat(model.files().stream(), Stream.ofNullable(data))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
