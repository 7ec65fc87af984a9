package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.Source;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.page.ResultPage.Section;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of paths: a plot over depth, the visualizations, and all numbers as JSON.
 *
 * @param visualizations of each unit of the paths
 */
record PathReport(Setup setup, Groups groups, Paths paths, List<Images> visualizations) {
    /** The file of all numbers. */
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

    /** A unit with the natural images of its class: their numbers among the compared images, and their origins. */
    private record Followed(int logit, String label, String group, List<Integer> own, List<Source> images) {}

    private Followed followed(PathUnit unit) {
        return new Followed(
                unit.logit(),
                unit.label(),
                unit.group(),
                unit.own(),
                unit.own().stream().map(groups.images()::source).toList());
    }

    void addTo(ExperimentResult result) {
        List<PathCurve> curves = Stream.of(Similarity.values())
                .map(similarity -> PathCurve.of(paths, similarity, CONFIDENCE, setup.seed()))
                .toList();
        Plot plot = plot(paths.layers(), curves);
        result.withFile(NUMBERS, EvidenceJson.write(content(curves)))
                .withFile(PLOT, plot.png())
                .showing(
                        gallery(),
                        Section.of(
                                "Similarity over depth",
                                "1 is as similar as natural images of the class are to one another, 0 as those of other classes;"
                                        + " bars: 95 % bootstrap interval over units.",
                                plot.part("Similarity by layer, from 0, other classes, to 1, the same class")));
    }

    private Content content(List<PathCurve> curves) {
        return new Content(
                SCHEMA,
                setup.network().name(),
                setup.seed(),
                CONFIDENCE,
                paths.layers(),
                curves,
                paths.units().stream().map(this::followed).toList(),
                paths.anchored());
    }

    private static Plot plot(List<String> layers, List<PathCurve> curves) {
        return new Plot(
                "layer",
                "0: other classes, 1: same class",
                curves.stream().map(PathReport::line).toList(),
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
                .mapToDouble(point -> point.map(of::applyAsDouble).orElse(Double.NaN))
                .toArray();
    }

    private Gallery gallery() {
        List<PathUnit> units = paths.units();
        return new Gallery(
                "Visualizations of " + setup.network().name() + " whose paths were followed",
                visualizations.get(0).batch() + " of each unit",
                IntStream.range(0, units.size())
                        .mapToObj(i -> row(units.get(i), visualizations.get(i)))
                        .toList());
    }

    private static Gallery.Row row(PathUnit unit, Images images) {
        return Gallery.Row.of(unit.text(), images.batch(), i -> Tile.of(images, i));
    }
}
