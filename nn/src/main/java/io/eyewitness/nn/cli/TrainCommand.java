package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.architecture.FashionAutoencoder;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.train.AutoencoderTraining;
import io.eyewitness.nn.train.Hyperparameters;
import io.eyewitness.nn.train.ReconstructionError;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.train.Training;
import io.eyewitness.nn.train.TrainingRecord;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one of the project's own networks. */
@Command(
        name = "train",
        description =
                "Trains one of eyewitness's own networks from scratch and measures it on the test images. The same seed gives"
                        + " the same weights on the same kind of machine with the same number of threads.",
        exitCodeList = {"0:the network is trained", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class TrainCommand extends NnCommand {
    /** A network that can be trained. */
    private enum Trained {
        FASHION(Task.FASHION, Task.FASHION.title(), Task.FASHION.recipe()),
        FASHION_LIPSCHITZ(Task.FASHION_LIPSCHITZ, Task.FASHION_LIPSCHITZ.title(), Task.FASHION_LIPSCHITZ.recipe()),
        CIFAR(Task.CIFAR, Task.CIFAR.title(), Task.CIFAR.recipe()),
        DECODER(Task.FASHION, FashionAutoencoder.decoder().name(), AutoencoderTraining.FASHION);

        private final Task data;
        private final String title;
        private final Hyperparameters recipe;

        Trained(Task data, String title, Hyperparameters recipe) {
            this.data = data;
            this.title = title;
            this.recipe = recipe;
        }
    }

    @Parameters(
            paramLabel = "NETWORK",
            description =
                    "fashion (Fashion-MNIST), fashion_lipschitz (the same, for --lipschitz), cifar (CIFAR-10) or decoder (the decoder of a variational autoencoder of"
                            + " Fashion-MNIST's images, for visualize --param latent).")
    private Trained network;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion, fashion_lipschitz and decoder a directory with the four files of Fashion-MNIST (default: the directory of"
                            + " Debian's package dataset-fashion-mnist); for cifar a directory or .tar.gz of train/CLASS and"
                            + " test/CLASS pictures, or the directory of the binary batches of CIFAR-10.")
    private Path data;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "The number of training epochs. Default: the number for the weights that come with eyewitness.")
    private Integer epochs;

    @Option(
            names = "--lipschitz",
            paramLabel = "L",
            description =
                    "Keeps the Lipschitz constant of each logit, as certify bounds it, below L: after each step the weights are"
                            + " scaled down as far as needed. For fashion_lipschitz. Default: no limit.")
    private Double lipschitz;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of all random draws. Default: ${DEFAULT-VALUE}.")
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
            description = "The file of the trained weights, as safetensors. Default: NETWORK.safetensors.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (lipschitz != null && network != Trained.FASHION_LIPSCHITZ) {
            throw new IllegalArgumentException(
                    "--lipschitz is for fashion_lipschitz, which has no batch normalisation");
        }
        Hyperparameters recipe = epochs == null ? network.recipe : network.recipe.withEpochs(epochs);
        Path file = out == null ? Path.of(network.title + ".safetensors") : out;
        requireWritable(file);
        Device device = ModelOptions.device(deviceName);
        String measured = withProgress(progress -> {
            TrainTest images = NaturalImages.dataSet(network.data, data, progress);
            return network == Trained.DECODER
                    ? decoder(images, recipe, device, file, progress)
                    : classifier(network.data.graph(), images, recipe, device, file, progress);
        });
        print(measured, "The weights are in " + file);
        return 0;
    }

    private String classifier(
            Graph graph, TrainTest images, Hyperparameters recipe, Device device, Path file, Progress progress) {
        OptionalDouble most = lipschitz == null ? OptionalDouble.empty() : OptionalDouble.of(lipschitz);
        Map<String, Tensor> trained = Training.run(graph, images.train(), recipe, most, seed, device, progress)
                .parameters();
        progress.started("measuring", images.test().size());
        Accuracy accuracy;
        try (GraphNetwork classifier = new GraphNetwork(graph, trained, device)) {
            accuracy = Accuracy.of(classifier, images.test(), progress);
        }
        Map<String, String> texts = TrainingRecord.texts(recipe, seed, images.train(), accuracy);
        if (lipschitz != null) {
            texts.put("training.lipschitz", Decimals.plain(lipschitz));
        }
        NetworkFile.write(file, graph, trained, texts);
        return Decimals.format("accuracy on %d test images: %.2f %%", accuracy.of(), 100 * accuracy.share());
    }

    private String decoder(TrainTest images, Hyperparameters recipe, Device device, Path file, Progress progress) {
        Graph encoder = FashionAutoencoder.encoder();
        Graph decoder = FashionAutoencoder.decoder();
        AutoencoderTraining.Result trained =
                AutoencoderTraining.run(encoder, decoder, images.train(), recipe, seed, device, progress);
        ReconstructionError measured;
        try (GraphNetwork from = new GraphNetwork(encoder, trained.encoder(), device);
                GraphNetwork back = new GraphNetwork(decoder, trained.decoder(), device)) {
            measured = ReconstructionError.of(from, back, images.test());
        }
        NetworkFile.write(
                file, decoder, trained.decoder(), TrainingRecord.texts(recipe, seed, images.train(), measured));
        return Decimals.format(
                "mean squared error of a pixel of %d test images that were encoded and decoded: %.5f",
                measured.of(), measured.error());
    }

    /** Refuses a file that cannot be written, before an hour of training and not after it. */
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
