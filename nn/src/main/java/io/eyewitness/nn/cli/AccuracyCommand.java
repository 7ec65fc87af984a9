package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.Frame;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.network.Architectures;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.NetworkFile;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.train.Pretrained;
import io.eyewitness.nn.train.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how many test images a network classes right. */
@Command(
        name = "accuracy",
        description = "Measures how many test images a network classes right.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = Main.EXIT_CODES,
        exitCodeList = {Main.DONE, Main.BAD_INPUT, Main.MISSING})
final class AccuracyCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            required = true,
            description = "The architecture: fashion, cifar, squeezenet1_1, resnet50 or googlenet.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Its parameters, as safetensors. Default: those that come with eyewitness, if any do.")
    private Path weights;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "The data set, as train takes it; for another model a directory with a folder of photographs for each"
                            + " class, which in the order of their names are the classes of its outputs. Default for fashion: as"
                            + " train, else the 2,000 test images that come with eyewitness.")
    private Path data;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu, or gpu1 and so on. Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Graph graph = Architectures.named(model);
        Device device = Devices.named(deviceName);
        try (GraphNetwork network =
                weights == null ? Pretrained.network(model, device) : NetworkFile.read(weights, graph, device)) {
            LabelledImages images = images(network);
            Accuracy accuracy;
            try (Bar bar = new Bar("measuring", images.size())) {
                accuracy = Accuracy.of(network, images, bar::stepTo);
            }
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "accuracy on %d images: %.2f %%%n", accuracy.of(), 100 * accuracy.share());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private LabelledImages images(Network network) throws IOException {
        Optional<Task> task = Arrays.stream(Task.values())
                .filter(known -> known.title().equals(model))
                .findFirst();
        if (task.isEmpty() && data == null) {
            throw new IllegalArgumentException("give --data a directory with a folder of photographs for each class");
        }
        if (task.isEmpty()) {
            return ImageFolder.read(data, new Frame(network.input().size()));
        }
        if (task.get() == Task.FASHION && data == null && !Files.isDirectory(FashionMnist.DEBIAN)) {
            return FashionMnist.builtIn();
        }
        return task.get().read(DataOption.or(data, task.get())).test();
    }
}
