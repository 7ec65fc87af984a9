package io.eyewitness.nn.survey;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.survey.SurveyFindings.Example;
import io.eyewitness.nn.survey.SurveyFindings.Natural;
import io.eyewitness.nn.survey.SurveyFindings.Visualization;
import io.eyewitness.nn.survey.SurveyReport.Layer;
import io.eyewitness.nn.survey.SurveyReport.NaturalImage;
import io.eyewitness.nn.survey.SurveyReport.SurveyedUnit;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PageCatalogue.Sheets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Puts what the parts of a survey found out together. Writes the pictures as they come and keeps them reduced, so that large surveys fit in memory. Mutable.
 */
final class SurveyMerge {
    private static final String FOLDER = "pictures/";

    private final Subject subject;
    private final LabelledImages naturals;
    private final StagingDirectory draft;
    private final Map<String, Found> layers = new LinkedHashMap<>();
    private final List<BufferedImage> pictures = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param naturals the natural images of the survey
     * @param draft where the results go
     */
    SurveyMerge(Subject subject, LabelledImages naturals, StagingDirectory draft) {
        this.subject = subject;
        this.naturals = naturals;
        this.draft = draft;
    }

    /** What was found out about the units of a layer, in their order. */
    private static final class Found {
        private final List<UnitSpec> units = new ArrayList<>();
        private final List<Natural> naturals = new ArrayList<>();
        /** Without their images. */
        private final List<Visualization> visualizations = new ArrayList<>();

        private final List<List<String>> files = new ArrayList<>();
        private final List<Card> cards = new ArrayList<>();
    }

    /**
     * Adds the next part.
     *
     * @throws IllegalArgumentException if it did not find out what the part is about
     * @throws IOException if a picture cannot be written
     */
    void add(SurveyPart part, SurveyFindings findings) throws IOException {
        Found found = layers.computeIfAbsent(part.layer(), layer -> new Found());
        switch (part.kind()) {
            case NATURAL -> {
                found.units.addAll(part.units());
                found.naturals.addAll(complete(part, findings.naturals()));
            }
            case VISUALIZATIONS -> {
                for (Visualization visualization : complete(part, findings.visualizations())) {
                    found.files.add(written(visualization.images()));
                    found.visualizations.add(
                            new Visualization(List.of(), visualization.values(), visualization.fault()));
                }
            }
            case INSPECTION -> found.cards.addAll(complete(part, findings.cards()));
        }
    }

    private static <T> List<T> complete(SurveyPart part, Optional<List<T>> findings) {
        return findings.filter(all -> all.size() == part.to() - part.from())
                .orElseThrow(() -> new IllegalArgumentException("what was kept of " + part.layer() + ", units "
                        + part.from() + " to " + (part.to() - 1) + ", is not what was found out about them"));
    }

    private List<String> written(List<byte[]> images) throws IOException {
        List<String> files = new ArrayList<>();
        for (byte[] levels : images) {
            BufferedImage picture = picture(levels, naturals.shape());
            files.add(FOLDER + pictures.size() + ".png");
            draft.write(files.get(files.size() - 1), PngFile.bytes(picture));
            pictures.add(Sheets.reduced(picture));
        }
        return files;
    }

    /**
     * Writes the results of a survey whose parts were all added.
     *
     * @param setting everything that the numbers depend on
     * @return a line for people
     */
    String write(SortedMap<String, String> setting) throws IOException {
        List<Layer> all = new ArrayList<>();
        for (Map.Entry<String, Found> one : layers.entrySet()) {
            Found found = one.getValue();
            all.add(new Layer(
                    one.getKey(),
                    IntStream.range(0, found.units.size())
                            .mapToObj(i -> unit(found, i))
                            .toList()));
        }
        SurveyReport report = new SurveyReport(
                SurveyReport.SCHEMA, subject.network().name(), subject.model().sha256(), setting, images(all), all);
        List<BufferedImage> examples =
                report.images().stream().map(image -> picture(image.image())).toList();
        draft.write(Survey.FILE, EvidenceJson.write(report));
        draft.write(
                ExperimentResult.PAGE, SurveyPage.of(report, pictures, examples).html());
        return pictures.size() + " visualizations of "
                + all.stream().mapToInt(layer -> layer.units().size()).sum() + " units";
    }

    private SurveyedUnit unit(Found found, int i) {
        Natural natural = found.naturals.get(i);
        Visualization visualization = found.visualizations.get(i);
        return new SurveyedUnit(
                found.units.get(i).toString(),
                found.units.get(i).named(subject.model().classes()::suffix),
                natural.largest(),
                natural.mean(),
                natural.active(),
                natural.examples(),
                visualization.values(),
                found.files.get(i),
                visualization.fault(),
                found.cards.isEmpty() ? Optional.empty() : Optional.of(found.cards.get(i)));
    }

    /** The examples of all units, each once, by number. */
    private List<NaturalImage> images(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> layer.units().stream())
                .flatMapToInt(unit -> unit.examples().stream().mapToInt(Example::image))
                .distinct()
                .sorted()
                .mapToObj(image -> new NaturalImage(
                        image,
                        naturals.source(image),
                        naturals.hasLabel(image)
                                ? Optional.of(naturals.classes().get(naturals.label(image)))
                                : Optional.empty()))
                .toList();
    }

    private BufferedImage picture(int image) {
        try (NDManager scratch = subject.network().manager().newSubManager()) {
            return Png.picture(Images.of(naturals.batch(scratch, image, image + 1)), 0);
        }
    }

    private static BufferedImage picture(byte[] levels, ImageShape shape) {
        float[] values = new float[levels.length];
        IntStream.range(0, levels.length).forEach(i -> values[i] = Byte.toUnsignedInt(levels[i]) / 255f);
        return Png.picture(new Images(1, shape.channels(), shape.height(), shape.width(), values), 0);
    }
}
