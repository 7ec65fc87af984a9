package io.eyewitness.nn.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.onnx.ImageInput;
import io.eyewitness.nn.onnx.OnnxFile;
import io.eyewitness.nn.tensor.FileKind;
import io.eyewitness.nn.torchscript.TorchScriptNetwork;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options for a network and its device. */
final class ModelOptions {
    private static final String TORCH_SCRIPT = ".pt";
    private static final String ONNX = ".onnx";
    private static final String GPU = "gpu";

    /** The property with the number of the GPU that a cluster gave to this process. */
    private static final String GIVEN = "eyewitness.gpu";

    private static final String SIZE = "size";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The architecture: fashion, fashion_lipschitz, cifar, squeezenet1_1, resnet50, googlenet or inception_v1; or an ONNX file,"
                            + " NAME.onnx; or a TorchScript file, NAME.pt, of which only the logits, its first output, are used."
                            + " Default: the architecture that the weights"
                            + " name or whose tensors they are; without weights fashion.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "The parameters, as safetensors with torchvision's names, for any number of classes; a prefix of the names,"
                            + " as wrappers such as DataParallel add it, is removed. Default: the weights that come with"
                            + " eyewitness, if there are any.")
    private Path weights;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "The names of the classes, one a line, after a tab if the line has one; lines"
                    + " NUMBER<TAB>FOLDER<TAB>NAME also say which folder of --data holds a class. Numbers count from 0."
                    + " Default: known for fashion and cifar.")
    private Path classes;

    @Option(
            names = "--input",
            paramLabel = "CONVENTION",
            description =
                    "How an ONNX network takes pixels in [0,1]: imagenet (torchvision's mean and deviation), caffe (blue,"
                            + " green, red, from 0 to 255, minus the mean), unit (as they are), or MEAN/STD, each one number or one for"
                            + " each channel, parted by commas. Default: imagenet.")
    private String input;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "The order of an ONNX network's axes of images: NCHW or NHWC. Default: what the shape in its file says.")
    private String layout;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description =
                    "The value of an ONNX network, or the node, that gives the logits. Default: its output, without a"
                            + " softmax at its end.")
    private String output;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu, or gpu1 and so on. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The device as the user names it. */
    String device() {
        return device;
    }

    /** The user's files that are named. */
    List<Path> files() {
        return Stream.of(isFile() ? Path.of(model) : null, weights, classes)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The network with natural images, as a subject of experiments. */
    Subject subject(Path data, RunTerms terms) throws IOException {
        return subject(openFor(terms), data, terms);
    }

    /** A network with natural images, as a subject of experiments. */
    Subject subject(LoadedModel loaded, Path data, RunTerms terms) {
        Network network = loaded.network();
        NaturalImages images = UnitProtocol.isFixed(network)
                ? NaturalImages.of(network, data, loaded.classes())
                : NaturalImages.ofAny(
                        network, data, loaded.classes(), ProtocolRules.photographs(network, terms.choices()));
        return new Subject(loaded, device, images, terms);
    }

    /** The network, for images of the size that the user chose for experiments, if its file does not say it. */
    LoadedModel openFor(RunTerms terms) throws IOException {
        Choices choices = terms.choices();
        return open(choices.chosen().containsKey(SIZE) ? choices.whole(SIZE, 0) : null);
    }

    /**
     * The network.
     *
     * @param size of the images that it will be given, in pixels, for networks whose files do not say it; null for the usual size
     * @throws IllegalArgumentException saying what is wrong with the options or the file
     */
    LoadedModel open(Integer size) throws IOException {
        Device place = device(device);
        ClassNames names = classes == null ? null : ClassNames.read(classes);
        LoadedModel loaded = open(place, size);
        return names == null ? loaded : loaded.named(names, classes);
    }

    private LoadedModel open(Device place, Integer size) throws IOException {
        boolean isOnnx = isFile() && isOnnx(Path.of(model));
        if (!isOnnx && (input != null || layout != null || output != null)) {
            throw new IllegalArgumentException(
                    "--input, --layout and --output are for ONNX files; name one with --model, or leave them out");
        }
        if (isFile()) {
            if (weights != null) {
                throw new IllegalArgumentException(model + " holds its parameters; leave --weights out");
            }
            Path file = Path.of(model);
            return read(
                    isOnnx
                            ? OnnxFile.read(file, new ImageInput(input, layout, output, size), place)
                            : TorchScriptNetwork.read(file, place, size),
                    file);
        }
        Graph graph = model == null ? null : Architectures.named(model);
        if (weights == null) {
            return LoadedModel.builtIn(graph == null ? Task.FASHION.title() : graph.name(), place);
        }
        return read(
                graph == null ? NetworkFile.read(weights, place) : NetworkFile.read(weights, graph, place), weights);
    }

    /** A folder is no model, even if it has the name of an architecture. */
    private boolean isFile() {
        return model != null
                && (model.endsWith(TORCH_SCRIPT)
                        || model.endsWith(ONNX)
                        || !Architectures.names().contains(model) && Files.exists(Path.of(model)));
    }

    private static boolean isOnnx(Path file) {
        return file.toString().endsWith(ONNX) || Files.isRegularFile(file) && FileKind.of(file) == FileKind.ONNX;
    }

    private LoadedModel read(Network network, Path file) throws IOException {
        network.notes().forEach(note -> NnCommand.note(command, file + ": " + note));
        return LoadedModel.of(network, file);
    }

    /**
     * The device {@code cpu}, {@code gpu} (the first GPU, or on a cluster that which Spark gave to this process), or {@code gpu1} and so on.
     *
     * @throws IllegalArgumentException if it is none of these, or there is no such GPU
     */
    static Device device(String name) {
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        if (!name.matches(GPU + "\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no device; give cpu, gpu, or gpu1 for the second one");
        }
        int number = name.equals(GPU) ? Integer.getInteger(GIVEN, 0) : Integer.parseInt(name.substring(GPU.length()));
        Engine engine = PyTorch.engine();
        int present = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        if (number >= present) {
            throw new IllegalArgumentException("there is no " + name + ": PyTorch sees "
                    + (present == 0 ? "no GPU" : present + " here, counted from 0")
                    + "; leave --device out for the CPU");
        }
        return Device.gpu(number);
    }
}
