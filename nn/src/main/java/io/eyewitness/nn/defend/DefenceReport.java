package io.eyewitness.nn.defend;

import io.eyewitness.nn.defend.DefenceExperiment.Scored;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
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
 * @param network the name of the clean network
 * @param seed of the visualizations
 * @param clean the scores of the units in the clean network, by the name of the manipulation of the same units
 * @param manipulated the scores of the units in each manipulated network, in the same order
 */
record DefenceReport(
        String network, long seed, Map<String, List<Scored>> clean, Map<String, List<Scored>> manipulated) {
    /** The file of all numbers. */
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

        double[] of(List<Scored> units) {
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

    void addTo(ExperimentResult result) {
        Plot plot = plot();
        result.withFile(SCORES, EvidenceJson.write(new Content(SCHEMA, network, seed, CONFIDENCE, areas(), rows())))
                .withFile(PLOT, plot.png())
                .showing(
                        gallery(),
                        new Section(
                                "ROC curves",
                                "The share of manipulated units below a threshold of the score, over the share of clean units below it.",
                                List.of(plot.part("ROC curves of the scores"), table())));
        areas().forEach(area -> result.remarking(area.manipulation() + ", by " + area.score()
                + ": area under the curve " + area.area().text()));
    }

    /**
     * For each manipulated unit and each score, the share of clean units with a higher score. Clean units are the same units in the clean
     * network. The mean over a manipulation is the area under its ROC curve.
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
                Scored was = clean.get(name).get(i);
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

    /** The areas under the curves: 1/2 is chance. */
    private PagePart table() {
        return new PagePart.Table(
                "Areas under the curves, with intervals of 95 %",
                List.of("manipulation", "score", "units", "area", "from", "to"),
                areas().stream()
                        .map(one -> List.<Object>of(
                                one.manipulation(),
                                one.score(),
                                manipulated.get(one.manipulation()).size(),
                                one.area().value(),
                                one.area().low(),
                                one.area().high()))
                        .toList());
    }

    private Plot plot() {
        List<Plot.Line> lines = new ArrayList<>();
        for (Score score : Score.values()) {
            manipulated.keySet().forEach(name -> lines.add(line(name + ", by " + score.text(), roc(score, name))));
        }
        return Plot.of("false positive rate (clean units)", "true positive rate (manipulated units)", lines);
    }

    /** The line of a curve. */
    private static Plot.Line line(String name, Roc roc) {
        Roc.Point[] points = roc.points();
        return Plot.Line.of(
                name,
                Arrays.stream(points).mapToDouble(Roc.Point::falsePositiveRate).toArray(),
                Arrays.stream(points).mapToDouble(Roc.Point::truePositiveRate).toArray());
    }

    private Gallery gallery() {
        List<Gallery.Row> rows = manipulated.keySet().stream()
                .flatMap(name -> Stream.of(
                        row(name + ": clean", clean.get(name)), row(name + ": manipulated", manipulated.get(name))))
                .toList();
        return new Gallery("Units of " + network + ", clean and manipulated", "agreement and path score", rows);
    }

    private static Gallery.Row row(String heading, List<Scored> units) {
        return Gallery.Row.of(heading, units.size(), i -> {
            Scored unit = units.get(i);
            return Tile.of(
                    unit.visualizations(),
                    0,
                    unit.unit().toString(),
                    Decimals.format(
                            "%.3f, %.3f",
                            unit.scores().agreement(), unit.scores().path()));
        });
    }
}
