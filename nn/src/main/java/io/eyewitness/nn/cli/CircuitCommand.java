package io.eyewitness.nn.cli;

import io.eyewitness.nn.fool.Circuit;
import io.eyewitness.nn.fool.CircuitPlan;
import io.eyewitness.nn.fool.Fooling;
import io.eyewitness.nn.fool.ShiftedUnits;
import io.eyewitness.nn.fool.Shown;
import io.eyewitness.nn.fool.Visualizations;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
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
                "Puts a fooling circuit in place of a network's logits: on natural images they stay as they are, but"
                        + " their feature visualizations are those of other logits, or one picture. Writes the network, a"
                        + " gallery and what was measured to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:done, whatever was measured", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class CircuitCommand implements Callable<Integer> {
    /** What the logits show. */
    enum Form {
        PERMUTED,
        ARBITRARY
    }

    private static final int NEXT = 1;

    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "permuted",
            description = "permuted (each logit shows another) or arbitrary (all show one picture). Default:"
                    + " ${DEFAULT-VALUE}.")
    private Form form;

    @Option(
            names = "--shift",
            paramLabel = "S",
            description = "permuted: logit i shows logit i + S, counted round the end. Default: 1; with others the"
                    + " measurements are no evidence.")
    private Integer shift;

    @Option(
            names = "--target",
            paramLabel = "PICTURE",
            description =
                    "arbitrary: a picture's file, whose centre square is taken, or unit:K, the visualization of logit"
                            + " K; with these the measurements are no evidence. Default: a drawing of an eye.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "fooled", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireFitting();
        try (LoadedModel loaded = options.open()) {
            GraphNetwork truth = ManipulationOptions.graph(loaded);
            CircuitPlan usual = CircuitPlan.of(truth.name(), options.seed());
            CircuitPlan plan = usual.withSteps(options.steps(usual.steps()));
            Fooling fooling =
                    new Fooling(plan, truth, options.images(truth, plan.size()), options.nearer(truth, plan.size()));
            try (StagingDirectory draft = StagingDirectory.open(out, CircuitFiles.NETWORK, options.force())) {
                Shown shown = shown(fooling);
                Measured measured = new Measured(
                        truth.name(), setting(loaded, fooling, shown), plan.equals(usual) && isAsClaimed());
                List<String> lines = make(new CircuitFiles(fooling, shown, loaded.classes(), measured), draft);
                draft.finish();
                PrintWriter output = spec.commandLine().getOut();
                lines.forEach(output::println);
                output.println("See " + out.resolve(Measured.PAGE));
                output.flush();
            }
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

    /** Whether the logits show what the ledger's claims say: the next one, or the drawing of an eye. */
    private boolean isAsClaimed() {
        return (shift == null || shift == NEXT) && target == null;
    }

    private SortedMap<String, String> setting(LoadedModel loaded, Fooling fooling, Shown shown) throws IOException {
        CircuitPlan plan = fooling.plan();
        SortedMap<String, String> setting =
                options.setting(loaded, fooling.images(), plan.size(), plan.steps(), plan.transforms());
        setting.put("layer", plan.layer());
        setting.put("shown", shown.text());
        setting.put("classifier", plan.classifier());
        setting.put("labels", fooling.labels());
        return setting;
    }

    private Shown shown(Fooling fooling) throws IOException {
        return form == Form.PERMUTED
                ? new ShiftedUnits(shift == null ? NEXT : shift, fooling.outputs())
                : Targets.picture(target, fooling, options.notes());
    }

    private List<String> make(CircuitFiles files, StagingDirectory draft) throws IOException {
        Fooling fooling = files.fooling();
        Shown shown = files.shown();
        try (GraphNetwork fooled = circuit(fooling, shown).in(fooling.truth())) {
            Measurement outputs;
            try (Bar bar = new Bar("measuring").start(fooling.images().test().size())) {
                outputs = fooling.outputs(fooled, bar::stepBy);
            }
            Visualizations visualizations;
            try (Bar bar = new Bar("visualizing").start(fooling.batchesMeasured())) {
                visualizations = fooling.visualizations(fooled, shown, bar::stepBy);
            }
            NetworkFile.write(
                    draft.file(CircuitFiles.NETWORK),
                    fooled.graph(),
                    fooled.tensors(),
                    files.measured().setting());
            return files.write(draft, outputs, visualizations);
        }
    }

    private Circuit circuit(Fooling fooling, Shown shown) {
        Fooling.Views views;
        try (Bar bar = new Bar("visualizing").start(fooling.batchesLearntFrom(shown))) {
            views = fooling.views(shown, bar::stepBy);
        }
        try (ConsoleProgress progress = new ConsoleProgress(spec)) {
            return fooling.circuit(shown, views, progress);
        }
    }
}
