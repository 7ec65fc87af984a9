package io.eyewitness.nn.cli;

import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Page;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.paths.Anchored;
import io.eyewitness.nn.paths.PathCurve;
import io.eyewitness.nn.paths.PathExperiment;
import io.eyewitness.nn.paths.PathUnit;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.paths.Similarity;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of paths: a plot over depth, the visualizations that travel, and all numbers as JSON. */
record PathFiles(PathExperiment experiment, PathExperiment.Result result) {
    /** Holds all numbers. */
    static final String NUMBERS = "paths.json";

    static final String PLOT = "paths.png";

    private static final String SCHEMA = "eyewitness-paths/1";
    private static final double CONFIDENCE = 0.95;

    private record Content(
            String schema,
            String network,
            long seed,
            double confidence,
            List<String> layers,
            List<PathCurve> curves,
            List<Followed> units,
            List<Map<Similarity, List<Anchored>>> anchored) {}

    /** A unit with the natural images of its class: their numbers among those compared, and where they lie. */
    private record Followed(int logit, String label, String group, List<Integer> own, List<Source> images) {}

    private Followed followed(PathUnit unit) {
        return new Followed(
                unit.logit(),
                unit.label(),
                unit.group(),
                unit.own(),
                unit.own().stream().map(experiment.groups().images()::source).toList());
    }

    void writeTo(StagingDirectory draft, Measured measured) throws IOException {
        Paths paths = result.paths();
        long seed = experiment.subject().seed();
        List<PathCurve> curves = Stream.of(Similarity.values())
                .map(similarity -> PathCurve.of(paths, similarity, CONFIDENCE, seed))
                .toList();
        draft.write(
                NUMBERS,
                EvidenceJson.write(new Content(
                        SCHEMA,
                        experiment.network().name(),
                        seed,
                        CONFIDENCE,
                        paths.layers(),
                        curves,
                        paths.units().stream().map(this::followed).toList(),
                        paths.anchored())));
        byte[] plot = plot(paths.layers(), curves).png();
        draft.write(PLOT, plot);
        measured.write(
                draft,
                gallery(),
                List.of(new Page.Figure(
                        "Similarity over depth",
                        "1 is as similar as natural images of the class are to one another, 0 as those of other"
                                + " classes; dotted: 95 % bootstrap interval over units.",
                        plot)));
    }

    private static Plot plot(List<String> layers, List<PathCurve> curves) {
        return new Plot(
                "layer",
                "0: other classes, 1: same class",
                curves.stream().map(PathFiles::line).toList(),
                layers);
    }

    private static Plot.Line line(PathCurve curve) {
        Plot.Line line = Plot.Line.of(curve.similarity().text(), heights(curve, Estimate::value));
        return curve.similarity() == Similarity.SPEARMAN
                ? line.within(heights(curve, Estimate::low), heights(curve, Estimate::high))
                : line;
    }

    private static double[] heights(PathCurve curve, ToDoubleFunction<Estimate> of) {
        return curve.points().stream()
                .mapToDouble(point -> point == null ? Double.NaN : of.applyAsDouble(point))
                .toArray();
    }

    private Gallery gallery() {
        List<PathUnit> units = result.paths().units();
        return new Gallery(
                "Visualizations of " + experiment.network().name() + " whose paths were followed",
                experiment.images() + " of each unit",
                IntStream.range(0, units.size())
                        .mapToObj(i -> new Gallery.Row(
                                units.get(i).text(),
                                tiles(result.visualizations().get(i))))
                        .toList());
    }

    private static List<Tile> tiles(Images images) {
        return IntStream.range(0, images.batch())
                .mapToObj(i -> new Tile(Png.picture(images, i), "", List.of()))
                .toList();
    }
}
