package io.eyewitness.nn.cli;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            description = "A unit, written as for visualize.")
    private UnitSpec unit;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as for train; for any other network a directory with a folder of"
                            + " photographs for each class. Default for fashion: as for accuracy.")
    private Path data;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "The size of the images, to which photographs are scaled. Default: the network's.")
    private Integer size;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "9",
            description =
                    "The number of images that activate the unit most, and of images that activate it least; the contact"
                            + " sheet shows at most 60 of each. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "examples",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top " + top + " asks for no images; give at least 1");
        }
        try (LoadedModel loaded = model.open(size)) {
            Network network = loaded.network();
            int pixels = size == null ? network.input().size() : size;
            unit = UnitSpec.read(List.of(unit), network, pixels, this::note).get(0);
            NaturalImages natural = loaded.classes().folders().isEmpty()
                    ? NaturalImages.of(network, data)
                    : NaturalImages.ofAny(network, data, loaded.classes(), Integer.MAX_VALUE);
            LabelledImages images = withProgress(progress -> natural.test(pixels, progress));
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
    private record Files(LoadedModel model, UnitSpec unit, LabelledImages images, Examples examples, int count) {
        /** The file of all numbers. */
        static final String LIST = "examples.json";

        /** A sheet of many more tiles would not fit into memory; the JSON file has all images. */
        private static final int MOST_TILES = 60;

        private static final String SCHEMA = "eyewitness-examples/1";

        /** An image of the data set and its values, as the JSON file states them. */
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        private record Entry(
                int image,
                @JsonUnwrapped Source source,
                Optional<String> label,
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
                List<Entry> largest,
                List<Entry> smallest) {}

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
                    entries(examples.largest(count)),
                    entries(examples.smallest(count)));
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

        private List<Entry> entries(int[] numbers) {
            return Arrays.stream(numbers).mapToObj(this::entry).toList();
        }

        private Entry entry(int image) {
            Prediction prediction = examples.readings().get(image);
            return new Entry(
                    image,
                    images.source(image),
                    label(image),
                    prediction.value(),
                    prediction.topClass(),
                    model.classes().of(prediction.topClass()),
                    prediction.probability());
        }

        private Optional<String> label(int image) {
            return images.hasLabel(image) ? Optional.of(images.classes().get(images.label(image))) : Optional.empty();
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
            Prediction prediction = examples.readings().get(image);
            Images picture;
            try (NDManager scratch = model.network().manager().newSubManager()) {
                picture = Images.of(images.batch(scratch, image, image + 1));
            }
            return new Tile(
                    Png.picture(picture, 0),
                    "",
                    List.of(
                            Decimals.format("%.4g", prediction.value()),
                            label(image).orElse("no label"),
                            Decimals.format(
                                    "seen as %s, %.1f\u00a0%%",
                                    model.classes().of(prediction.topClass()), 100 * prediction.probability())));
        }
    }
}
