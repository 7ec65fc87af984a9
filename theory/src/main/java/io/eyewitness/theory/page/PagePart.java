package io.eyewitness.theory.page;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A part of a page, as data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PagePart.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PagePart.Pages.class, name = "pages"),
    @JsonSubTypes.Type(value = PagePart.Gallery.class, name = "gallery"),
    @JsonSubTypes.Type(value = PagePart.Strip.class, name = "strip"),
    @JsonSubTypes.Type(value = PagePart.Lines.class, name = "lines"),
    @JsonSubTypes.Type(value = PagePart.Heat.class, name = "heat"),
    @JsonSubTypes.Type(value = PagePart.Table.class, name = "table"),
    @JsonSubTypes.Type(value = PageCards.class, name = "cards"),
    @JsonSubTypes.Type(value = PageCatalogue.class, name = "catalogue")
})
public sealed interface PagePart
        permits PagePart.Text,
                PagePart.Pages,
                PagePart.Gallery,
                PagePart.Strip,
                PagePart.Lines,
                PagePart.Heat,
                PagePart.Table,
                PageCards,
                PageCatalogue {
    /**
     * Lines of text.
     *
     * @param lines each a paragraph
     */
    record Text(List<String> lines) implements PagePart {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Other pages, in folders beside this one.
     *
     * @param folders their names, of lower-case letters, each with an {@code index.html}
     */
    record Pages(List<String> folders) implements PagePart {
        public Pages {
            folders = List.copyOf(folders);
        }
    }

    /**
     * Pictures in rows.
     *
     * @param rows from the top
     */
    record Gallery(List<Row> rows) implements PagePart {
        public Gallery {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Pictures that belong together.
     *
     * @param heading above them, or empty
     * @param pictures from the left
     */
    record Row(String heading, List<PagePicture> pictures) {
        public Row {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * Pictures that change in steps, with a slider: in each row one step is large, and all are small below it.
     *
     * @param steps the names of the steps
     * @param rows each with a picture for each step
     */
    record Strip(List<String> steps, List<Row> rows) implements PagePart {
        public Strip {
            steps = List.copyOf(steps);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.pictures().size() != steps.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.pictures().size() + " pictures, but " + steps.size() + " steps");
                }
            }
        }
    }

    /**
     * A chart of lines, with its numbers as a table.
     *
     * @param text what it shows, for those who do not see it
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param lines drawn in this order
     */
    record Lines(String text, Axis x, Axis y, List<Line> lines) implements PagePart {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * An axis.
     *
     * @param name of what it shows
     * @param places the names of 0, 1 and so on; empty for numbers
     * @param isLogarithmic whether equal ratios are equally far apart
     * @param from where it begins at the latest
     * @param to where it ends at the earliest
     */
    record Axis(String name, List<String> places, boolean isLogarithmic, Optional<Double> from, Optional<Double> to) {
        public Axis {
            places = List.copyOf(places);
        }

        /** An axis of numbers. */
        public static Axis of(String name) {
            return new Axis(name, List.of(), false, Optional.empty(), Optional.empty());
        }

        /** An axis of numbers with ends. */
        public static Axis of(String name, double from, double to) {
            return new Axis(name, List.of(), false, Optional.of(from), Optional.of(to));
        }

        /** An axis of places. */
        public static Axis of(String name, List<String> places) {
            return new Axis(name, places, false, Optional.empty(), Optional.empty());
        }

        /** This axis with equal ratios equally far apart. */
        public Axis logarithmic() {
            return new Axis(name, places, true, from, to);
        }
    }

    /** How a line is drawn. */
    enum Style {
        /** From point to point. */
        LINE,
        /** The same, in dashes: what is proven, or a bound. */
        DASHED,
        /** Points alone. */
        POINTS
    }

    /**
     * A line.
     *
     * @param name in the legend
     * @param style how it is drawn
     * @param points each an x, a y, and perhaps the ends of its interval; the line has a gap where y is null
     */
    record Line(String name, Style style, List<List<Double>> points) {
        public Line {
            points = Collections.unmodifiableList(new ArrayList<>(points));
        }
    }

    /**
     * Values over the unit square, as colours.
     *
     * @param text what it shows, for those who do not see it
     * @param values at a grid of as many points on both axes: those with x2 = 0 first, each row from x1 = 0 to x1 = 1
     */
    record Heat(String text, List<Double> values) implements PagePart {
        public Heat {
            values = List.copyOf(values);
        }
    }

    /**
     * A table that sorts and filters.
     *
     * @param caption of it
     * @param head the names of the columns
     * @param rows each of texts and numbers
     */
    record Table(String caption, List<String> head, List<List<Object>> rows) implements PagePart {
        public Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
        }
    }
}
