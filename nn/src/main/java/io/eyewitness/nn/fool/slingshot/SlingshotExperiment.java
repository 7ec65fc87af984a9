package io.eyewitness.nn.fool.slingshot;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.ImageSimilarity;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * A gradient slingshot: a network fine-tuned so that visualizations end at a target, and measured on visualizations and natural images.
 *
 * @param protocol of the visualizations
 * @param tuning of the network
 * @param target that the visualizations are to end at; the claim is about the drawing of an eye
 */
public record SlingshotExperiment(UnitProtocol protocol, FineTuning tuning, TargetImage target) implements Experiment {
    private static final String MEASUREMENT = "slingshots";
    private static final String NETWORK = "slingshot.safetensors";

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public String mainFile() {
        return NETWORK;
    }

    private boolean isRegistered(Subject subject) {
        return protocol.isRegistered()
                && FineTuning.find(subject.name(), protocol).equals(Optional.of(tuning))
                && target.equals(TargetImage.EYE);
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork truth = subject.graph();
        TrainTest images = subject.images().split(protocol.size(), progress);
        Measured.requireEachClassIn(images.test());
        Setup setup = protocol.on(truth, images.test());
        Images shown = target.image(truth, protocol.size(), logit -> visualization(setup, logit), progress);
        SortedMap<String, String> setting = subject.setting(images, protocol);
        setting.put("fine-tuning", tuning.text());
        setting.put("target", target.text());
        progress.started("bending", tuning.steps());
        Map<String, Tensor> parameters = Slingshot.run(truth, shown, images.train(), tuning, progress);
        try (GraphNetwork tuned =
                new GraphNetwork(truth.graph(), parameters, truth.manager().getDevice())) {
            progress.started(
                    "visualizing",
                    Measured.visualizations(images.test().classes().size()));
            Measured measured = Measured.of(setup, tuned, shown, images.test(), progress);
            return new ExperimentResult(setting, isRegistered(subject))
                    .with(MEASUREMENT, measured.measurement())
                    .withNetwork(NETWORK, tuned)
                    .showing(gallery(subject, measured, shown));
        }
    }

    private static Images visualization(Setup setup, int logit) {
        UnitSpec unit = UnitSpec.logit(logit);
        unit.requireIn(setup.network(), setup.images().shape().height());
        return setup.ascent(unit.objective()).run(setup.network());
    }

    private Gallery gallery(Subject subject, Measured measured, Images shown) {
        return new Gallery(
                "Slingshots in " + subject.network().name(),
                tuning.text(),
                List.of(
                        row("Before", measured.before()),
                        row("After", measured.after()),
                        Row.of("Target", 1, i -> Tile.of(shown, i, target.text()))));
    }

    private static Row row(String heading, List<Images> logits) {
        return Row.of(heading, logits.size(), logit -> Tile.of(logits.get(logit), 0, "logit:" + logit));
    }

    /**
     * The effect of a slingshot on the visualization of each logit and on the accuracy.
     *
     * @param before visualizations of each logit in the network as it was
     * @param after the same in the fine-tuned network, from the same starts
     * @param measurement for each logit: {@code toTarget}, the correlation of its visualizations' pixels with the target's, on
     *     average; {@code toTargetBefore}, the same as it was; {@code gain}, the difference; {@code accuracyDrop}, by how much the share of
     *     test images of its class that are classed right fell
     */
    record Measured(List<Images> before, List<Images> after, Measurement measurement) {
        private static final int STARTS = 4;

        Measured {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** How many visualizations {@link #of} makes. */
        static int visualizations(int logits) {
            return 2 * STARTS * logits;
        }

        /**
         * Measures.
         *
         * @param setup of the network as it was
         * @param test images that took no part, their labels the numbers of the logits
         * @param progress told of each visualization
         */
        static Measured of(Setup setup, GraphNetwork tuned, Images target, LabelledImages test, Progress progress) {
            requireEachClassIn(test);
            int logits = test.classes().size();
            List<Objective> objectives =
                    IntStream.range(0, logits).mapToObj(Objective::logit).toList();
            List<Images> before = setup.images(objectives, STARTS, progress);
            List<Images> after = setup.on(tuned).images(objectives, STARTS, progress);
            double[] rightBefore = right(setup.network(), test);
            double[] rightAfter = right(tuned, test);
            Measurement.Table table = new Measurement.Table("toTarget", "toTargetBefore", "gain", "accuracyDrop");
            for (int logit = 0; logit < logits; logit++) {
                double now = similarity(after.get(logit), target);
                double then = similarity(before.get(logit), target);
                table.add("logit:" + logit, now, then, now - then, rightBefore[logit] - rightAfter[logit]);
            }
            return new Measured(before, after, table.measurement());
        }

        private static double similarity(Images images, Images target) {
            return IntStream.range(0, images.batch())
                    .mapToDouble(i -> ImageSimilarity.ofPixels().of(images.image(i), target))
                    .average()
                    .orElseThrow();
        }

        /**
         * Refuses images that lack a class, since what a network loses of it could not be seen.
         *
         * @throws IllegalArgumentException naming the class
         */
        static void requireEachClassIn(LabelledImages test) {
            for (int label = 0; label < test.classes().size(); label++) {
                if (test.ofClass(label).length == 0) {
                    throw new IllegalArgumentException(
                            "no test image is of the class " + test.classes().get(label)
                                    + ", so its accuracy cannot be measured; give --data with some");
                }
            }
        }

        /** The share of each class's images that are classed right. */
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
