package io.eyewitness.nn.experiment;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Instructions;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.part.CodeHash;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The subject of experiments: a network, the origin of its weights, and natural images.
 *
 * @param model the network
 * @param device the device that it runs on, as the user names it, such as {@code cpu}
 * @param images the natural images for it
 * @param terms what the user decided before the run
 */
public record Subject(LoadedModel model, String device, NaturalImages images, RunTerms terms) implements AutoCloseable {
    /** A subject about which the user decided nothing. */
    public Subject(LoadedModel model, String device, NaturalImages images) {
        this(model, device, images, RunTerms.USUAL);
    }

    /**
     * Refuses criteria of the user's for measurements that the ledger has criteria for, and criteria for other measurements only.
     *
     * @param experiments that are run
     */
    public void requireOwnCriteria(List<? extends Experiment> experiments) {
        if (terms.criteria().isEmpty()) {
            return;
        }
        List<String> measured = experiments.stream()
                .flatMap(experiment -> experiment.measurements().stream())
                .toList();
        boolean isRecorded = UnitProtocol.isFixed(network())
                && Preregistration.isAbout(network().name(), model.sha256())
                && experiments.stream()
                        .anyMatch(experiment -> !experiment.claims(this).isEmpty());
        if (isRecorded) {
            throw new IllegalArgumentException("the ledger has criteria for " + String.join(", ", measured) + " of "
                    + name() + ", which stay; leave --criteria out");
        }
        terms.criteria().get().requireAnyOf(measured);
    }

    /** The settings of an experiment on this subject, by name, as {@code --set} takes them. */
    public SortedMap<String, String> settings(Experiment experiment) {
        SortedMap<String, String> settings = new TreeMap<>(experiment.settings());
        if (!UnitProtocol.isFixed(network())) {
            settings.put("images", String.valueOf(ProtocolRules.photographs(network(), terms.choices())));
        }
        return settings;
    }

    /** Whether an experiment's settings are to be told: those that the ledger does not fix, and those that were chosen. */
    public boolean isToBeTold(Experiment experiment) {
        return hasStanding(experiment) || !terms.choices().chosen().isEmpty();
    }

    /** Whether the ledger has no criterion for an experiment's measurements on this network, or the user has one. */
    public boolean hasStanding(Experiment experiment) {
        return hasStanding() || experiment.claims(this).isEmpty();
    }

    private boolean hasStanding() {
        return !UnitProtocol.isFixed(network()) || terms.criteria().isPresent();
    }

    /** The network. */
    public Network network() {
        return model.network();
    }

    /**
     * The network as a graph, whose layers can be seen and replaced.
     *
     * @throws IllegalArgumentException if it is TorchScript
     */
    public GraphNetwork graph() {
        if (network() instanceof GraphNetwork graph) {
            return graph;
        }
        throw new IllegalArgumentException(network().name()
                + " is TorchScript, whose layers can neither be seen nor replaced; give its parameters with --weights");
    }

    /** Its name in claims: the name of the network, or a name of its own with the few images that come with eyewitness. */
    public String name() {
        String network = network().name();
        return images.areBuiltIn() ? MeasurementEvidence.onBuiltIn(network) : network;
    }

    /**
     * The part of a measurement's setting that does not depend on the experiment: weights, data, device, threads, platform and versions.
     *
     * @param measured the images that are measured
     */
    public SortedMap<String, String> setting(LabelledImages measured) throws IOException {
        SortedMap<String, String> setting = setting();
        setting.put("data", images.title() + " sha256:" + ContentHash.of(measured));
        return setting;
    }

    /** The part that does not depend on the images that are measured. */
    private SortedMap<String, String> setting() throws IOException {
        SortedMap<String, String> setting = machine(device);
        setting.put("network", network().name());
        setting.put("weights", model.weights() + " sha256:" + model.sha256());
        if (hasStanding()) {
            setting.put(ExperimentResult.STANDING, terms.standing());
        }
        return setting;
    }

    /**
     * Everything that the results of experiments on this subject depend on, by name: a stopped run is resumed only if nothing of it changed.
     *
     * @param experiments that are run, whose protocols say at which sizes photographs are read
     */
    public SortedMap<String, String> identity(List<? extends Experiment> experiments, Progress progress)
            throws IOException {
        SortedMap<String, String> identity = identity();
        for (int size : experiments.stream()
                .map(experiment -> experiment.protocol().size())
                .collect(Collectors.toCollection(TreeSet::new))) {
            TrainTest all = images.split(size, progress);
            identity.put("training images of " + size + " pixels", ContentHash.of(all.train()));
            identity.put("test images of " + size + " pixels", ContentHash.of(all.test()));
        }
        identity.put("data", images.title());
        identity.put("choices", Choices.text(terms.choices().chosen()));
        for (Experiment experiment : experiments) {
            String name = String.join(", ", experiment.measurements());
            identity.put(name, experiment + ", " + Choices.text(experiment.settings()));
            for (Path file : experiment.files()) {
                identity.put("file " + file, Files.isRegularFile(file) ? ContentHash.of(file) : "none");
            }
        }
        return identity;
    }

    /** The part of the identity that depends neither on images nor on choices. */
    public SortedMap<String, String> identity() throws IOException {
        SortedMap<String, String> identity = setting();
        identity.put("input", network().input().toString());
        identity.put(
                "layers",
                network() instanceof GraphNetwork graph
                        ? Sha256.hex(graph.graph().json())
                        : String.join(", ", network().layers()));
        identity.put("class names", Sha256.hex(model.classes().toString()));
        identity.put("instructions", Instructions.used());
        identity.put("code", CodeHash.of(Subject.class, Preregistration.class));
        return identity;
    }

    /** The part of a setting that does not depend on network and data: device, threads, platform and versions. */
    public static SortedMap<String, String> machine(String device) throws IOException {
        return new TreeMap<>(Map.of(
                "device",
                device,
                "threads",
                System.getenv()
                        .getOrDefault(
                                "OMP_NUM_THREADS",
                                String.valueOf(Runtime.getRuntime().availableProcessors())),
                "platform",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                        + Runtime.version().feature(),
                "versions",
                PyTorch.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "))));
    }

    /** This setting and the settings of a protocol, for a manipulation that is made with the training images and measured on the test images. */
    public SortedMap<String, String> setting(TrainTest measured, ExperimentProtocol protocol) throws IOException {
        SortedMap<String, String> setting = setting(measured.test());
        setting.put("seed", String.valueOf(protocol.seed()));
        setting.put("steps", String.valueOf(protocol.steps()));
        setting.put("size", String.valueOf(protocol.size()));
        setting.put("transforms", protocol.transforms());
        setting.put(
                "natural images",
                measured.train().size() + " training images (sha256:" + ContentHash.of(measured.train()) + "), "
                        + measured.test().size() + " test images");
        if (!protocol.isRegistered()) {
            protocol.settings().forEach(setting::putIfAbsent);
        }
        return setting;
    }

    @Override
    public void close() {
        model.close();
    }
}
