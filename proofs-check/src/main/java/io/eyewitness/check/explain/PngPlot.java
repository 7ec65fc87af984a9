package io.eyewitness.check.explain;

import io.eyewitness.check.explain.RoutePlot.Curve;
import io.eyewitness.check.explain.RoutePlot.Step;
import io.eyewitness.theory.console.Figure;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a plot as a PNG image. */
final class PngPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;
    private static final int STEPS = 480;
    private static final double HEADROOM = 0.08;
    private static final double SMALL = 0.01;
    private static final Color BLUE = new Color(0x8f, 0xbf, 0xe6);
    private static final Color ORANGE = new Color(0xc4, 0x41, 0x0a);
    private static final Color DARK = new Color(0x33, 0x33, 0x33);
    private static final BasicStroke BROAD = new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke FINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DOTTED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 4}, 0);
    private static final Marker[] MARKERS = {
        SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
    };

    private PngPlot() {}

    /** The image, as the bytes of a PNG file. */
    static byte[] bytes(RoutePlot plot) {
        return figure(plot).png();
    }

    private static Figure figure(RoutePlot plot) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(plot.title())
                .xAxisTitle("per cent of the way, on straight lines, from " + plot.route())
                .yAxisTitle("value")
                .build();
        Figure figure = Figure.of(chart);
        double margin = (plot.high() - plot.low()) * HEADROOM;
        chart.getStyler()
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler()
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setXAxisMin(0.0)
                .setXAxisMax(100.0)
                .setYAxisMin(plot.low() - margin)
                .setYAxisMax(plot.high() + margin);
        chart.getStyler().setPlotBorderVisible(true);
        if (plot.high() - plot.low() > SMALL) {
            chart.getStyler().setYAxisDecimalPattern("0.####");
        }
        List<Step> steps = uneven(plot.steps(STEPS));
        line(chart, plot.first(), steps, BLUE, BROAD);
        line(chart, plot.second(), steps, ORANGE, FINE);
        stops(chart, plot, steps);
        return figure;
    }

    private static void line(XYChart chart, Curve curve, List<Step> steps, Color colour, BasicStroke stroke) {
        double[] positions = steps.stream().mapToDouble(PngPlot::percent).toArray();
        double[] values =
                steps.stream().mapToDouble(step -> curve.at(step.point())).toArray();
        XYSeries series = chart.addSeries(curve.name(), positions, values);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(SeriesMarkers.NONE);
    }

    /** Each named stop: a marker on both curves, joined by a dotted line. */
    private static void stops(XYChart chart, RoutePlot plot, List<Step> steps) {
        List<Step> named = steps.stream().filter(Step::isMarked).toList();
        for (Step step : named) {
            double[] positions = {percent(step), percent(step)};
            double[] values = Stream.of(plot.first(), plot.second())
                    .mapToDouble(curve -> curve.at(step.point()))
                    .toArray();
            XYSeries series = chart.addSeries(step.name(), positions, values);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            series.setLineColor(DARK);
            series.setLineStyle(DOTTED);
            series.setMarker(MARKERS[named.indexOf(step) % MARKERS.length]);
            series.setMarkerColor(DARK);
        }
    }

    private static double percent(Step step) {
        return 100 * step.position();
    }

    /** One step more: where the data are equally spaced XChart puts its ticks on them, not on round numbers. */
    private static List<Step> uneven(List<Step> steps) {
        Step first = steps.get(0);
        Step second = steps.get(1);
        List<Step> uneven = new ArrayList<>(steps);
        uneven.add(1, new Step("", first.point().towards(second.point(), BigFraction.of(1, 3)), second.position() / 3));
        return uneven;
    }
}
