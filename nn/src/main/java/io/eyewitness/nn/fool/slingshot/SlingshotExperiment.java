package io.eyewitness.nn.fool.slingshot;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.ImageSimilarity;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes a gradient slingshot, a network that is fine-tuned so that visualizations end at a target, and measures it on visualizations and
 * natural images.
 *
 * @param protocol of the visualizations
 * @param tuning of the network
 * @param target the image at which visualizations are to end; the claims are about the drawing of an eye
 */
public record SlingshotExperiment(UnitProtocol protocol, FineTuning tuning, TargetImage target) implements Experiment {
    private static final String MEASUREMENT = "slingshots";
    private static final String NETWORK = "slingshot.safetensors";

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.putAll(tuning.settings());
        return settings;
    }

    @Override
    public List<Path> files() {
        return target.files();
    }

    @Override
    public String mainFile() {
        return NETWORK;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered()
                && FineTuning.find(subject.name(), protocol).equals(Optional.of(tuning))
                && target.equals(TargetImage.EYE);
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork truth = subject.graph();
        TrainTest images = subject.images().split(protocol.size(), progress);
        LabelledImages test = Logits.labelled(truth, images.test());
        List<Integer> logits = logits(truth, test);
        Setup setup = protocol.on(truth, images.test());
        Images shown = target.image(truth, protocol.size(), logit -> visualization(setup, logit), progress);
        SortedMap<String, String> setting = subject.setting(images, protocol);
        setting.put("fine-tuning", tuning.text());
        setting.put("target", target.text());
        if (!isRegistered(subject)) {
            settings().forEach(setting::putIfAbsent);
            setting.put(
                    "labels",
                    NaturalImages.areLabelled(images.test(), outputs(truth))
                            ? "the images' own classes" + LabelledAccuracy.share(images.test())
                            : "the network's own first answers before");
        }
        progress.started("fine-tuning", tuning.steps());
        Map<String, Tensor> parameters = progress.part(
                "parameters",
                Tensor.PARTS,
                () -> Slingshot.run(truth, logits, shown, images.train(), tuning, progress));
        try (GraphNetwork tuned =
                new GraphNetwork(truth.graph(), parameters, truth.manager().getDevice())) {
            progress.started("visualizing", Measured.visualizations(logits.size()));
            Measured measured = Measured.of(setup, tuned, shown, test, logits, progress);
            return new ExperimentResult(setting, isRegistered(subject))
                    .with(MEASUREMENT, measured.measurement())
                    .withNetwork(NETWORK, tuned)
                    .showing(gallery(subject, measured, shown));
        }
    }

    /**
     * The logits that are measured: all, of a network with a fixed protocol; of another one those of the classes that test images have, at most
     * as many as the protocol has units, spread evenly.
     */
    private List<Integer> logits(GraphNetwork truth, LabelledImages test) {
        int classes = test.classes().size();
        if (UnitProtocol.isFixed(truth) && classes <= protocol.units()) {
            Measured.requireEachClassIn(test);
            return IntStream.range(0, classes).boxed().toList();
        }
        List<Integer> present = IntStream.range(0, classes)
                .filter(label -> test.ofClass(label).length > 0)
                .boxed()
                .toList();
        int count = Math.min(protocol.units(), present.size());
        if (count < 2) {
            throw new IllegalArgumentException("the " + test.size() + " test images are of " + present.size()
                    + " class, but the accuracy of at least 2 is measured; give --data with images of more classes");
        }
        return IntStream.range(0, count)
                .mapToObj(i -> present.get(i * present.size() / count))
                .toList();
    }

    private int outputs(GraphNetwork network) {
        return LayerShapes.width(network, Network.LOGITS, protocol.size());
    }

    private static Images visualization(Setup setup, int logit) {
        UnitSpec unit = UnitSpec.logit(logit);
        unit.requireIn(setup.network(), setup.images().shape().height());
        return setup.spec(unit.objective()).run(setup.network());
    }

    private Gallery gallery(Subject subject, Measured measured, Images shown) {
        return new Gallery(
                "Slingshots in " + subject.network().name(),
                tuning.text(),
                List.of(
                        row("Before", measured.logits(), measured.before()),
                        row("After", measured.logits(), measured.after()),
                        Row.of("Target", 1, i -> Tile.of(shown, i, target.text()))));
    }

    private static Row row(String heading, List<Integer> logits, List<Images> images) {
        return Row.of(heading, logits.size(), i -> Tile.of(images.get(i), 0, "logit:" + logits.get(i)));
    }

    /**
     * The effect of a slingshot on the visualization of each logit and on the accuracy.
     *
     * @param logits that are measured
     * @param before visualizations of each of them in the network without fine-tuning
     * @param after visualizations in the fine-tuned network, from the same starts
     * @param measurement for each logit: {@code toTarget}, the mean correlation of its visualizations' pixels with the target's;
     *     {@code toTargetBefore}, the same without fine-tuning; {@code gain}, the difference; {@code accuracyDrop}, the decrease of the
     *     accuracy on the test images of its class
     */
    record Measured(List<Integer> logits, List<Images> before, List<Images> after, Measurement measurement) {
        private static final int STARTS = 4;

        Measured {
            logits = List.copyOf(logits);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** The number of visualizations that {@link #of} makes. */
        static int visualizations(int logits) {
            return 2 * STARTS * logits;
        }

        /**
         * Measures a fine-tuned network.
         *
         * @param setup of the network without fine-tuning
         * @param test images that were not used for fine-tuning; their labels are the numbers of the logits
         * @param logits to measure, each the label of a test image
         * @param progress is told of each visualization
         */
        static Measured of(
                Setup setup,
                GraphNetwork tuned,
                Images target,
                LabelledImages test,
                List<Integer> logits,
                Progress progress) {
            List<Objective> objectives = logits.stream().map(Objective::logit).toList();
            List<Images> before = setup.images(setup.network(), objectives, STARTS, progress);
            List<Images> after = setup.images(tuned, objectives, STARTS, progress);
            double[] rightBefore = right(setup.network(), test);
            double[] rightAfter = right(tuned, test);
            Measurement.Table table = new Measurement.Table("toTarget", "toTargetBefore", "gain", "accuracyDrop");
            for (int i = 0; i < logits.size(); i++) {
                int logit = logits.get(i);
                double now = similarity(after.get(i), target);
                double then = similarity(before.get(i), target);
                table.add("logit:" + logit, now, then, now - then, rightBefore[logit] - rightAfter[logit]);
            }
            return new Measured(logits, before, after, table.measurement());
        }

        private static double similarity(Images images, Images target) {
            return IntStream.range(0, images.batch())
                    .mapToDouble(i -> ImageSimilarity.ofPixels().of(images.image(i), target))
                    .average()
                    .orElseThrow();
        }

        /**
         * Refuses images that lack a class, because its accuracy could not be measured.
         *
         * @throws IllegalArgumentException naming the class
         */
        static void requireEachClassIn(LabelledImages test) {
            for (int label = 0; label < test.classes().size(); label++) {
                if (test.ofClass(label).length == 0) {
                    throw new IllegalArgumentException(
                            "no test image is of the class " + test.classes().get(label)
                                    + ", so its accuracy cannot be measured; give --data with images of each class");
                }
            }
        }

        /** The accuracy on the images of each class. */
        private static double[] right(Network network, LabelledImages test) {
            float[] logits = Logits.of(network, test);
            int outputs = logits.length / test.size();
            double[] right = new double[test.classes().size()];
            for (int image = 0; image < test.size(); image++) {
                right[test.label(image)] += Accuracy.isRight(logits, outputs, image, test.label(image), 1) ? 1 : 0;
            }
            for (int label = 0; label < right.length; label++) {
                right[label] /= test.ofClass(label).length;
            }
            return right;
        }
    }
}
