package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Page;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.visualize.Prediction;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationResult;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The files of a visualization: a PNG for each image, a contact sheet, a page, and all numbers as JSON. */
final class VisualizationFiles {
    /** Holds all settings and numbers. */
    static final String RUN = "run.json";

    /** Shows all. */
    static final String PAGE = "index.html";

    private static final String SCHEMA = "eyewitness-visualization/1";

    private final LoadedModel model;
    private final List<UnitSpec> units;
    private final Settings settings;
    private final VisualizationResult recording;
    private final List<Prediction> atStart;
    private final SortedMap<Integer, List<Prediction>> readings = new TreeMap<>();

    /** One picture and its numbers, as they stand in the file. */
    private record Shown(
            String file, String unit, int steps, float value, int topClass, String topClassName, float probability) {}

    private record Content(
            String schema, Settings settings, List<Shown> images, List<float[]> objectiveBeforeEachStep) {}

    /**
     * The files of a recording whose images are those of each unit in turn.
     *
     * @param start the images before the first step
     * @throws io.eyewitness.nn.tensor.NotFinite if a value is not finite
     */
    VisualizationFiles(
            LoadedModel model, List<UnitSpec> units, Settings settings, Images start, VisualizationResult recording) {
        this.model = model;
        this.units = units;
        this.settings = settings;
        this.recording = recording;
        this.atStart = read(start);
        recording.snapshots().forEach((step, images) -> readings.put(step, read(images)));
    }

    private List<Prediction> read(Images images) {
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < images.batch(); i++) {
            all.addAll(Prediction.of(model.network(), unit(i), images.image(i)));
        }
        return all;
    }

    private UnitSpec unit(int image) {
        return units.get(image / settings.spec().imagesOfEachUnit());
    }

    /** A sentence on each image. */
    List<String> summary() {
        return images().mapToObj(
                        i -> String.join(", ", caption(i, settings.spec().steps())))
                .toList();
    }

    /**
     * A sentence on each image whose unit's value is at the end what it was at the start, but where that is a disliked one's 0: it is closed,
     * and no image lowers it.
     */
    List<String> unmoved() {
        List<Prediction> atEnd = readings.get(settings.spec().steps());
        return images().filter(i -> atEnd.get(i).value() == atStart.get(i).value())
                .filter(i -> !unit(i).isMinimized() || atEnd.get(i).value() != 0)
                .mapToObj(i -> Decimals.format(
                        "%s did not move: its value is %.4g after %d steps, as it was at the start; try another --seed"
                                + " or --param, or see with nn examples whether any natural image moves it",
                        name(i), atEnd.get(i).value(), settings.spec().steps()))
                .toList();
    }

    void writeTo(StagingDirectory draft) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (int step : recording.snapshots().keySet()) {
            for (int i : images().toArray()) {
                Prediction reading = readings.get(step).get(i);
                draft.write(
                        file(i, step),
                        PngFile.bytes(Png.picture(recording.snapshots().get(step), i)));
                shown.add(new Shown(
                        file(i, step),
                        unit(i).toString(),
                        step,
                        reading.value(),
                        reading.topClass(),
                        model.classes().of(reading.topClass()),
                        reading.probability()));
            }
        }
        Gallery gallery = gallery();
        draft.write(ContactSheet.FILE, PngFile.bytes(ContactSheet.draw(gallery)));
        byte[] curves = Curves.png(images().mapToObj(this::name).toList(), recording.values());
        draft.write(Curves.FILE, curves);
        String page = Page.html(gallery, List.of(Curves.figure(curves)), settings.table());
        draft.write(PAGE, page);
        draft.write(RUN, EvidenceJson.write(new Content(SCHEMA, settings, shown, recording.values())));
    }

    private IntStream images() {
        return IntStream.range(0, recording.last().batch());
    }

    private Gallery gallery() {
        String title = "Feature visualizations of " + settings.model();
        String subtitle = Decimals.format(
                "%s images of %d pixels, %d steps at rate %s, seed %d, transforms %s",
                settings.spec().parametrisation().name(),
                settings.spec().size(),
                settings.spec().steps(),
                Decimals.text(settings.spec().rate()),
                settings.spec().seed(),
                settings.spec().transforms().text());
        return new Gallery(title, subtitle, recording.snapshots().size() > 1 ? rowsOverSteps() : rowsOfUnits());
    }

    /** An image a row. */
    private List<Row> rowsOverSteps() {
        return images().mapToObj(i -> new Row(
                        name(i),
                        recording.snapshots().keySet().stream()
                                .map(step -> tile(i, step, "after " + step + " steps"))
                                .toList()))
                .toList();
    }

    /** A unit a row, or all units in one where each has one image. */
    private List<Row> rowsOfUnits() {
        int each = settings.spec().imagesOfEachUnit();
        if (each == 1) {
            return List.of(new Row("", tiles(0, units.size())));
        }
        return IntStream.range(0, units.size())
                .mapToObj(u -> new Row(units.get(u).named(model.classes()::suffix), tiles(u * each, (u + 1) * each)))
                .toList();
    }

    private List<Tile> tiles(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> tile(
                        i,
                        settings.spec().steps(),
                        settings.spec().imagesOfEachUnit() == 1 ? name(i) : "image " + (i + 1)))
                .toList();
    }

    private Tile tile(int image, int step, String heading) {
        List<String> caption = new ArrayList<>(caption(image, step));
        caption.set(0, heading);
        return new Tile(Png.picture(recording.snapshots().get(step), image), file(image, step), caption);
    }

    private List<String> caption(int image, int step) {
        Prediction reading = readings.get(step).get(image);
        return List.of(
                name(image),
                Decimals.format("value %.4g", reading.value()),
                Decimals.format(
                        "seen as %s, %.1f\u00a0%%",
                        model.classes().of(reading.topClass()), 100 * reading.probability()));
    }

    private String name(int image) {
        String unit = unit(image).named(model.classes()::suffix);
        return recording.last().batch() == 1 ? unit : unit + ", image " + (image + 1);
    }

    private String file(int image, int step) {
        String unit = unit(image)
                .toString()
                .replace("+", "-and-")
                .replaceAll("(^|-and-)-", "$1minus-")
                .replaceAll("[^A-Za-z0-9._-]", "-");
        return unit.substring(0, Math.min(100, unit.length()))
                + (recording.last().batch() == 1 ? "" : "-" + (image + 1))
                + (step == settings.spec().steps() ? "" : "-step-" + step)
                + ".png";
    }
}
