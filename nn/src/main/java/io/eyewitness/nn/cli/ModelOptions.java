package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.torchscript.TorchScriptNetwork;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which network, and where it runs. */
final class ModelOptions {
    private static final String TORCH_SCRIPT = ".pt";
    private static final String BUILT_IN = "built-in";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The architecture: fashion, cifar, squeezenet1_1, resnet50 or googlenet; or a TorchScript file,"
                            + " NAME.pt, of which only the logits, its first output, are seen. Default: what the weights"
                            + " say, or that whose tensors they are; without them fashion.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Its parameters, as safetensors in torchvision's names, of any number of classes; what wrappers"
                            + " such as DataParallel put before the names is dropped. Default: those that come with"
                            + " eyewitness, if any do.")
    private Path weights;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "What the classes are called, each on a line, after a tab if it has one; lines"
                    + " NUMBER<TAB>FOLDER<TAB>NAME also say which folder of --data holds a class. Numbers count from 0."
                    + " Default: known for fashion and cifar.")
    private Path classes;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu, or gpu1 and so on. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The device as it was named. */
    String device() {
        return device;
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException saying what is wrong with the options or the file
     */
    LoadedModel open() throws IOException {
        return open(null);
    }

    /**
     * The same.
     *
     * @param size of the images that it will be given, in pixels, for networks whose files do not say it; null for the usual
     */
    LoadedModel open(Integer size) throws IOException {
        Device place = Devices.named(device);
        ClassNames names = classes == null ? null : ClassNames.read(classes);
        if (namesFile()) {
            return torchScript(place, names, size);
        }
        Graph graph = model == null ? null : Architectures.named(model);
        if (weights == null) {
            String name = graph == null ? Task.FASHION.title() : graph.name();
            return loaded(Pretrained.network(name, place), BUILT_IN, Pretrained.sha256(name), names);
        }
        Network network = graph == null ? NetworkFile.read(weights, place) : NetworkFile.read(weights, graph, place);
        return loaded(network, weights, names);
    }

    private LoadedModel torchScript(Device place, ClassNames names, Integer size) throws IOException {
        if (weights != null) {
            throw new IllegalArgumentException(model + " holds its parameters; leave --weights out");
        }
        Path file = Path.of(model);
        return loaded(TorchScriptNetwork.read(file, place, size), file, names);
    }

    /** Folders are no models, and may well be called as architectures are. */
    private boolean namesFile() {
        return model != null
                && (model.endsWith(TORCH_SCRIPT)
                        || !Architectures.names().contains(model) && Files.exists(Path.of(model)));
    }

    private LoadedModel loaded(Network network, Path file, ClassNames names) throws IOException {
        network.notes().forEach(note -> Notes.of(spec).accept(file + ": " + note));
        try (InputStream stream = Files.newInputStream(file)) {
            return loaded(network, file.getFileName().toString(), ContentHash.of(stream), names);
        }
    }

    private LoadedModel loaded(Network network, String weights, String sha256, ClassNames names) throws IOException {
        if (names != null) {
            names.requireFor(classes(network), classes);
            return new LoadedModel(network, weights, sha256, names);
        }
        ClassNames known = Task.named(network.name())
                .map(Task::classes)
                .filter(all -> all.size() == classes(network))
                .map(ClassNames::new)
                .orElseGet(ClassNames::unknown);
        return new LoadedModel(network, weights, sha256, known);
    }

    private static long classes(Network network) {
        return LayerShapes.of(network, List.of(Network.LOGITS), network.input().size())
                .get(Network.LOGITS)
                .get(1);
    }
}
