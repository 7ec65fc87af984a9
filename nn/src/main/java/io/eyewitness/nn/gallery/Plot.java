package io.eyewitness.nn.gallery;

import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.page.PagePart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A line plot.
 *
 * @param xTitle the title of the horizontal axis
 * @param yTitle the title of the vertical axis
 * @param lines drawn in this order
 * @param places the labels at 0, 1 and so on of the horizontal axis; empty for numbers
 */
public record Plot(String xTitle, String yTitle, List<Line> lines, List<String> places) {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 480;
    private static final int NAMED = 12;
    private static final int STEEP = 60;

    /**
     * A line.
     *
     * @param name in the legend
     * @param x the positions, in ascending order
     * @param y the heights, as many
     * @param band empty, or the lower and the upper bounds of a band around the line, as heights
     */
    public record Line(String name, double[] x, double[] y, List<double[]> band) {
        /** A line without a band. */
        public static Line of(String name, double[] x, double[] y) {
            return new Line(name, x, y, List.of());
        }

        /** A line through heights at 0, 1 and so on. */
        public static Line of(String name, double[] y) {
            return of(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
        }

        private List<Double> point(int i) {
            Double height = Double.isFinite(y[i]) ? y[i] : null;
            return band.isEmpty() || height == null
                    ? Arrays.asList(x[i], height)
                    : List.of(x[i], height, band.get(0)[i], band.get(1)[i]);
        }

        /** This line in a band. */
        public Line within(double[] low, double[] high) {
            return new Line(name, x, y, List.of(low, high));
        }
    }

    public Plot {
        lines = List.copyOf(lines);
        places = List.copyOf(places);
    }

    /** A plot whose horizontal axis has numbers. */
    public static Plot of(String xTitle, String yTitle, List<Line> lines) {
        return new Plot(xTitle, yTitle, lines, List.of());
    }

    /**
     * The plot as a part of a page, drawn there.
     *
     * @param text what it shows, for those who do not see it
     */
    public PagePart part(String text) {
        return new PagePart.Lines(
                text,
                PagePart.Axis.of(xTitle, places),
                PagePart.Axis.of(yTitle),
                lines.stream()
                        .map(line -> new PagePart.Line(
                                line.name(),
                                PagePart.Style.LINE,
                                IntStream.range(0, line.x().length)
                                        .mapToObj(line::point)
                                        .toList()))
                        .toList());
    }

    /** The plot as the bytes of a PNG file. */
    public byte[] png() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        Figure figure = Figure.of(chart);
        style(chart);
        for (int i = 0; i < lines.size(); i++) {
            draw(chart, lines.get(i), Figure.COLOURS.get(i % Figure.COLOURS.size()));
        }
        return figure.png();
    }

    private void style(XYChart chart) {
        chart.getStyler().setLegendVisible(lines.size() > 1 && lines.size() <= NAMED);
        chart.getStyler()
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setXAxisMin(
                        lines.stream().mapToDouble(line -> line.x()[0]).min().orElse(0))
                .setXAxisMax(lines.stream()
                        .mapToDouble(line -> line.x()[line.x().length - 1])
                        .max()
                        .orElse(1));
        if (!places.isEmpty()) {
            chart.setCustomXAxisTickLabelsFormatter(x -> places.get((int) Math.round(x)));
            chart.getStyler().setXAxisLabelRotation(STEEP);
        }
    }

    private void draw(XYChart chart, Line line, Color colour) {
        double[] x = ticked(line.x());
        XYSeries series = chart.addSeries(line.name(), x, ticked(line.y()));
        series.setMarker(line.x().length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        List<double[]> bounds = new ArrayList<>(line.band());
        for (int i = 0; i < bounds.size(); i++) {
            XYSeries bound = chart.addSeries(line.name() + " bound " + i, x, ticked(bounds.get(i)));
            bound.setMarker(SeriesMarkers.NONE);
            bound.setLineColor(colour);
            bound.setShowInLegend(false);
            bound.setLineStyle(
                    new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {2f, 4f}, 0f));
        }
    }

    /**
     * XChart puts its ticks on the data if these are equally spaced, and else on round numbers; the first number twice makes the spacing
     * uneven.
     */
    private double[] ticked(double... numbers) {
        if (!places.isEmpty()) {
            return numbers;
        }
        return IntStream.range(-1, numbers.length)
                .mapToDouble(i -> numbers[Math.max(0, i)])
                .toArray();
    }
}
