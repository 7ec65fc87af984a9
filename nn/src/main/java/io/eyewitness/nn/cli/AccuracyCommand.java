package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class AccuracyCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "The data set, as train takes it; for another model a directory with a folder of photographs for"
                            + " each class, which in the order of their names are the classes of its outputs, unless"
                            + " --classes names the folder of each class. Default for fashion: as train, else the 2,000"
                            + " test images that come with eyewitness.")
    private Path data;

    @Option(
            names = "--crop",
            paramLabel = "PX",
            description =
                    "Of photographs, only the square of so many pixels in the middle, as it is. Default: the whole,"
                            + " scaled so that its short side has the network's size, and of that the middle.")
    private Integer crop;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open(crop)) {
            Network network = loaded.network();
            LabelledImages images =
                    NaturalImages.of(loaded, data, crop == null ? null : new CentreCrop(crop, false), Notes.of(spec));
            Accuracy accuracy;
            try (Bar bar = new Bar("measuring").start(images.size())) {
                accuracy = Accuracy.of(network, images, bar::stepBy);
            }
            spec.commandLine()
                    .getOut()
                    .println(Decimals.format(
                            "accuracy on %d images: %.2f %% (%d of %d)",
                            accuracy.of(), 100 * accuracy.share(), accuracy.right(), accuracy.of()));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
