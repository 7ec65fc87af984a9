package io.eyewitness.nn.cli;

import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.distill.Subjects;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that manipulations and what is measured beside them, paths and defences, share. */
final class ManipulationOptions {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "For fashion and cifar the data set, as train takes it; else a directory with a folder of"
                    + " photographs for each class. Default for fashion: as train, else the 2,000 images that come"
                    + " with eyewitness; manipulations take half of them as training images.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Of each visualization. Default: the plan's for the network; with others the measurements are no"
                            + " evidence.")
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Default: ${DEFAULT-VALUE}; evidence is of the seed of the claim's protocol in the ledger alone.")
    private long seed;

    @Option(names = "--force", description = "Replaces what an earlier run left there.")
    private boolean force;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    LoadedModel open() throws IOException {
        return model.open();
    }

    /**
     * The network as one whose graph can be changed.
     *
     * @throws IllegalArgumentException if it is TorchScript
     */
    static GraphNetwork graph(LoadedModel loaded) {
        if (loaded.network() instanceof GraphNetwork network) {
            return network;
        }
        throw new IllegalArgumentException(
                loaded.network().name() + " is TorchScript, whose layers cannot be replaced; give --weights");
    }

    /** Natural images to measure with. */
    LabelledImages images(GraphNetwork network) throws IOException {
        return NaturalImages.of(network, data, Subjects.size(network.name()), notes());
    }

    /** Natural images to manipulate with, and others to measure with. */
    TrainTest images(GraphNetwork network, int size) throws IOException {
        return NaturalParts.of(network, data, size, notes());
    }

    List<LabelledImages> nearer(GraphNetwork network, int size) throws IOException {
        return NaturalParts.nearer(network, data, size);
    }

    /** Takes sentences about what was passed over. */
    Consumer<String> notes() {
        return Notes.of(command);
    }

    /** The number of steps that were asked for, or the plan's. */
    int steps(int plan) {
        return steps == null ? plan : steps;
    }

    long seed() {
        return seed;
    }

    boolean force() {
        return force;
    }

    /** What decides what is measured of a subject. */
    SortedMap<String, String> setting(LoadedModel loaded, Subject subject, LabelledImages images) throws IOException {
        return subject.setting(MeasurementFiles.setting(loaded, model.device(), data, images));
    }

    /** What decides the measurements of a manipulation. */
    SortedMap<String, String> setting(
            LoadedModel loaded, TrainTest images, int size, int numberOfSteps, String transforms) throws IOException {
        SortedMap<String, String> setting = MeasurementFiles.setting(loaded, model.device(), data, images.test());
        setting.put("network", loaded.network().name());
        setting.put("seed", String.valueOf(seed));
        setting.put("steps", String.valueOf(numberOfSteps));
        setting.put("size", String.valueOf(size));
        setting.put("transforms", transforms);
        setting.put(
                "natural images",
                images.train().size() + " training images (sha256:" + ContentHash.of(images.train()) + "), "
                        + images.test().size() + " test images");
        return setting;
    }
}
