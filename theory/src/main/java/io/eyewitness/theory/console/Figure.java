package io.eyewitness.theory.console;

import io.eyewitness.theory.file.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A chart in the style that all charts share, as the bytes of a PNG or SVG file. */
public final class Figure {
    /** Colours of series, which most people with a colour vision deficiency can tell apart. */
    public static final List<Color> COLOURS = List.of(
            new Color(0x6b, 0x6b, 0x6b),
            new Color(0xd6, 0x5f, 0x0e),
            new Color(0x1f, 0x77, 0xb4),
            new Color(0x2c, 0x8c, 0x4a),
            new Color(0x8a, 0x5a, 0xa8),
            new Color(0xb0, 0x3a, 0x48),
            new Color(0x17, 0x9a, 0xa6),
            new Color(0x9c, 0x75, 0x1f),
            new Color(0x10, 0x10, 0x10),
            new Color(0xe3, 0x3d, 0xa8));

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+(?:E-?[0-9]+)?");

    private final Chart<?, ?> chart;

    private Figure(Chart<?, ?> chart) {
        this.chart = chart;
    }

    /** Gives a chart the shared style, which the caller may still refine. */
    public static Figure of(Chart<? extends AxesChartStyler, ?> chart) {
        AxesChartStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLocale(Locale.ROOT);
        styler.setPlotBorderVisible(false);
        styler.setSeriesColors(COLOURS.toArray(Color[]::new));
        return new Figure(chart);
    }

    /** The figure as PNG. */
    public byte[] png() {
        return PngFile.bytes(BitmapEncoder.getBufferedImage(chart));
    }

    /** The figure as a small PNG, of so many colours. */
    public byte[] png(int colours) {
        return PngFile.bytes(BitmapEncoder.getBufferedImage(chart), colours);
    }

    /** The figure as SVG. */
    public byte[] svg() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        int start = text.indexOf("<svg");
        String drawing = DECIMAL.matcher(text.substring(start)).replaceAll(number -> rounded(number.group()));
        return (text.substring(0, start) + drawing).getBytes(StandardCharsets.UTF_8);
    }

    /** A thousandth of a pixel is finer than eyes are, and the same text on every Java. */
    private static String rounded(String number) {
        BigDecimal rounded = new BigDecimal(number).setScale(3, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
