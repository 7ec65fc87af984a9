package io.eyewitness.nn.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Values over steps, as a plot. */
public final class Curves {
    /** What its file is called. */
    public static final String FILE = "curves.png";

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 480;
    private static final int NAMED = 12;

    private Curves() {}

    /**
     * The plot, as the bytes of a PNG file.
     *
     * @param names of the images
     * @param values one array a step, one number an image
     */
    public static byte[] png(List<String> names, List<float[]> values) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .yAxisTitle("objective")
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendVisible(names.size() > 1 && names.size() <= NAMED);
        chart.getStyler()
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setXAxisMin(0.0)
                .setXAxisMax((double) values.size())
                .setLocale(Locale.ROOT)
                .setPlotBorderVisible(false);
        int[] steps = uneven(values.size());
        for (int image = 0; image < names.size(); image++) {
            int column = image;
            double[] heights = Arrays.stream(steps)
                    .mapToDouble(step -> values.get(step)[column])
                    .toArray();
            double[] places = Arrays.stream(steps).asDoubleStream().toArray();
            XYSeries series = chart.addSeries(names.get(image), places, heights);
            series.setMarker(values.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineStyle(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All steps, the first twice: where the data are equally spaced XChart puts its ticks on them, not on round numbers. */
    private static int[] uneven(int steps) {
        return IntStream.range(-1, steps).map(step -> Math.max(0, step)).toArray();
    }
}
