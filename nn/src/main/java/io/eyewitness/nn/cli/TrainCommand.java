package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.data.TrainTest;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.network.NetworkFile;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.train.Provenance;
import io.eyewitness.nn.train.Recipe;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains one of the project's own networks. */
@Command(
        name = "train",
        description =
                "Trains one of eyewitness's own networks from scratch and measures it on the test images. The same seed gives"
                        + " the same weights on the same kind of machine with the same number of threads.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = Main.EXIT_CODES,
        exitCodeList = {"0:the network is trained", Main.BAD_INPUT, Main.MISSING})
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NETWORK", description = "fashion (Fashion-MNIST) or cifar (CIFAR-10).")
    private Task task;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Fashion-MNIST's four files in a directory (default: where Debian's package dataset-fashion-mnist puts"
                            + " them); CIFAR-10 as a directory or .tar.gz of train/CLASS and test/CLASS pictures, or its binary"
                            + " batches.")
    private Path data;

    @Option(names = "--epochs", paramLabel = "N", description = "Default: as the weights that come with eyewitness.")
    private Integer epochs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, gpu, or gpu1 and so on. Default: ${DEFAULT-VALUE}.")
    private String deviceName;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the weights are written, as safetensors. Default: NETWORK.safetensors.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Recipe recipe = epochs == null ? task.recipe() : task.recipe().withEpochs(epochs);
        Path file = out == null ? Path.of(task.title() + ".safetensors") : out;
        requireWritable(file);
        Path source = DataOption.or(data, task);
        Device device = Devices.named(deviceName);
        TrainTest images = task.read(source);
        Graph graph = task.graph();
        Training.Result trained = train(graph, images, recipe, device);
        Accuracy accuracy;
        try (GraphNetwork network = new GraphNetwork(graph, trained.parameters(), device)) {
            accuracy = Accuracy.of(network, images.test(), done -> {});
        }
        NetworkFile.write(file, graph, trained.parameters(), Provenance.texts(recipe, seed, images.train(), accuracy));
        PrintWriter output = spec.commandLine().getOut();
        output.printf(Locale.ROOT, "accuracy on %d test images: %.2f %%%n", accuracy.of(), 100 * accuracy.share());
        output.println("The weights are in " + file);
        output.flush();
        return 0;
    }

    private Training.Result train(Graph graph, TrainTest images, Recipe recipe, Device device) {
        try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr(), recipe.epochs())) {
            return Training.run(graph, images.train(), recipe, seed, device, progress);
        }
    }

    /** Before an hour of training, not after it. */
    private static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a directory; give --out a file");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException(
                    file + " cannot be written: " + directory + " is not a directory that can be written to");
        }
    }
}
