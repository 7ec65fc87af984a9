package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the natural images that activate a unit most and least. */
@Command(
        name = "examples",
        description =
                "Finds the natural images that activate a unit of a network most and least, and writes them as a contact"
                        + " sheet, and their values as JSON, to a directory.")
final class ExamplesCommand extends NnCommand {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            converter = VisualizeCommand.UnitConverter.class,
            description = "A unit, as visualize takes it.")
    private UnitSpec unit;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as train takes it; for another network a directory with a folder of"
                            + " photographs for each class. Default for fashion: as accuracy.")
    private Path data;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "9",
            description = "The number of either, at most all images; the contact sheet shows 60 of them. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int top;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "examples", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top " + top + " shows none; give at least 1");
        }
        try (LoadedModel loaded = model.open(null)) {
            unit.requireIn(loaded.network(), loaded.network().input().size());
            LabelledImages images;
            try (ConsoleProgress progress = progress()) {
                images = NaturalImages.of(loaded.network(), data).test(loaded.classes(), null, progress);
            }
            try (StagingDirectory draft = StagingDirectory.open(out, ExampleFiles.LIST, force)) {
                ExampleFiles files = read(loaded, images);
                files.writeTo(draft);
                draft.finish();
            }
            print("See " + out.resolve(ContactSheet.FILE));
        }
        return 0;
    }

    private ExampleFiles read(LoadedModel loaded, LabelledImages images) {
        try (Bar bar = new Bar("looking").start(images.size())) {
            return ExampleFiles.of(loaded, unit, images, top, bar::stepBy);
        }
    }
}
