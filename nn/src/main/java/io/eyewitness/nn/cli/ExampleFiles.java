package io.eyewitness.nn.cli;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.Prediction;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The files of natural examples: a contact sheet, and their values as JSON. */
record ExampleFiles(LoadedModel model, UnitSpec unit, LabelledImages images, Examples examples, int count) {
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

    static ExampleFiles of(LoadedModel model, UnitSpec unit, LabelledImages images, int count, Progress progress) {
        return new ExampleFiles(model, unit, images, Examples.of(model.network(), unit, images, progress), count);
    }

    void writeTo(StagingDirectory draft) throws IOException {
        Content content = new Content(
                SCHEMA,
                model.network().name(),
                model.weights(),
                model.sha256(),
                unit.toString(),
                images.size(),
                ContentHash.of(images),
                Subject.versions(),
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
        draft.write(ContactSheet.FILE, PngFile.bytes(ContactSheet.draw(gallery)));
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
                Arrays.stream(numbers).limit(MOST_TILES).mapToObj(this::tile).toList());
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
