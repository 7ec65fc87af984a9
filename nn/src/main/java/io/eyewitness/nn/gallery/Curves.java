package io.eyewitness.nn.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Values over steps, as a plot. */
final class Curves {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 380;
    private static final int NAMED = 12;

    private Curves() {}

    /**
     * The plot as an SVG element.
     *
     * @param names of the images
     * @param values one array a step, one number an image
     */
    static String svg(List<String> names, List<float[]> values) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .yAxisTitle("objective")
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendVisible(names.size() > 1 && names.size() <= NAMED);
        chart.getStyler()
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setXAxisMin(0.0)
                .setXAxisMax((double) values.size())
                .setLocale(Locale.ROOT)
                .setPlotBorderVisible(false);
        double[] steps = IntStream.range(0, values.size()).asDoubleStream().toArray();
        for (int image = 0; image < names.size(); image++) {
            int column = image;
            double[] heights = values.stream().mapToDouble(step -> step[column]).toArray();
            XYSeries series = chart.addSeries(names.get(image), steps, heights);
            series.setMarker(values.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineStyle(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        return element(chart);
    }

    private static String element(XYChart chart) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String document = bytes.toString(StandardCharsets.UTF_8);
        return document.substring(document.indexOf("<svg"));
    }
}
