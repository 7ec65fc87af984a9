package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the accuracy of a network. */
@Command(
        name = "accuracy",
        description = "Measures the accuracy of a network: the share of test images that it classifies correctly.")
final class AccuracyCommand extends NnCommand {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as for train; for any other network a directory with a folder of"
                            + " photographs for each class. The folders, in the order of their names, are the classes of the"
                            + " network's outputs, unless --classes names the folder of each class. Default for fashion: as"
                            + " for train, or the 2,000 test images that come with eyewitness where that is not installed.")
    private Path data;

    @Option(
            names = "--crop",
            paramLabel = "PX",
            description =
                    "Crops the central square of this size from each photograph, without scaling. Default: each photograph is"
                            + " scaled so that its short side has the network's size, and its central square is cropped.")
    private Integer crop;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "The size of the images: each photograph is scaled so that its short side has it, and its"
                    + " central square is cropped. Default: the network's.")
    private Integer size;

    @Override
    public Integer call() throws IOException {
        if (crop != null && size != null) {
            throw new IllegalArgumentException(
                    "--crop and --size both say which part of a photograph is kept; give one");
        }
        CentreCrop kept = crop != null ? new CentreCrop(crop, false) : size == null ? null : new CentreCrop(size);
        try (LoadedModel loaded = model.open(kept == null ? null : kept.size())) {
            Network network = loaded.network();
            Accuracy accuracy = withProgress(progress -> {
                LabelledImages images =
                        NaturalImages.of(network, data, loaded.classes()).labelled(kept, progress);
                progress.started("measuring", images.size());
                return Accuracy.of(network, images, progress);
            });
            print(Decimals.format(
                    "accuracy on %d images: %.2f %% (%d of %d)",
                    accuracy.of(), 100 * accuracy.share(), accuracy.right(), accuracy.of()));
        }
        return 0;
    }
}
