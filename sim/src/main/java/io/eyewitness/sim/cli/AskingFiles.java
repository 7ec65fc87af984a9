package io.eyewitness.sim.cli;

import io.eyewitness.sim.ask.Asked;
import io.eyewitness.sim.ask.AskingDecoder;
import io.eyewitness.sim.ask.AskingSimulation;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The files of a game of decoders that ask: a table, all numbers as JSON, a plot for each dimension. */
record AskingFiles(AskingSimulation plan, List<Asked> asked) {
    private static final String SCHEMA = "eyewitness-examples/1";
    private static final List<String> HEADER = List.of(
            "class",
            "dimension",
            "examples",
            "decoder",
            "games",
            "error",
            "errorLow",
            "errorHigh",
            "left",
            "leftLow",
            "leftHigh",
            "proven",
            "provenLow",
            "provenHigh",
            "excess");
    private static final int WIDTH = 600;
    private static final int HEIGHT = 350;
    private static final int SHADES = 20;
    private static final int MARKER = 5;
    private static final double WORST = 0.5;
    private static final BasicStroke FINE = new BasicStroke(1);
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

    AskingFiles {
        asked = List.copyOf(asked);
    }

    private record Content(String schema, AskingSimulation plan, double confidence, List<Asked> asked) {}

    void writeTo(StagingDirectory staging) throws IOException {
        SimulationFiles.json(staging, plan.name(), new Content(SCHEMA, plan, Asked.CONFIDENCE, asked));
        SimulationFiles.table(
                staging,
                plan.name(),
                HEADER,
                asked.stream().map(AskingFiles::row).toList());
        for (int dimension : dimensions()) {
            staging.write(
                    plan.name() + "-" + dimension + ".png", plot(dimension).png(SHADES));
        }
    }

    private List<Integer> dimensions() {
        return asked.stream().map(Asked::dimension).distinct().toList();
    }

    /** What the page shows. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        List<String> numbers = plan.examples().stream().map(String::valueOf).toList();
        for (int dimension : dimensions()) {
            sections.add(Section.of(
                    "What examples buy, d = " + dimension,
                    "Dashed lines are what is proven to be left in the worst case, points what was measured on average, with intervals:"
                            + " of midpoint where the class limits the values, else of idw.",
                    new PagePart.Lines(
                            "Error by the number of examples, d = " + dimension,
                            PagePart.Axis.of("random examples", numbers),
                            PagePart.Axis.of("error / range", 0, WORST),
                            lines(dimension))));
        }
        sections.add(Section.of(
                "All games",
                "",
                SimulationFiles.part(
                        "Each decoder in each class and dimension, by the number of examples",
                        HEADER,
                        asked.stream().map(AskingFiles::row).toList())));
        return sections;
    }

    private List<PagePart.Line> lines(int dimension) {
        List<PagePart.Line> lines = new ArrayList<>();
        lines.add(new PagePart.Line(
                "worst case",
                PagePart.Style.DASHED,
                IntStream.range(0, plan.examples().size())
                        .mapToObj(i -> List.of((double) i, WORST))
                        .toList()));
        for (FunctionClass functionClass : plan.classes()) {
            List<Asked> row = shown(functionClass, dimension);
            if (row.stream().anyMatch(one -> one.proven().value() < WORST)) {
                lines.add(new PagePart.Line(
                        functionClass.name(),
                        PagePart.Style.DASHED,
                        row.stream()
                                .map(one -> List.of(place(one), one.proven().value()))
                                .toList()));
            }
            lines.add(new PagePart.Line(
                    functionClass.name(),
                    PagePart.Style.POINTS,
                    row.stream()
                            .map(one -> SimulationFiles.point(place(one), one.error()))
                            .toList()));
        }
        return lines;
    }

    private double place(Asked one) {
        return plan.examples().indexOf(one.examples());
    }

    private static List<Object> row(Asked one) {
        List<Object> row = new ArrayList<>(
                List.of(one.functionClass(), one.dimension(), one.examples(), one.decoder(), one.games()));
        for (Estimate estimate : List.of(one.error(), one.left(), one.proven())) {
            row.addAll(List.of(estimate.value(), estimate.low(), estimate.high()));
        }
        row.add(one.excess());
        return row;
    }

    /** The numbers for people, and where a game is not as theorems say. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Decimals.format(
                "%-5s %2s %8s  %-8s  %-26s %6s %6s",
                "class", "d", "examples", "decoder", "mean error / range", "left", "proven"));
        for (Asked one : asked) {
            lines.add(Decimals.format(
                    "%-5s %2d %8d  %-8s  %-26s %6.3f %6.3f",
                    one.functionClass(),
                    one.dimension(),
                    one.examples(),
                    one.decoder(),
                    Decimals.format(
                            "%.4f [%.4f, %.4f]",
                            one.error().value(), one.error().low(), one.error().high()),
                    one.left().value(),
                    one.proven().value()));
        }
        asked.stream()
                .filter(one -> !one.holds())
                .forEach(one -> lines.add(Decimals.format(
                        "%s, d = %d, %d examples: more than is proven, by %.3g of the range",
                        one.functionClass(), one.dimension(), one.examples(), one.excess())));
        return lines;
    }

    /** Dashed lines show what is proven, points what was measured: midpoint where the class limits the values, else idw. */
    private Figure plot(int dimension) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("random examples (d = " + dimension + ")")
                .yAxisTitle("error / range")
                .build();
        Figure figure = Figure.of(chart);
        List<Integer> numbers = plan.examples();
        chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0).setXAxisMax(numbers.size() - 1.0);
        chart.getStyler()
                .setYAxisDecimalPattern("0.0")
                .setErrorBarsColorSeriesColor(true)
                .setMarkerSize(MARKER);
        chart.setCustomXAxisTickLabelsFormatter(x -> isWhole(x) ? String.valueOf(numbers.get((int) Math.rint(x))) : "");
        double[] places = IntStream.range(0, numbers.size()).asDoubleStream().toArray();
        dashed(
                chart,
                "worst case",
                Color.BLACK,
                places,
                DoubleStream.of(places).map(k -> WORST).toArray());
        for (FunctionClass functionClass : plan.classes()) {
            Color shade = Figure.COLOURS.get(functionClass.ordinal());
            List<Asked> row = shown(functionClass, dimension);
            double[] proven = values(row, one -> one.proven().value());
            if (DoubleStream.of(proven).anyMatch(share -> share < WORST)) {
                dashed(chart, functionClass + ", worst case", shade, places, proven);
            }
            if (!row.isEmpty()) {
                chart.addSeries(
                                functionClass.name(),
                                places,
                                values(row, one -> one.error().value()),
                                values(
                                        row,
                                        one -> one.error().high() - one.error().value()))
                        .setMarker(SeriesMarkers.CIRCLE)
                        .setMarkerColor(shade)
                        .setLineColor(shade)
                        .setLineStyle(FINE);
            }
        }
        return figure;
    }

    private boolean isWhole(double x) {
        return Math.abs(x - Math.rint(x)) < 1e-6
                && x > -1e-6
                && x < plan.examples().size() - 0.5;
    }

    private static void dashed(XYChart chart, String name, Color shade, double[] places, double... values) {
        chart.addSeries(name, places, values)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(shade)
                .setLineStyle(DASHED);
    }

    /** The games of a class with the decoder that is drawn. */
    private List<Asked> shown(FunctionClass functionClass, int dimension) {
        String rule = AskingDecoder.best(functionClass).text();
        return asked.stream()
                .filter(one -> one.functionClass() == functionClass
                        && one.dimension() == dimension
                        && one.decoder().equals(rule))
                .toList();
    }

    private static double[] values(List<Asked> row, ToDoubleFunction<Asked> of) {
        return row.stream().mapToDouble(of).toArray();
    }
}
