package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.visualize.CheckpointedRun;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
                    "A unit: LAYER:CHANNEL, LAYER:CHANNEL,Y,X (one place), LAYER (the whole layer, DeepDream), logit:CLASS or"
                            + " probability:CLASS; -UNIT minimizes the activation (as in --unit=-logit:3), UNIT+UNIT maximizes the"
                            + " sum. Can be given more than once. The command layers lists the layers.")
    private List<UnitSpec> units;

    @Mixin
    private ModelOptions model;

    @Mixin
    private VisualizationOptions ascent;

    @Option(
            names = "--snapshots",
            paramLabel = "STEPS",
            split = ",",
            description = "Steps after which the images are kept too, such as 0,16,64.")
    private List<Integer> snapshots = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "visualization",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open(ascent.size())) {
            VisualizationSpec all = ascent.of(units, loaded.network());
            SortedSet<Integer> kept = new TreeSet<>(snapshots);
            Settings settings = Settings.of(loaded, units, all, kept, model.device());
            try (StagingDirectory draft = StagingDirectory.open(out, VisualizationFiles.RUN, force)) {
                CheckpointedRun run = new CheckpointedRun(
                        all,
                        loaded.network(),
                        kept,
                        draft.state(),
                        EvidenceJson.mapper().writeValueAsString(settings),
                        BETWEEN_STATES);
                VisualizationFiles files = run(loaded, settings, run, draft);
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

    private VisualizationFiles run(LoadedModel loaded, Settings settings, CheckpointedRun run, StagingDirectory draft)
            throws IOException {
        try (ConsoleProgress progress = progress();
                Optimization start = run.spec().start(loaded.network())) {
            Images atStart = start.images();
            return new VisualizationFiles(loaded, units, settings, atStart, run.run(progress));
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
}
