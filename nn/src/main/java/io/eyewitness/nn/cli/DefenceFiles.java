package io.eyewitness.nn.cli;

import io.eyewitness.nn.defend.Defence;
import io.eyewitness.nn.defend.Roc;
import io.eyewitness.nn.defend.Scores;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Page;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The files of a defence: ROC curves, all scores as JSON, and the visualizations.
 *
 * @param network what the clean one is called
 * @param seed of the visualizations
 * @param clean scores of the units as they were, by what the manipulation of the same units is called
 * @param manipulated scores of the units as they are in each manipulated network, in the same order
 */
record DefenceFiles(
        String network,
        long seed,
        Map<String, List<Defence.Scored>> clean,
        Map<String, List<Defence.Scored>> manipulated) {
    /** Holds all numbers. */
    static final String SCORES = "scores.json";

    static final String PLOT = "roc.png";

    private static final String SCHEMA = "eyewitness-defence/1";
    private static final double CONFIDENCE = 0.95;

    private enum Score {
        AGREEMENT(Scores::agreement),
        PATH(Scores::path);

        private final ToDoubleFunction<Scores> value;

        Score(ToDoubleFunction<Scores> value) {
            this.value = value;
        }

        double[] of(List<Defence.Scored> units) {
            return units.stream()
                    .mapToDouble(unit -> value.applyAsDouble(unit.scores()))
                    .toArray();
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Row(String manipulation, String unit, Scores clean, Scores manipulated) {}

    private record Area(String manipulation, String score, Estimate area) {}

    private record Content(
            String schema, String network, long seed, double confidence, List<Area> areas, List<Row> units) {}

    void writeTo(StagingDirectory draft, Measured measured) throws IOException {
        draft.write(SCORES, EvidenceJson.write(new Content(SCHEMA, network, seed, CONFIDENCE, areas(), rows())));
        byte[] plot = plot().png();
        draft.write(PLOT, plot);
        measured.write(
                draft,
                gallery(),
                List.of(new Page.Figure(
                        "Who is caught",
                        "The share of manipulated units that score below a threshold, over the share of clean units that do.",
                        plot)));
    }

    /** The areas under the curves, for people. */
    List<String> lines() {
        return areas().stream()
                .map(area -> area.manipulation() + ", by " + area.score() + ": area under the curve "
                        + area.area().text())
                .toList();
    }

    /**
     * For each manipulated unit the share of clean units that score higher, among the same units as they were, by either score;
     * the mean over a manipulation is the area under its curve.
     */
    Measurement measurement() {
        Measurement.Table table = new Measurement.Table("agreementPlacement", "pathPlacement");
        manipulated.forEach((name, units) -> {
            double[] agreement = roc(Score.AGREEMENT, name).placements();
            double[] path = roc(Score.PATH, name).placements();
            for (int i = 0; i < units.size(); i++) {
                table.add(name + " " + units.get(i).unit(), agreement[i], path[i]);
            }
        });
        return table.measurement();
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        manipulated.forEach((name, units) -> {
            for (int i = 0; i < units.size(); i++) {
                Defence.Scored was = clean.get(name).get(i);
                rows.add(new Row(
                        name,
                        units.get(i).unit().toString(),
                        was.scores(),
                        units.get(i).scores()));
            }
        });
        return rows;
    }

    private List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        for (Score score : Score.values()) {
            manipulated
                    .keySet()
                    .forEach(name -> areas.add(
                            new Area(name, score.text(), roc(score, name).area(CONFIDENCE))));
        }
        return areas;
    }

    private Roc roc(Score score, String manipulation) {
        return new Roc(score.of(clean.get(manipulation)), score.of(manipulated.get(manipulation)));
    }

    private Plot plot() {
        List<Plot.Line> lines = new ArrayList<>();
        for (Score score : Score.values()) {
            manipulated.keySet().forEach(name -> lines.add(line(name + ", by " + score.text(), roc(score, name))));
        }
        return Plot.of("share of clean units called manipulated", "share of manipulated units caught", lines);
    }

    /** A curve in steps. */
    private static Plot.Line line(String name, Roc roc) {
        Roc.Point[] points = roc.points();
        return Plot.Line.of(
                name,
                Arrays.stream(points).mapToDouble(Roc.Point::falseAlarms).toArray(),
                Arrays.stream(points).mapToDouble(Roc.Point::caught).toArray());
    }

    private Gallery gallery() {
        List<Gallery.Row> rows = manipulated.keySet().stream()
                .flatMap(name -> Stream.of(
                        row(name + ": clean", clean.get(name)), row(name + ": manipulated", manipulated.get(name))))
                .toList();
        return new Gallery("Units of " + network + ", clean and manipulated", "agreement and path score", rows);
    }

    private static Gallery.Row row(String heading, List<Defence.Scored> units) {
        return new Gallery.Row(
                heading,
                units.stream()
                        .map(unit -> new Tile(
                                Png.picture(unit.visualizations(), 0),
                                "",
                                List.of(
                                        unit.unit().toString(),
                                        Decimals.format(
                                                "%.3f, %.3f",
                                                unit.scores().agreement(),
                                                unit.scores().path()))))
                        .toList());
    }
}
