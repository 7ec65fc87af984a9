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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of paths: a plot over depth, the visualizations, and all numbers as JSON.
 *
 * @param followed the networks whose visualizations were followed, by name, of the same units at the same layers; first the clean one
 */
record PathReport(Setup setup, Groups groups, Map<String, Followed> followed) {
    /** The name of the clean network. */
    static final String CLEAN = "clean";

    /** The file of all numbers of the clean network. */
    static final String NUMBERS = "paths.json";

    static final String PLOT = "paths.png";

    private static final String SCHEMA = "eyewitness-paths/1";
    private static final double CONFIDENCE = 0.95;

    /**
     * The paths in a network.
     *
     * @param visualizations in it, of each unit of the paths
     */
    record Followed(Paths paths, List<Images> visualizations) {
        private List<PathCurve> curves(long seed) {
            return Stream.of(Similarity.values())
                    .map(similarity -> PathCurve.of(paths, similarity, CONFIDENCE, seed))
                    .toList();
        }
    }

    private record Content(
            String schema,
            String network,
            long seed,
            double confidence,
            List<String> layers,
            List<PathCurve> curves,
            List<Shown> units,
            List<Map<Similarity, List<Anchored>>> anchored) {}

    /** A unit with the natural images of its class: their numbers among the compared images, and their origins. */
    private record Shown(int logit, String label, String group, List<Integer> own, List<Source> images) {}

    private Shown shown(PathUnit unit) {
        return new Shown(
                unit.logit(),
                unit.label(),
                unit.group(),
                unit.own(),
                unit.own().stream().map(groups.images()::source).toList());
    }

    void addTo(ExperimentResult result) {
        Map<String, List<PathCurve>> curves = new LinkedHashMap<>();
        followed.forEach((name, one) -> {
            curves.put(name, one.curves(setup.seed()));
            result.withFile(
                    name.equals(CLEAN) ? NUMBERS : "paths-" + name + ".json",
                    EvidenceJson.write(content(one.paths(), curves.get(name))));
        });
        Plot plot = new Plot(
                "layer",
                "0: other classes, 1: same class",
                followed.size() == 1
                        ? curves.get(CLEAN).stream()
                                .map(curve -> line(curve.similarity().text(), curve))
                                .toList()
                        : curves.entrySet().stream()
                                .map(one -> line(one.getKey(), one.getValue().get(Similarity.SPEARMAN.ordinal())))
                                .toList(),
                clean().layers());
        result.withFile(PLOT, plot.png())
                .showing(
                        gallery(),
                        Section.of(
                                "Similarity over depth",
                                "1 is as similar as natural images of the class are to one another, 0 as those of other classes;"
                                        + " bars: 95 % bootstrap interval over units, by "
                                        + Similarity.SPEARMAN.text() + ".",
                                plot.part("Similarity by layer, from 0, other classes, to 1, the same class")));
    }

    private Paths clean() {
        return followed.get(CLEAN).paths();
    }

    private Content content(Paths paths, List<PathCurve> curves) {
        return new Content(
                SCHEMA,
                setup.network().name(),
                setup.seed(),
                CONFIDENCE,
                paths.layers(),
                curves,
                paths.units().stream().map(this::shown).toList(),
                paths.anchored());
    }

    private static Plot.Line line(String name, PathCurve curve) {
        Plot.Line line = Plot.Line.of(name, heights(curve, Estimate::value));
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
        int each = followed.get(CLEAN).visualizations().get(0).batch();
        return new Gallery(
                "Visualizations of " + setup.network().name() + " whose paths were followed",
                each + " of each unit" + (followed.size() == 1 ? "" : ", in " + String.join(", ", followed.keySet())),
                IntStream.range(0, clean().units().size())
                        .boxed()
                        .flatMap(unit -> followed.entrySet().stream()
                                .map(one -> row(
                                        clean().units().get(unit).text()
                                                + (followed.size() == 1 ? "" : ", " + one.getKey()),
                                        one.getValue().visualizations().get(unit))))
                        .toList());
    }

    private static Gallery.Row row(String text, Images images) {
        return Gallery.Row.of(text, images.batch(), i -> Tile.of(images, i));
    }
}
