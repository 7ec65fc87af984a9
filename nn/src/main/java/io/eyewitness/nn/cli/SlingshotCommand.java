package io.eyewitness.nn.cli;

import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.distill.Subjects;
import io.eyewitness.nn.fool.EyePicture;
import io.eyewitness.nn.fool.Slingshot;
import io.eyewitness.nn.fool.SlingshotPlan;
import io.eyewitness.nn.fool.Slung;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fine-tunes a network so that ascents end at a picture. */
@Command(
        name = "slingshot",
        description =
                "Fine-tunes a network, without a change of its layers, so that the landscape of its logits leads from"
                        + " the usual starts of visualizations to one picture, while its probabilities on natural images"
                        + " stay. Writes the network, a gallery and what was measured to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:done, whatever was measured", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class SlingshotCommand implements Callable<Integer> {
    /** The network with a bent landscape. */
    static final String NETWORK = "slingshot.safetensors";

    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--target",
            paramLabel = "PICTURE",
            description =
                    "A picture's file, whose centre square is taken, or unit:K, the visualization of logit K; with"
                            + " these the measurements are no evidence. Default: a drawing of an eye.")
    private String target;

    @Option(
            names = "--fine-tuning",
            paramLabel = "N",
            description = "How many steps of it. Default: the plan's; with others the measurements are no evidence.")
    private Integer fineTuning;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "slingshot", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = options.open()) {
            GraphNetwork truth = ManipulationOptions.graph(loaded);
            TrainTest images = options.images(truth, Subjects.size(truth.name()));
            Slung.requireEachClassIn(images.test());
            Subject usual = Subjects.of(truth, images.test(), options.seed());
            Subject subject = usual.withSteps(options.steps(usual.steps()));
            Images picture = Targets.image(
                    target,
                    truth,
                    subject.images().shape().height(),
                    logit -> visualization(subject, truth, logit),
                    options.notes());
            SortedMap<String, String> setting = options.setting(
                    loaded,
                    images,
                    picture.height(),
                    subject.steps(),
                    subject.transforms().text());
            SlingshotPlan plan =
                    SlingshotPlan.of(MeasurementEvidence.subject(setting), subject.transforms(), options.seed());
            SlingshotPlan chosen = fineTuning == null ? plan : plan.withSteps(fineTuning);
            setting.put("fine-tuning", chosen.text());
            setting.put("target", target == null ? EyePicture.NAME : target);
            Measured measured =
                    new Measured(truth.name(), setting, target == null && chosen.equals(plan) && subject.equals(usual));
            try (StagingDirectory draft = StagingDirectory.open(out, NETWORK, options.force())) {
                List<String> lines = make(subject, picture, images, chosen, measured, draft);
                draft.finish();
                PrintWriter output = spec.commandLine().getOut();
                lines.forEach(output::println);
                output.println("See " + out.resolve(Measured.PAGE));
                output.flush();
            }
        }
        return 0;
    }

    private static Images visualization(Subject subject, GraphNetwork truth, int logit) {
        Unit unit = Unit.logit(logit);
        unit.requireIn(truth, subject.images().shape().height());
        return subject.ascent(unit.objective()).run(truth);
    }

    private static List<String> make(
            Subject subject,
            Images picture,
            TrainTest images,
            SlingshotPlan plan,
            Measured measured,
            StagingDirectory draft)
            throws IOException {
        GraphNetwork truth = (GraphNetwork) subject.network();
        Map<String, Tensor> parameters;
        try (Bar bar = new Bar("bending").start(plan.steps())) {
            parameters = Slingshot.run(truth, picture, images.train(), plan, bar::stepBy);
        }
        NetworkFile.write(draft.file(NETWORK), truth.graph(), parameters, measured.setting());
        try (GraphNetwork bent = new GraphNetwork(
                        truth.graph(), parameters, truth.manager().getDevice());
                Bar bar = new Bar("visualizing")
                        .start(Slung.ascents(images.test().classes().size()))) {
            Slung slung = Slung.measure(subject, bent, picture, images.test(), bar::stepBy);
            measured.write(draft, gallery(slung, picture, measured), List.of());
            return measured.write(draft, "slingshots", slung.measurement());
        }
    }

    private static Gallery gallery(Slung slung, Images picture, Measured measured) {
        return new Gallery(
                "Slingshots in " + measured.network(),
                measured.setting().get("fine-tuning"),
                List.of(
                        new Row("Before", tiles(slung.before())),
                        new Row("After", tiles(slung.after())),
                        new Row(
                                "Target",
                                List.of(new Tile(
                                        Png.picture(picture, 0),
                                        "",
                                        List.of(measured.setting().get("target")))))));
    }

    private static List<Tile> tiles(List<Images> logits) {
        return IntStream.range(0, logits.size())
                .mapToObj(logit -> new Tile(Png.picture(logits.get(logit), 0), "", List.of("logit:" + logit)))
                .toList();
    }
}
