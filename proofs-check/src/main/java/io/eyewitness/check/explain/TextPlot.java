package io.eyewitness.check.explain;

import io.eyewitness.check.explain.RoutePlot.Curve;
import io.eyewitness.check.explain.RoutePlot.Step;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a plot in characters, at most 80 columns wide. */
final class TextPlot {
    private static final int COLUMNS = 66;
    private static final int ROWS = 17;
    private static final String MARGIN = " ".repeat(11);

    private final RoutePlot plot;
    private final Glyphs glyphs;
    private final char[][] cells = new char[ROWS][COLUMNS];
    private final List<Step> steps;
    private final List<Step> stops;

    private record Glyphs(
            char first, char second, char both, char guide, char axis, char corner, char floor, char mark) {
        static final Glyphs UNICODE = new Glyphs('●', '○', '◉', '┊', '│', '└', '─', '┴');
        static final Glyphs ASCII = new Glyphs('1', '2', '=', ':', '|', '+', '-', '+');
    }

    private TextPlot(RoutePlot plot, boolean unicode) {
        this.plot = plot;
        this.glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
        this.steps = plot.steps(4 * COLUMNS);
        this.stops = steps.stream().filter(Step::isMarked).toList();
    }

    static List<String> lines(RoutePlot plot, boolean unicode) {
        return new TextPlot(plot, unicode).draw();
    }

    private List<String> draw() {
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (Step stop : stops) {
            for (char[] row : cells) {
                row[column(stop)] = glyphs.guide;
            }
        }
        draw(plot.first(), glyphs.first);
        draw(plot.second(), glyphs.second);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            lines.add(label(row) + glyphs.axis + new String(cells[row]).stripTrailing());
        }
        lines.add(MARGIN.substring(1) + glyphs.corner + floor());
        lines.add(MARGIN + names());
        lines.add(MARGIN + glyphs.first + " " + plot.first().name() + "   " + glyphs.second + " "
                + plot.second().name() + "   " + glyphs.both + " both");
        return lines;
    }

    private void draw(Curve curve, char glyph) {
        int before = -1;
        for (Step step : steps) {
            int row = row(curve.at(step.point()));
            int column = column(step);
            put(row, column, glyph);
            for (int between = Math.min(before, row) + 1; before >= 0 && between < Math.max(before, row); between++) {
                put(between, column, glyph);
            }
            before = row;
        }
    }

    private void put(int row, int column, char glyph) {
        char there = cells[row][column];
        cells[row][column] = there == glyph || there == ' ' || there == glyphs.guide ? glyph : glyphs.both;
    }

    private int column(Step step) {
        return (int) Math.round(step.position() * (COLUMNS - 1));
    }

    private int row(double value) {
        double share = (plot.high() - value) / (plot.high() - plot.low());
        return (int) Math.max(0, Math.min(ROWS - 1, Math.round(share * (ROWS - 1))));
    }

    private String label(int row) {
        if (row % (ROWS / 2) != 0) {
            return MARGIN.substring(1);
        }
        double value = plot.high() - (plot.high() - plot.low()) * row / (ROWS - 1);
        return Decimals.format("%9.4g ", value);
    }

    private String floor() {
        char[] floor = new char[COLUMNS];
        Arrays.fill(floor, glyphs.floor);
        stops.forEach(stop -> floor[column(stop)] = glyphs.mark);
        return new String(floor);
    }

    /** Each stop's name under its mark; a name that would touch the one before it moves right. */
    private String names() {
        StringBuilder names = new StringBuilder();
        for (Step stop : stops) {
            int gap = Math.max(names.isEmpty() ? 0 : 1, column(stop) - names.length());
            names.append(" ".repeat(gap)).append(stop.name());
        }
        return names.toString();
    }
}
