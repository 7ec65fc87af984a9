package io.eyewitness.nn.fool.circuit;

import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.FixedImage;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes a fooling circuit in place of a network's logits, and measures it on natural images and on visualizations.
 *
 * @param protocol of its visualizations
 * @param form of its deceptive output
 */
public record CircuitExperiment(CircuitProtocol protocol, Form form) implements Experiment {
    /** The file of the network with the circuit. */
    public static final String NETWORK = "fooled.safetensors";

    private static final int NEXT = 1;

    /** The form of a deceptive output. */
    public sealed interface Form {
        /** The name of the measurement of its visualizations. */
        String measurement();

        /** Whether the claims of the ledger are about this form. */
        boolean isRegistered();

        /** The output. */
        DeceptiveOutput output(CircuitConstruction construction, Progress progress) throws IOException;
    }

    /**
     * Each logit shows another logit; the claims are about a shift of 1.
     *
     * @param shift logit i shows logit i + shift
     */
    public record Permuted(int shift) implements Form {
        /** Each logit shows the next one. */
        public Permuted() {
            this(NEXT);
        }

        @Override
        public String measurement() {
            return "permuted";
        }

        @Override
        public boolean isRegistered() {
            return shift == NEXT;
        }

        @Override
        public DeceptiveOutput output(CircuitConstruction construction, Progress progress) {
            return new Permutation(shift, construction.outputs());
        }
    }

    /**
     * All logits show one image; the claims are about the drawing of an eye.
     *
     * @param target the image
     */
    public record Arbitrary(TargetImage target) implements Form {
        @Override
        public String measurement() {
            return "arbitrary-image";
        }

        @Override
        public boolean isRegistered() {
            return target.equals(TargetImage.EYE);
        }

        @Override
        public DeceptiveOutput output(CircuitConstruction construction, Progress progress) throws IOException {
            GraphNetwork truth = construction.truth();
            return new FixedImage(
                    target.name(),
                    target.image(truth, construction.protocol().size(), construction::visualization, progress),
                    truth.input(),
                    construction.outputs(),
                    construction.naturalRange());
        }
    }

    @Override
    public List<String> measurements() {
        return List.of(
                form.measurement() + "-outputs",
                form.measurement(),
                form.measurement() + "-logits",
                form.measurement() + "-accuracy");
    }

    @Override
    public List<Path> files() {
        return form instanceof Arbitrary arbitrary ? arbitrary.target().files() : List.of();
    }

    @Override
    public String mainFile() {
        return NETWORK;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered() && form.isRegistered();
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork truth = subject.graph();
        TrainTest images = subject.images().split(protocol.size(), progress);
        CircuitConstruction construction = new CircuitConstruction(protocol, truth, images);
        DeceptiveOutput shown = form.output(construction, progress);
        int outputs = construction.outputs();
        SortedMap<String, String> setting = subject.setting(images, protocol);
        setting.put("layer", protocol.layer());
        setting.put("shown", shown.text());
        setting.put("classifier", protocol.classifier());
        boolean isPartlyLabelled = LabelledAccuracy.arePartlyLabelled(images, outputs);
        setting.put("labels", labels(images, outputs));
        try (GraphNetwork fooled = construction.circuit(shown, progress).in(truth)) {
            progress.started("measuring", images.test().size());
            double leak = protocol.hiding().leak();
            Measurement natural = isPartlyLabelled
                    ? NaturalOutputs.ofPartlyLabelled(truth, fooled, leak, images.test(), progress)
                    : NaturalOutputs.measure(truth, fooled, leak, images.test(), progress);
            Optional<Measurement> accuracy = Optional.empty();
            if (LabelledAccuracy.isOf(images, outputs)) {
                progress.started("measuring accuracy", LabelledAccuracy.labelled(images));
                accuracy = Optional.of(LabelledAccuracy.measure(truth, fooled, images, progress));
            }
            progress.started("visualizing", protocol.measured(outputs).size());
            CircuitVisualizations visualizations =
                    CircuitVisualizations.of(protocol, shown, truth, fooled, outputs, progress);
            Plot curves = Curves.plot(
                    titles(visualizations.firstBatch(), subject.model().classes()), visualizations.values());
            ExperimentResult result = new ExperimentResult(setting, isRegistered(subject))
                    .with(measurements().get(0), natural)
                    .with(measurements().get(1), visualizations.measurement())
                    .with(measurements().get(2), visualizations.byLogit());
            accuracy.ifPresentOrElse(
                    measured -> result.with(measurements().get(3), measured),
                    () -> result.without(measurements().get(3), LabelledAccuracy.UNMEASURED));
            return result.withNetwork(NETWORK, fooled)
                    .showing(gallery(subject, shown, visualizations), Curves.section(curves));
        }
    }

    private static String labels(TrainTest images, int outputs) {
        if (LabelledAccuracy.arePartlyLabelled(images, outputs)) {
            return "the images' own classes, of " + LabelledAccuracy.labelled(images) + " of "
                    + (images.train().size() + images.test().size()) + " images";
        }
        return NaturalImages.areLabelled(images.test(), outputs)
                ? "the images' own classes, in order"
                : "the network's own first answers before";
    }

    /** The names of the classes, numbered where they occur again. */
    private static List<String> titles(List<CircuitVisualizations.Row> rows, ClassNames classes) {
        Map<String, Integer> starts = new HashMap<>();
        return rows.stream()
                .map(row -> {
                    String name = classes.of(row.unit());
                    int start = starts.merge(name, 1, Integer::sum);
                    return name + (start == 1 ? "" : " (" + start + ")");
                })
                .toList();
    }

    private Gallery gallery(Subject subject, DeceptiveOutput shown, CircuitVisualizations visualizations) {
        ClassNames classes = subject.model().classes();
        List<CircuitVisualizations.Row> rows = visualizations.firstBatch();
        return new Gallery(
                "A fooling circuit in " + subject.network().name(),
                shown.text() + ", " + protocol.steps() + " steps, seed " + protocol.seed(),
                List.of(
                        Row.of("Before", rows.size(), i -> {
                            CircuitVisualizations.Row row = rows.get(i);
                            return Tile.of(row.before(), 0, classes.of(row.unit()));
                        }),
                        Row.of("With the circuit", rows.size(), i -> {
                            CircuitVisualizations.Row row = rows.get(i);
                            return Tile.of(
                                    row.after(),
                                    0,
                                    classes.of(row.unit()),
                                    Decimals.format("similarity to target %.3f", visualizations.toTarget(row)),
                                    Decimals.format("similarity to before %.3f", visualizations.toTrue(row)));
                        }),
                        Row.of("Target", rows.size(), i -> {
                            CircuitVisualizations.Row row = rows.get(i);
                            return Tile.of(
                                    row.target(),
                                    0,
                                    shown instanceof Permutation permuted
                                            ? classes.of(permuted.shownBy(row.unit()))
                                            : shown.text());
                        })));
    }
}
