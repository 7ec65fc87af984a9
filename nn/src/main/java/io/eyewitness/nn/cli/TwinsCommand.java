package io.eyewitness.nn.cli;

import io.eyewitness.nn.fool.Ball;
import io.eyewitness.nn.fool.Twins;
import io.eyewitness.nn.fool.TwinsPlan;
import io.eyewitness.nn.fool.TwinsTrial;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes twins of a network. */
@Command(
        name = "twins",
        description = "Makes two networks of one: on all training images both do what it does, and their feature"
                + " visualizations are its own, bit for bit; but at some test images, the triggers, a logit is"
                + " about as large as it gets in the first, and about as small in the second. Writes both, a"
                + " gallery and what was measured to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:done, whatever was measured", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class TwinsCommand implements Callable<Integer> {
    /** The twin whose logits are larger at the triggers. */
    static final String FIRST = "twin1.safetensors";

    /** The one whose logits are smaller there. */
    static final String SECOND = "twin2.safetensors";

    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--groups",
            paramLabel = "N",
            description =
                    "How many times ten triggers. Default: the plan's for the network; with others the measurements"
                            + " are no evidence.")
    private Integer groups;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "twins", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = options.open()) {
            GraphNetwork truth = ManipulationOptions.graph(loaded);
            TwinsPlan usual = TwinsPlan.of(truth.name(), options.seed());
            TwinsPlan plan = usual.shortened(groups == null ? usual.groups() : groups, options.steps(usual.steps()));
            TrainTest images = options.images(truth, plan.size());
            SortedMap<String, String> setting =
                    options.setting(loaded, images, plan.size(), plan.steps(), plan.transforms());
            Measured measured = new Measured(truth.name(), setting, plan.equals(usual));
            try (StagingDirectory draft = StagingDirectory.open(out, FIRST, options.force())) {
                List<String> lines = make(loaded, new Making(plan, truth, images, measured), draft);
                draft.finish();
                PrintWriter output = spec.commandLine().getOut();
                lines.forEach(output::println);
                output.println("See " + out.resolve(Measured.PAGE));
                output.flush();
            }
        }
        return 0;
    }

    private record Making(TwinsPlan plan, GraphNetwork truth, TrainTest images, Measured measured) {}

    private List<String> make(LoadedModel loaded, Making making, StagingDirectory draft) throws IOException {
        try (Bar bar = new Bar("visualizing").start(TwinsTrial.ascents(making.plan()))) {
            TwinsTrial trial = TwinsTrial.of(making.plan(), making.truth(), making.images(), bar::stepBy);
            try (Twins twins = trial.twins()) {
                SortedMap<String, String> texts = making.measured().setting();
                NetworkFile.write(
                        draft.file(FIRST),
                        twins.raised().graph(),
                        twins.raised().tensors(),
                        texts);
                NetworkFile.write(
                        draft.file(SECOND),
                        twins.lowered().graph(),
                        twins.lowered().tensors(),
                        texts);
                Measurement measurement = trial.measure(twins, bar::stepBy);
                making.measured().write(draft, gallery(loaded, trial, twins), List.of());
                return making.measured().write(draft, "twins", measurement);
            }
        }
    }

    private Gallery gallery(LoadedModel loaded, TwinsTrial trial, Twins twins) {
        TwinsTrial.Visualized shown = trial.visualized(twins);
        List<Ball> balls = trial.balls().subList(0, shown.before().batch() / 2);
        List<Tile> triggers = IntStream.range(0, balls.size())
                .mapToObj(i -> trigger(loaded, balls.get(i), trial.triggers().get(i)))
                .toList();
        return new Gallery(
                "Twins of " + loaded.network().name(),
                "where logits are largest; seed " + options.seed(),
                List.of(
                        new Row("The network", tiles(loaded, shown.before(), balls)),
                        new Row("Twin 1", tiles(loaded, shown.raised(), balls)),
                        new Row("Twin 2", tiles(loaded, shown.lowered(), balls)),
                        new Row("Triggers", triggers)));
    }

    private static Tile trigger(LoadedModel loaded, Ball ball, Source source) {
        return new Tile(
                Png.picture(ball.trigger(), 0),
                "",
                List.of(
                        loaded.classes().of(ball.unit()),
                        source.toString(),
                        Decimals.format("logit +%.3g and -%.3g", ball.raised(), ball.lowered()),
                        Decimals.format("radius %.3g", ball.radius())));
    }

    private static List<Tile> tiles(LoadedModel loaded, Images images, List<Ball> balls) {
        return IntStream.range(0, balls.size())
                .mapToObj(i -> new Tile(
                        Png.picture(images, i),
                        "",
                        List.of(loaded.classes().of(balls.get(i).unit()))))
                .toList();
    }
}
