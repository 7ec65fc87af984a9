package io.eyewitness.nn.gallery;

import java.util.List;

/**
 * Pictures in rows.
 *
 * @param title of all
 * @param subtitle such as the settings in short
 * @param rows from the top
 */
public record Gallery(String title, String subtitle, List<Row> rows) {
    public Gallery {
        rows = List.copyOf(rows);
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
    }
}
