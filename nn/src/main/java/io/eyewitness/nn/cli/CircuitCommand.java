package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.TrainTest;
import io.eyewitness.nn.experiment.Measurement;
import io.eyewitness.nn.fool.Circuit;
import io.eyewitness.nn.fool.CircuitPlan;
import io.eyewitness.nn.fool.Fooling;
import io.eyewitness.nn.fool.ShiftedUnits;
import io.eyewitness.nn.fool.Shown;
import io.eyewitness.nn.fool.Visualizations;
import io.eyewitness.nn.gallery.Draft;
import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.network.NetworkFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a fooling circuit in place of a network's logits. */
@Command(
        name = "circuit",
        description =
                "Puts a fooling circuit in place of a network's logits: on natural images they stay as they are, but their"
                        + " feature visualizations are those of other logits, or one picture. Writes the network, a gallery and"
                        + " what was measured to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = Main.EXIT_CODES,
        exitCodeList = {"0:done, whatever was measured", Main.BAD_INPUT, Main.MISSING})
final class CircuitCommand implements Callable<Integer> {
    /** What the logits show. */
    enum Form {
        PERMUTED,
        ARBITRARY
    }

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as train takes it; else a directory with a folder of photographs for"
                            + " each class. Default for fashion: as train, else the 2,000 images that come with eyewitness, half"
                            + " of them to learn from.")
    private Path data;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "permuted",
            description =
                    "permuted (each logit shows another) or arbitrary (all show one picture). Default: ${DEFAULT-VALUE}.")
    private Form form;

    @Option(
            names = "--shift",
            paramLabel = "S",
            description = "permuted: logit i shows logit i + S, counted round the end. Default: 1.")
    private Integer shift;

    @Option(
            names = "--target",
            paramLabel = "PICTURE",
            description =
                    "arbitrary: a picture's file, whose centre square is taken, or unit:K, the visualization of logit K."
                            + " Default: a drawing of an eye.")
    private String target;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Of each visualization. Default: the plan's for the network; with others the measurements are no evidence.")
    private Integer steps;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "fooled", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces what an earlier run left there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireFitting();
        try (LoadedModel loaded = model.open()) {
            if (!(loaded.network() instanceof GraphNetwork truth)) {
                throw new IllegalArgumentException(
                        loaded.network().name() + " is TorchScript, whose layers cannot be replaced; give --weights");
            }
            CircuitPlan usual = CircuitPlan.of(truth.name(), seed);
            CircuitPlan plan = steps == null ? usual : usual.withSteps(steps);
            TrainTest images = NaturalParts.of(truth, data, plan.size());
            Fooling fooling = new Fooling(plan, truth, images);
            try (Draft draft = Draft.open(out, CircuitFiles.NETWORK, force)) {
                CircuitFiles files = new CircuitFiles(loaded, model.device(), data, fooling);
                List<String> summary = make(fooling, shown(fooling), files, draft);
                draft.finish();
                PrintWriter output = spec.commandLine().getOut();
                summary.forEach(output::println);
                output.println("See " + out.resolve(CircuitFiles.PAGE));
                output.flush();
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a visualization did not work out: " + e.getMessage(), e);
        }
        return 0;
    }

    private void requireFitting() {
        if (form == Form.PERMUTED && target != null) {
            throw new IllegalArgumentException("--target goes with --form arbitrary");
        }
        if (form == Form.ARBITRARY && shift != null) {
            throw new IllegalArgumentException("--shift goes with --form permuted");
        }
    }

    private Shown shown(Fooling fooling) throws IOException {
        return form == Form.PERMUTED
                ? new ShiftedUnits(shift == null ? 1 : shift, fooling.outputs())
                : Targets.picture(target, fooling);
    }

    private List<String> make(Fooling fooling, Shown shown, CircuitFiles files, Draft draft) throws IOException {
        try (GraphNetwork fooled = circuit(fooling, shown).in(fooling.truth())) {
            Measurement outputs;
            try (Bar bar = new Bar("measuring", fooling.images().test().size())) {
                outputs = fooling.outputs(fooled, bar::stepBy);
            }
            Visualizations visualizations;
            try (Bar bar = new Bar("visualizing", Fooling.batchesMeasured())) {
                visualizations = fooling.visualizations(fooled, shown, bar::stepBy);
            }
            NetworkFile.write(draft.file(CircuitFiles.NETWORK), fooled.graph(), fooled.tensors(), files.texts(shown));
            return files.write(draft, shown, outputs, visualizations, steps == null);
        }
    }

    private Circuit circuit(Fooling fooling, Shown shown) {
        Fooling.Views views;
        try (Bar bar = new Bar("visualizing", Fooling.batchesLearntFrom(shown))) {
            views = fooling.views(shown, bar::stepBy);
        }
        try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr(), Fooling.EPOCHS)) {
            return fooling.circuit(shown, views, progress);
        }
    }
}
