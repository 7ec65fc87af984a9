package io.eyewitness.nn.gallery;

import io.eyewitness.theory.page.PagePart;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Pictures in rows.
 *
 * @param title of the whole gallery
 * @param subtitle such as a summary of the settings
 * @param rows from the top
 */
public record Gallery(String title, String subtitle, List<Row> rows) {
    public Gallery {
        rows = List.copyOf(rows);
    }

    /** The gallery as a part of a page. */
    public PagePart part() {
        return new PagePart.Gallery(rows.stream()
                .map(row -> new PagePart.Row(
                        row.heading(),
                        row.tiles().stream().map(Tile::pagePicture).toList()))
                .toList());
    }

    /**
     * Pictures that belong together.
     *
     * @param heading above them, or empty
     * @param tiles from the left
     */
    public record Row(String heading, List<Tile> tiles) {
        public Row {
            tiles = List.copyOf(tiles);
        }

        /** A row of a number of tiles. */
        public static Row of(String heading, int count, IntFunction<Tile> tile) {
            return new Row(heading, IntStream.range(0, count).mapToObj(tile).toList());
        }
    }
}
