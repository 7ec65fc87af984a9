package io.eyewitness.sim.cli;

import io.eyewitness.sim.phase.Cell;
import io.eyewitness.sim.phase.PhaseSimulation;
import io.eyewitness.sim.phase.ShareEstimate;
import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The files of a phase diagram: a table, all numbers as JSON, a plot for each norm and kind of extremisers. */
record PhaseFiles(PhaseSimulation plan, PhaseSimulation.Result result) {
    private static final String NAME = PhaseSimulation.SIMULATION;
    private static final String SCHEMA = "eyewitness-phase/1";
    private static final List<String> HEADER = List.of(
            "norm", "dimension", "extremisers", "steepness", "samples", "hits", "share", "low", "high", "exact");
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final double LEAST_SHOWN = 1e-9;

    /** On the page. */
    private static final double LEAST_DRAWN = 1e-6;

    private record Content(
            String schema,
            PhaseSimulation plan,
            double confidence,
            List<Cell> cells,
            List<ShareEstimate> shares,
            List<ShareEstimate> covered) {}

    void writeTo(StagingDirectory staging) throws IOException {
        SimulationFiles.json(
                staging,
                NAME,
                new Content(SCHEMA, plan, ShareEstimate.CONFIDENCE, result.cells(), result.shares(), result.covered()));
        List<ShareEstimate> all = all();
        SimulationFiles.table(
                staging, NAME, HEADER, all.stream().map(PhaseFiles::row).toList());
        for (Norm norm : plan.norms()) {
            for (String extremisers : List.of(Cell.OPPOSITE, Cell.RANDOM)) {
                SimulationFiles.plot(staging, NAME + "-" + norm.text() + "-" + extremisers, plot(norm, extremisers));
            }
        }
    }

    private List<ShareEstimate> all() {
        List<ShareEstimate> all = new ArrayList<>(result.shares());
        all.addAll(result.covered());
        return all;
    }

    /** What the page shows. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Norm norm : plan.norms()) {
            for (String extremisers : List.of(Cell.OPPOSITE, Cell.RANDOM)) {
                String title = title(norm, extremisers);
                sections.add(Section.of(
                        "The decidable share: " + title,
                        "Lines are exact shares, points are sampled, with intervals.",
                        new PagePart.Lines(
                                "The share of inputs whose side can be told by L|a-b|/R, " + title,
                                PagePart.Axis.of("L|a-b|/R", 1, PhaseSimulation.STEEPEST),
                                PagePart.Axis.of("decidable share of X", LEAST_DRAWN, 1)
                                        .logarithmic(),
                                lines(norm, extremisers))));
            }
        }
        sections.add(Section.of(
                "All shares",
                "",
                SimulationFiles.part(
                        "Sampled shares, and exact ones where they are known",
                        HEADER,
                        all().stream().map(PhaseFiles::row).toList())));
        return sections;
    }

    private List<PagePart.Line> lines(Norm norm, String extremisers) {
        List<PagePart.Line> lines = new ArrayList<>();
        for (int dimension : plan.dimensions()) {
            List<ShareEstimate> row = row(norm, dimension, extremisers);
            lines.add(new PagePart.Line(
                    "d = " + dimension,
                    PagePart.Style.LINE,
                    row.stream()
                            .filter(share -> share.exact().orElse(0.0) >= LEAST_DRAWN)
                            .map(share -> List.of(
                                    share.steepness().doubleValue(),
                                    share.exact().orElseThrow()))
                            .toList()));
            lines.add(new PagePart.Line(
                    "d = " + dimension,
                    PagePart.Style.POINTS,
                    row.stream()
                            .filter(share -> share.estimate().low() >= LEAST_DRAWN)
                            .map(share ->
                                    SimulationFiles.point(share.steepness().doubleValue(), share.estimate()))
                            .toList()));
        }
        return lines;
    }

    private List<ShareEstimate> row(Norm norm, int dimension, String extremisers) {
        return result.shares().stream()
                .filter(share -> share.norm() == norm
                        && share.dimension() == dimension
                        && share.extremisers().equals(extremisers))
                .toList();
    }

    private static String title(Norm norm, String extremisers) {
        return norm.text() + ", " + (extremisers.equals(Cell.OPPOSITE) ? "opposite vertices" : "random a and b");
    }

    private static List<Object> row(ShareEstimate share) {
        return List.of(
                share.norm().text(),
                share.dimension(),
                share.extremisers(),
                Rationals.text(share.steepness()),
                share.samples(),
                share.hits(),
                share.estimate().value(),
                share.estimate().low(),
                share.estimate().high(),
                share.exact().map(Decimals::text).orElse(""));
    }

    /** Lines show exact shares, points the estimates with their intervals. */
    private Figure plot(Norm norm, String extremisers) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title(norm, extremisers))
                .xAxisTitle("L|a-b|/R")
                .yAxisTitle("decidable share of X")
                .build();
        Figure figure = Figure.of(chart);
        chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(LEAST_SHOWN).setYAxisMax(1.0);
        chart.getStyler().setXAxisMin(1.0).setXAxisMax((double) PhaseSimulation.STEEPEST);
        int colour = 0;
        for (int dimension : plan.dimensions()) {
            Color shade = Figure.COLOURS.get(colour++ % Figure.COLOURS.size());
            List<ShareEstimate> row = row(norm, dimension, extremisers);
            line(chart, dimension, row, shade);
            points(chart, dimension, row, shade);
        }
        return figure;
    }

    private static void line(XYChart chart, int dimension, List<ShareEstimate> row, Color colour) {
        List<ShareEstimate> known = row.stream()
                .filter(share -> share.exact().orElse(0.0) >= LEAST_SHOWN)
                .toList();
        if (!known.isEmpty()) {
            XYSeries line = chart.addSeries(
                    "d = " + dimension + ", exact",
                    values(known, share -> share.steepness().doubleValue()),
                    values(known, share -> share.exact().orElseThrow()));
            line.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(SeriesLines.SOLID);
        }
    }

    private static void points(XYChart chart, int dimension, List<ShareEstimate> row, Color colour) {
        List<ShareEstimate> seen =
                row.stream().filter(share -> share.hits() > 0).toList();
        if (seen.isEmpty()) {
            return;
        }
        String name = "d = " + dimension + ", sampled";
        chart.addSeries(
                        name,
                        values(seen, share -> share.steepness().doubleValue()),
                        values(seen, share -> share.estimate().value()))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(colour);
        for (ShareEstimate share : seen) {
            double steepness = share.steepness().doubleValue();
            chart.addSeries(
                            name + " at " + Decimals.text(steepness),
                            new double[] {steepness, steepness},
                            new double[] {
                                share.estimate().low(), share.estimate().high()
                            })
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(colour)
                    .setLineStyle(SeriesLines.SOLID)
                    .setShowInLegend(false);
        }
    }

    private static double[] values(List<ShareEstimate> shares, ToDoubleFunction<ShareEstimate> of) {
        return shares.stream().mapToDouble(of).toArray();
    }
}
