package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.data.ContentHash;
import io.eyewitness.nn.network.Architectures;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.NetworkFile;
import io.eyewitness.nn.network.TorchScriptNetwork;
import io.eyewitness.nn.train.Pretrained;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.visualize.ClassNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which network, and where it runs. */
final class ModelOptions {
    private static final String TORCH_SCRIPT = ".pt";
    private static final String BUILT_IN = "built-in";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The architecture: fashion, cifar, squeezenet1_1, resnet50 or googlenet; or a TorchScript file, NAME.pt,"
                            + " of which only the logits are seen. Default: what the weights say; without them fashion.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Its parameters, as safetensors in torchvision's names. Default: those that come with eyewitness, if any"
                            + " do.")
    private Path weights;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "What the classes are called, one a line, of a line with tabs what follows the last; lines"
                    + " NUMBER<TAB>FOLDER<TAB>NAME also say which folder of --data holds a class. Default: known for"
                    + " fashion and cifar.")
    private Path classes;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu, or gpu1 and so on. Default: ${DEFAULT-VALUE}.")
    private String device;

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
        Device place = Devices.named(device);
        ClassNames names = classes == null ? null : ClassNames.read(classes);
        if (model != null && model.endsWith(TORCH_SCRIPT)) {
            return torchScript(place, names);
        }
        Graph graph = model == null ? null : Architectures.named(model);
        if (weights == null) {
            String name = graph == null ? Task.FASHION.title() : graph.name();
            return loaded(Pretrained.network(name, place), BUILT_IN, Pretrained.sha256(name), names);
        }
        Network network = graph == null ? NetworkFile.read(weights, place) : NetworkFile.read(weights, graph, place);
        return loaded(network, weights, names);
    }

    private LoadedModel torchScript(Device place, ClassNames names) throws IOException {
        if (weights != null) {
            throw new IllegalArgumentException(model + " holds its parameters; leave --weights out");
        }
        Path file = Path.of(model);
        return loaded(new TorchScriptNetwork(file, TorchScriptNetwork.usualInput(), place), file, names);
    }

    private static LoadedModel loaded(Network network, Path file, ClassNames names) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return loaded(network, file.getFileName().toString(), ContentHash.of(stream), names);
        }
    }

    private static LoadedModel loaded(Network network, String weights, String sha256, ClassNames names) {
        ClassNames known = Task.named(network.name())
                .map(task -> new ClassNames(task.classes()))
                .orElseGet(ClassNames::unknown);
        return new LoadedModel(network, weights, sha256, names == null ? known : names);
    }
}
