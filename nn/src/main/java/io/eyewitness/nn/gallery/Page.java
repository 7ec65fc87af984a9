package io.eyewitness.nn.gallery;

import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.theory.file.PngFile;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;

/** A gallery as a self-contained HTML page. */
public final class Page {
    private static final String FRAME = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; max-width: 1200px; margin: 2em auto; padding: 0 1em; }
        .row { display: flex; flex-wrap: wrap; gap: 16px; }
        figure { margin: 0; width: 224px; }
        figure img { width: 100%%; border: 1px solid #d0d0d0; image-rendering: %2$s; }
        figcaption { color: #5f5f5f; overflow-wrap: anywhere; }
        figcaption b { color: #1c1c1c; }
        .curves { max-width: 100%%; height: auto; }
        td, th { text-align: left; vertical-align: top; padding: 2px 1.5em 2px 0; overflow-wrap: anywhere; }
        th { font-weight: normal; color: #5f5f5f; white-space: nowrap; }
        </style>
        </head>
        <body>
        <h1>%1$s</h1>
        <p>%3$s</p>
        %4$s
        %5$s<h2>Settings</h2>
        <table>
        %6$s</table>
        </body>
        </html>
        """;
    private static final String FIGURE = """
        <h2>%1$s</h2>
        <p>%2$s</p>
        <img class="curves" alt="%1$s" src="%3$s">
        """;
    private static final int SMALL = 100;

    private Page() {}

    /**
     * A plot.
     *
     * @param heading above it
     * @param text a sentence about the plot
     * @param png the bytes of a PNG file
     */
    public record Figure(String heading, String text, byte[] png) {}

    /**
     * The page's text.
     *
     * @param figures below the gallery
     * @param settings shown as a table
     */
    public static String html(Gallery gallery, List<Figure> figures, Map<String, String> settings) {
        boolean small = gallery.rows().stream()
                .flatMap(row -> row.tiles().stream())
                .anyMatch(tile -> tile.picture().getWidth() < SMALL);
        StringBuilder rows = new StringBuilder();
        gallery.rows().forEach(row -> rows.append(row(row)));
        StringBuilder plots = new StringBuilder();
        figures.forEach(figure ->
                plots.append(FIGURE.formatted(escaped(figure.heading()), escaped(figure.text()), data(figure.png()))));
        StringBuilder table = new StringBuilder();
        settings.forEach((name, value) ->
                table.append("<tr><th>%s</th><td>%s</td></tr>\n".formatted(escaped(name), escaped(value))));
        return FRAME.formatted(
                escaped(gallery.title()),
                small ? "pixelated" : "auto",
                escaped(gallery.subtitle()),
                rows,
                plots,
                table);
    }

    private static String row(Row row) {
        StringBuilder text = new StringBuilder();
        if (!row.heading().isEmpty()) {
            text.append("<h2>").append(escaped(row.heading())).append("</h2>\n");
        }
        text.append("<div class=\"row\">\n");
        row.tiles().forEach(tile -> text.append(figure(tile)));
        return text.append("</div>\n").toString();
    }

    private static String figure(Tile tile) {
        String caption =
                String.join("<br>", tile.caption().stream().map(Page::escaped).toList());
        return "<figure><img alt=\"%s\" src=\"%s\"><figcaption>%s</figcaption></figure>\n"
                .formatted(escaped(tile.file()), data(PngFile.bytes(tile.picture())), caption);
    }

    private static String data(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}
