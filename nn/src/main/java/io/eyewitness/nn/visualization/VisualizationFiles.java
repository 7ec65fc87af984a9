package io.eyewitness.nn.visualization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Mosaic;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Prediction;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationResult;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of a visualization: a PNG for each image, a contact sheet, a page, and all numbers as JSON. */
public final class VisualizationFiles {
    /** The file of all settings and numbers. */
    public static final String RUN = "run.json";

    /** The page that shows the images. */
    public static final String PAGE = "index.html";

    private static final String SCHEMA = "eyewitness-visualization/1";

    /**
     * The settings of a visualization, as its files state them. Two runs with equal settings give equal images on the same kind of device.
     */
    public record Settings(
            String model,
            String weights,
            String weightsSha256,
            List<String> units,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String arrangement,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> files,
            @JsonUnwrapped VisualizationSpec spec,
            List<Integer> snapshots,
            String device,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String precision,
            Map<String, String> versions) {

        /**
         * The settings.
         *
         * @param picture at which images start
         * @throws IOException naming a file that cannot be read
         */
        public static Settings of(
                LoadedModel model,
                Arrangement arrangement,
                Optional<Path> picture,
                VisualizationSpec spec,
                SortedSet<Integer> snapshots,
                String device,
                Precision precision)
                throws IOException {
            SortedMap<String, String> files = new TreeMap<>();
            Stream<Path> used = Stream.concat(
                    picture.stream(), arrangement.units().stream().flatMap(unit -> unit.files().stream()));
            for (Path file : used.distinct().toList()) {
                files.put(file.toString(), ContentHash.of(file));
            }
            return new Settings(
                    model.network().name(),
                    model.weights(),
                    model.sha256(),
                    arrangement.units().stream().map(UnitSpec::toString).toList(),
                    arrangement.name(),
                    files,
                    spec,
                    List.copyOf(snapshots),
                    device,
                    precision == Precision.SINGLE ? "" : precision.toString(),
                    PyTorch.versions());
        }

        /** The settings as a table for people, by name. */
        Map<String, String> table() {
            Map<String, String> table = new LinkedHashMap<>();
            table.put("model", model);
            table.put("weights", weights + ", SHA-256 " + weightsSha256);
            table.put("units", String.join(", ", units));
            if (!arrangement.isEmpty()) {
                table.put("arrangement", arrangement);
            }
            files.forEach((file, hash) -> table.put(file, "SHA-256 " + hash));
            table.put("objective", spec.objective().text());
            table.put("parametrisation", spec.parametrisation().name());
            table.put("transforms", spec.transforms().text());
            table.put("size", spec.size() + " x " + spec.size() + " pixels");
            table.put("images of each unit", Integer.toString(spec.imagesOfEachUnit()));
            table.put("steps", Integer.toString(spec.steps()));
            table.put("learning rate", Decimals.text(spec.rate()));
            table.put("seed", Long.toString(spec.seed()));
            table.put("device", device);
            if (!precision.isEmpty()) {
                table.put("precision", precision);
            }
            versions.forEach(table::put);
            return table;
        }
    }

    private final LoadedModel model;
    private final Arrangement arrangement;
    private final Settings settings;
    private final VisualizationResult recording;
    private final Double error;
    private final List<String> unmoved = new ArrayList<>();
    private final SortedMap<Integer, List<Prediction>> readings = new TreeMap<>();

    /** An image and its values, as the JSON file states them. */
    private record Shown(
            String file, String unit, int steps, float value, int topClass, String topClassName, float probability) {}

    private record Content(
            String schema,
            Settings settings,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double largestRelativeErrorOfValues,
            List<Shown> images,
            List<float[]> objectiveBeforeEachStep) {}

    /**
     * The files of a visualization whose images are ordered by unit.
     *
     * @param computed the network of the model, in the precision in which the images were made
     * @param start the images before the first step
     * @throws io.eyewitness.nn.tensor.NotFinite if a value is not finite
     */
    public VisualizationFiles(
            LoadedModel model,
            Network computed,
            Arrangement arrangement,
            Settings settings,
            Images start,
            VisualizationResult recording) {
        this.model = model;
        this.arrangement = arrangement;
        this.settings = settings;
        this.recording = recording;
        recording.snapshots().forEach((step, images) -> readings.put(step, read(model.network(), images)));
        error = settings.precision().isEmpty() ? null : error(read(computed, recording.last()));
        images().forEach(i -> unit(i).terms().forEach(term -> requireMoved(i, term, start)));
    }

    private void requireMoved(int image, UnitSpec.Term term, Images start) {
        float before = value(term, start.image(image));
        float after = value(term, recording.last().image(image));
        if (before == after && !term.isBest(after)) {
            unmoved.add(Decimals.format(
                    "%s did not move: its value is %.4g after %d steps, as it was at the start; try another --seed or %s,"
                            + " or see with nn examples whether any natural image moves it",
                    unit(image).terms().size() == 1 ? name(image) : term + " of " + name(image),
                    after,
                    settings.spec().steps(),
                    settings.spec().parametrisation() instanceof Parametrisation.Maco
                            ? "--param"
                            : "--param maco, which starts with more contrast"));
        }
    }

    private float value(UnitSpec.Term term, Images image) {
        return Prediction.of(model.network(), new UnitSpec(List.of(term)), image)
                .get(0)
                .value();
    }

    private List<Prediction> read(Network network, Images images) {
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < images.batch(); i++) {
            all.addAll(Prediction.of(network, unit(i), images.image(i)));
        }
        return all;
    }

    /** The largest difference of a value at the last images to that in single precision, as a share of the latter. */
    private double error(List<Prediction> rough) {
        List<Prediction> exact = readings.get(readings.lastKey());
        return images().mapToDouble(i -> {
                    double value = exact.get(i).value();
                    double difference = Math.abs(rough.get(i).value() - value);
                    return difference == 0 ? 0 : difference / Math.max(Math.abs(value), Float.MIN_NORMAL);
                })
                .max()
                .orElseThrow();
    }

    private UnitSpec unit(int image) {
        return arrangement.units().get(image / settings.spec().imagesOfEachUnit());
    }

    /** A sentence on each image, and one on the error of another precision than single. */
    public List<String> summary() {
        List<String> summary = new ArrayList<>(images().mapToObj(
                        i -> String.join(", ", caption(i, settings.spec().steps())))
                .toList());
        if (error != null) {
            summary.add(Decimals.format(
                    "The values are of single precision; those of %s differ from them by up to %.2g %%",
                    settings.precision(), 100 * error));
        }
        return summary;
    }

    /**
     * A sentence on each image and term of its unit whose value is at the end what it was at the start, but where that is as good as can be,
     * as of a disliked unit that is closed.
     */
    public List<String> unmoved() {
        return List.copyOf(unmoved);
    }

    /** Writes all files. */
    public void writeTo(StagingDirectory draft) throws IOException {
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
        draft.write(ContactSheet.FILE, ContactSheet.png(gallery));
        Plot curves = Curves.plot(images().mapToObj(this::name).toList(), recording.values());
        draft.write(Curves.FILE, curves.png());
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Pictures", "", recording.snapshots().size() > 1 ? strip() : gallery.part()));
        if (!arrangement.isNone()) {
            byte[] mosaic = Mosaic.png(recording.last(), arrangement.rows());
            draft.write(Mosaic.FILE, mosaic);
            sections.add(Mosaic.section("All together: " + arrangement.name(), mosaic));
        }
        sections.add(Curves.section(curves));
        sections.add(Section.of("Values", "", table(shown)));
        draft.write(
                PAGE,
                ResultPage.of(gallery.title(), gallery.subtitle(), sections, settings.table())
                        .html());
        draft.write(RUN, EvidenceJson.write(new Content(SCHEMA, settings, error, shown, recording.values())));
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

    /** The images over the steps, a row for each. */
    private PagePart strip() {
        return new PagePart.Strip(
                recording.snapshots().keySet().stream()
                        .map(step -> "after " + step + " steps")
                        .toList(),
                rowsOverSteps().stream()
                        .map(row -> new PagePart.Row(
                                row.heading(),
                                row.tiles().stream().map(Tile::pagePicture).toList()))
                        .toList());
    }

    private static PagePart table(List<Shown> shown) {
        return new PagePart.Table(
                "The value of the unit at each image, and what the network sees in it",
                List.of("file", "unit", "steps", "value", "seen as", "probability"),
                shown.stream()
                        .map(one -> List.<Object>of(
                                one.file(),
                                one.unit(),
                                one.steps(),
                                one.value(),
                                one.topClassName(),
                                one.probability()))
                        .toList());
    }

    /** A row for each image. */
    private List<Row> rowsOverSteps() {
        return images().mapToObj(i -> new Row(
                        name(i),
                        recording.snapshots().keySet().stream()
                                .map(step -> tile(i, step, "after " + step + " steps"))
                                .toList()))
                .toList();
    }

    /** A row for each unit, or one row for all units if each has one image. */
    private List<Row> rowsOfUnits() {
        int each = settings.spec().imagesOfEachUnit();
        if (each == 1) {
            return List.of(new Row("", tiles(0, arrangement.units().size())));
        }
        return IntStream.range(0, arrangement.units().size())
                .mapToObj(u -> new Row(
                        arrangement.units().get(u).named(model.classes()::suffix), tiles(u * each, (u + 1) * each)))
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
