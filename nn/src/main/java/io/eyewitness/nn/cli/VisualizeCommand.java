package io.eyewitness.nn.cli;

import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.visualize.CheckpointedRun;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes feature visualizations. */
@Command(
        name = "visualize",
        description =
                "Makes images that units of a network like most, and writes them with a contact sheet, a page and all"
                        + " numbers to a directory. A run that was stopped goes on when the same command is given again.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, "1:the value of a unit did not move", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class VisualizeCommand implements Callable<Integer> {
    private static final int UNMOVED = 1;
    private static final Duration BETWEEN_STATES = Duration.ofSeconds(5);

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            converter = UnitConverter.class,
            description = "LAYER:CHANNEL, LAYER:CHANNEL,Y,X (one place), LAYER (all of it, DeepDream), logit:CLASS or"
                    + " probability:CLASS; -UNIT for what it dislikes (as in --unit=-logit:3), UNIT+UNIT for several at"
                    + " once. May be given more than once. The command layers lists the layers.")
    private List<Unit> units;

    @Mixin
    private ModelOptions model;

    @Mixin
    private AscentOptions ascent;

    @Option(
            names = "--snapshots",
            paramLabel = "STEPS",
            split = ",",
            description = "After how many steps the images are kept too, such as 0,16,64.")
    private List<Integer> snapshots = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "visualization",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces what an earlier run left there, finished or not.")
    private boolean force;

    @Spec
    private CommandSpec spec;

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
                PrintWriter output = spec.commandLine().getOut();
                files.summary().forEach(output::println);
                output.println("See " + out.resolve(VisualizationFiles.PAGE));
                output.flush();
                List<String> unmoved = files.unmoved();
                unmoved.forEach(Notes.of(spec));
                return unmoved.isEmpty() ? CommandLine.ExitCode.OK : UNMOVED;
            }
        }
    }

    private VisualizationFiles run(LoadedModel loaded, Settings settings, CheckpointedRun run, StagingDirectory draft)
            throws IOException {
        try (ConsoleProgress progress = new ConsoleProgress(spec);
                Optimization start = run.spec().start(loaded.network())) {
            Images atStart = start.images();
            return new VisualizationFiles(loaded, units, settings, atStart, run.run(progress));
        } catch (NotFinite | Optimization.Diverged e) {
            draft.discard();
            throw e;
        }
    }
}
