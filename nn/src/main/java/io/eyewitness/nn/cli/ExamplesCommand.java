package io.eyewitness.nn.cli;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.Prediction;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private Unit unit;

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
            Network network = loaded.network();
            unit.requireIn(network, network.input().size());
            LabelledImages images =
                    withProgress(progress -> NaturalImages.of(network, data).test(loaded.classes(), null, progress));
            try (StagingDirectory draft = StagingDirectory.open(out, Files.LIST, force)) {
                Examples examples = withProgress(progress -> {
                    progress.started("looking", images.size());
                    return Examples.of(network, unit, images, progress);
                });
                new Files(loaded, unit, images, examples, top).writeTo(draft);
                draft.finish();
            }
            print("See " + out.resolve(ContactSheet.FILE));
        }
        return 0;
    }

    /** The files of natural examples: a contact sheet, and their values as JSON. */
    private record Files(LoadedModel model, Unit unit, LabelledImages images, Examples examples, int count) {
        /** Holds all numbers. */
        static final String LIST = "examples.json";

        /** More of either make a sheet that no memory holds; the list has them all. */
        private static final int MOST_TILES = 60;

        private static final String SCHEMA = "eyewitness-examples/1";

        /** An image of the data, by the number in it and where it lies, and its numbers, as they stand in the file. */
        private record Shown(
                int image,
                @JsonUnwrapped Source source,
                String label,
                float value,
                int topClass,
                String topClassName,
                float probability) {}

        private record Content(
                String schema,
                String model,
                String weights,
                String weightsSha256,
                String unit,
                int images,
                String imagesSha256,
                Map<String, String> versions,
                List<Shown> largest,
                List<Shown> smallest) {}

        void writeTo(StagingDirectory draft) throws IOException {
            Content content = new Content(
                    SCHEMA,
                    model.network().name(),
                    model.weights(),
                    model.sha256(),
                    unit.toString(),
                    images.size(),
                    ContentHash.of(images),
                    PyTorch.versions(),
                    shown(examples.largest(count)),
                    shown(examples.smallest(count)));
            draft.write(LIST, EvidenceJson.write(content));
            Gallery gallery = new Gallery(
                    "Natural examples of " + unit.named(model.classes()::suffix) + " in "
                            + model.network().name(),
                    "out of " + images.size() + " images",
                    List.of(
                            row("Largest values", examples.largest(count)),
                            row("Smallest values", examples.smallest(count))));
            draft.write(ContactSheet.FILE, ContactSheet.png(gallery));
        }

        private List<Shown> shown(int[] numbers) {
            return Arrays.stream(numbers).mapToObj(this::shown).toList();
        }

        private Shown shown(int image) {
            Prediction reading = examples.readings().get(image);
            return new Shown(
                    image,
                    images.source(image),
                    label(image),
                    reading.value(),
                    reading.topClass(),
                    model.classes().of(reading.topClass()),
                    reading.probability());
        }

        private String label(int image) {
            return images.classes().get(images.label(image));
        }

        private Row row(String heading, int[] numbers) {
            String shown = numbers.length <= MOST_TILES
                    ? heading
                    : heading + ", the first " + MOST_TILES + " of " + numbers.length + "; " + LIST + " has all";
            return new Row(
                    shown,
                    Arrays.stream(numbers)
                            .limit(MOST_TILES)
                            .mapToObj(this::tile)
                            .toList());
        }

        private Tile tile(int image) {
            Prediction reading = examples.readings().get(image);
            Images picture;
            try (NDManager scratch = model.network().manager().newSubManager()) {
                picture = Images.of(images.batch(scratch, image, image + 1));
            }
            return new Tile(
                    Png.picture(picture, 0),
                    "",
                    List.of(
                            Decimals.format("%.4g", reading.value()),
                            label(image),
                            Decimals.format(
                                    "seen as %s, %.1f\u00a0%%",
                                    model.classes().of(reading.topClass()), 100 * reading.probability())));
        }
    }
}
