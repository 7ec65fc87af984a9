package io.eyewitness.sim.cli;

import io.eyewitness.sim.bound.Grid;
import io.eyewitness.theory.ask.WidestGap;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The files of bounds on demand, in addition to the evidence: a table, all intervals as JSON, heat maps of a grid in two dimensions, and
 * curves in one.
 *
 * @param grid the grid
 * @param isWhole whether the bounds begin with one at each point of the grid, in its order
 * @param parts the evidence
 */
record BoundFiles(Grid grid, boolean isWhole, List<BoundEvidence> parts) {
    static final String NAME = "bounds";

    /** The file with all intervals. */
    static final String NUMBERS = NAME + ".json";

    static final String SCHEMA = "eyewitness-bounds/1";

    private static final double WORST = 0.5;
    private static final int SIZE = 700;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 280;
    private static final int MARKER = 7;
    private static final int SHADES = 24;
    private static final int LABELS = 9;
    private static final Color BAR = new Color(0x9e, 0xca, 0xe1);
    private static final Color LOW = new Color(0xf7, 0xfb, 0xff);
    private static final Color HIGH = new Color(0x08, 0x30, 0x6b);

    /** The content of {@link #NUMBERS} for contradictory observations. */
    record Contradiction(String schema, BoundProblem contradictory) {}

    private record Content(String schema, BoundProblem problem, List<Interval> intervals) {}

    private record Interval(Point x, BigFraction lower, BigFraction upper, boolean attained) {}

    BoundFiles {
        parts = List.copyOf(parts);
    }

    BoundProblem problem() {
        return parts.get(0).problem();
    }

    List<PointBound> bounds() {
        return parts.stream().flatMap(part -> part.bounds().stream()).toList();
    }

    void writeTo(StagingDirectory staging) throws IOException {
        SimulationFiles.table(
                staging, NAME, header(), bounds().stream().map(this::row).toList());
        SimulationFiles.json(
                staging,
                NAME,
                new Content(
                        SCHEMA,
                        problem(),
                        bounds().stream()
                                .map(bound -> new Interval(
                                        bound.x(),
                                        bound.lower().value(),
                                        bound.upper().value(),
                                        bound.isAttained(problem())))
                                .toList()));
        SimulationFiles.page(
                staging, NAME, sections(), Map.of("problem", problem().toString()));
        if (!isDrawn()) {
            return;
        }
        if (grid.dimension() == 1) {
            staging.write(NAME + ".png", curves().png(SHADES));
            staging.write(NAME + ".svg", curves().svg());
        } else {
            SimulationFiles.plot(staging, "width", heatMap("upper bound minus lower bound", PointBound::width));
            SimulationFiles.plot(
                    staging,
                    "lower",
                    heatMap("lower bound", bound -> bound.lower().value()));
            SimulationFiles.plot(
                    staging,
                    "upper",
                    heatMap("upper bound", bound -> bound.upper().value()));
        }
    }

    private List<String> header() {
        return Stream.concat(
                        IntStream.rangeClosed(1, grid.dimension()).mapToObj(i -> "x" + i),
                        Stream.of("lower", "upper", "exactLower", "exactUpper", "attained"))
                .toList();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("What is known", "", new PagePart.Text(lines())));
        if (isDrawn()) {
            sections.add(new Section("Bounds", "", grid.dimension() == 1 ? List.of(bars()) : squares()));
        }
        sections.add(Section.of(
                "The numbers",
                "",
                SimulationFiles.part(
                        "Each point with its bounds",
                        header(),
                        bounds().stream().map(this::row).toList())));
        return sections;
    }

    private PagePart bars() {
        return new PagePart.Lines(
                "The values that f may have, and those that are known",
                PagePart.Axis.of("x", 0, 1),
                PagePart.Axis.of("possible f(x)"),
                List.of(
                        new PagePart.Line(
                                "possible values",
                                PagePart.Style.POINTS,
                                onGrid().stream().map(BoundFiles::bar).toList()),
                        new PagePart.Line(
                                "known values",
                                PagePart.Style.POINTS,
                                problem().values().stream()
                                        .map(value -> List.of(
                                                value.at().get(0).doubleValue(),
                                                value.value().doubleValue()))
                                        .toList())));
    }

    private static List<Double> bar(PointBound bound) {
        BigFraction lower = bound.lower().value();
        BigFraction upper = bound.upper().value();
        return Stream.of(bound.x().get(0), Rationals.mid(lower, upper), lower, upper)
                .map(BigFraction::doubleValue)
                .toList();
    }

    private List<PagePart> squares() {
        return List.of(
                square("upper bound minus lower bound", PointBound::width),
                square("lower bound", bound -> bound.lower().value()),
                square("upper bound", bound -> bound.upper().value()));
    }

    /** The grid's second coordinate changes first, the page's first. */
    private PagePart square(String text, Function<PointBound, BigFraction> number) {
        int n = grid.points();
        return new PagePart.Heat(
                text,
                IntStream.range(0, n * n)
                        .mapToObj(i ->
                                number.apply(onGrid().get(i % n * n + i / n)).doubleValue())
                        .toList());
    }

    /** Whether there are pictures: of a whole grid, in one or two dimensions, with numbers in the range of doubles. */
    private boolean isDrawn() {
        return isWhole && grid.dimension() <= 2 && isFinite();
    }

    private boolean isFinite() {
        return bounds().stream()
                .flatMap(bound -> Stream.of(bound.lower().value(), bound.upper().value(), bound.width()))
                .allMatch(number -> Double.isFinite(number.doubleValue()));
    }

    private List<Object> row(PointBound bound) {
        List<Object> row = new ArrayList<>();
        bound.x().coordinates().forEach(coordinate -> row.add(Rationals.text(coordinate)));
        row.add(bound.lower().value().doubleValue());
        row.add(bound.upper().value().doubleValue());
        row.add(Rationals.text(bound.lower().value()));
        row.add(Rationals.text(bound.upper().value()));
        row.add(bound.isAttained(problem()));
        return row;
    }

    private List<PointBound> onGrid() {
        return bounds().subList(0, grid.size());
    }

    private String title(String shown) {
        return problem().assumptions().text() + " (" + problem().norm().text() + "), "
                + problem().observations().size() + " observations beside phi: " + shown;
    }

    /** A bar at each point of the grid, without lines between them, because the bounds may be wider between the points. */
    private Figure curves() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("x")
                .yAxisTitle("possible f(x), " + problem().assumptions().text())
                .build();
        Figure figure = Figure.of(chart);
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarkerSize(MARKER);
        chart.getStyler().setErrorBarsColorSeriesColor(true).setLegendVisible(false);
        chart.addSeries(
                        "possible values",
                        numbers(onGrid(), bound -> bound.x().get(0)),
                        numbers(
                                onGrid(),
                                bound -> Rationals.mid(
                                        bound.lower().value(), bound.upper().value())),
                        numbers(onGrid(), bound -> bound.width().multiply(Rationals.HALF)))
                .setMarker(SeriesMarkers.NONE)
                .setMarkerColor(BAR)
                .setLineColor(BAR);
        chart.addSeries(
                        "known values",
                        numbers(problem().values(), value -> value.at().get(0)),
                        numbers(problem().values(), Observation.Value::value))
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(HIGH);
        return figure;
    }

    private static <T> double[] numbers(List<T> from, Function<T, BigFraction> number) {
        return from.stream().mapToDouble(one -> number.apply(one).doubleValue()).toArray();
    }

    private Figure heatMap(String title, Function<PointBound, BigFraction> number) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(SIZE)
                .height(SIZE)
                .title(title(title))
                .xAxisTitle("x1")
                .yAxisTitle("x2")
                .build();
        Figure figure = Figure.of(chart);
        chart.getStyler().setRangeColors(new Color[] {LOW, HIGH});
        chart.getStyler().setMin(0).setMax(1);
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setShowValue(false);
        chart.getStyler().setHeatMapDecimalValueFormatter(value -> Decimals.format("%.3g", value));
        List<String> axis =
                IntStream.range(0, grid.points()).mapToObj(this::label).toList();
        List<Number[]> cells = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            double value = number.apply(onGrid().get(i)).doubleValue();
            cells.add(new Number[] {i / grid.points(), i % grid.points(), value});
        }
        double least =
                cells.stream().mapToDouble(cell -> cell[2].doubleValue()).min().orElse(0);
        double largest =
                cells.stream().mapToDouble(cell -> cell[2].doubleValue()).max().orElse(1);
        chart.getStyler().setMin(least).setMax(largest > least ? largest : least + 1);
        chart.addSeries(title, axis, axis, cells);
        return figure;
    }

    /** The label of a point of an axis: a number for at most {@link #LABELS} points, blanks of different lengths for the rest. */
    private String label(int point) {
        int stride = (grid.points() + LABELS - 2) / (LABELS - 1);
        return point % stride == 0 ? Decimals.format("%.2f", point / (grid.points() - 1.0)) : " ".repeat(point + 1);
    }

    /** A summary for people. */
    List<String> lines() {
        List<PointBound> bounds = bounds();
        PointBound widest =
                bounds.stream().max(Comparator.comparing(PointBound::width)).orElseThrow();
        double mean = bounds.stream().mapToDouble(this::error).average().orElse(0);
        long decided = bounds.stream().filter(this::isDecided).count();
        List<String> lines = new ArrayList<>();
        if (problem().phi().range().signum() > 0) {
            lines.add(Decimals.format(
                    "a decoder that knows all this errs by up to %.4g of the range, at %s; %.4g on average over %d points",
                    error(widest), widest.x(), mean, bounds.size()));
        }
        proven().ifPresent(lines::add);
        lines.add("the side is decided at " + decided + " of " + bounds.size() + " points");
        if (isWhole && grid.dimension() <= 2 && !isFinite()) {
            lines.add("there are no pictures, because numbers exceed 1.8e308");
        }
        return lines;
    }

    /** What the theorem on Lipschitz units says of these points, whatever the values (theory.md section 6). */
    private Optional<String> proven() {
        BigFraction range = problem().phi().range();
        if (range.signum() == 0) {
            return Optional.empty();
        }
        double[][] points = problem().values().stream()
                .map(value -> value.at().coordinates().stream()
                        .mapToDouble(BigFraction::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        return problem()
                .assumptions()
                .lipschitz()
                .map(constant -> constant.divide(range).doubleValue()
                        * WidestGap.coveringRadius(problem().norm(), points).most())
                .map(most -> most > WORST
                        ? "L times the covering radius of the observed points is more than half of the range"
                        : Decimals.format(
                                "L times the covering radius of the observed points is at most %.4g of the range",
                                most));
    }

    /** Half the width as a share of the range; 0 if the range is 0. */
    private double error(PointBound bound) {
        BigFraction range = problem().phi().range();
        return range.signum() == 0
                ? 0
                : bound.width().divide(range).multiply(Rationals.HALF).doubleValue();
    }

    private boolean isDecided(PointBound bound) {
        BigFraction mid = problem().phi().mid();
        return bound.upper().value().compareTo(mid) <= 0
                || bound.lower().value().compareTo(mid) >= 0;
    }
}
