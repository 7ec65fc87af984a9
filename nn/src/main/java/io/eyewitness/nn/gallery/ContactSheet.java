package io.eyewitness.nn.gallery;

import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.theory.file.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A gallery as one picture. Small pictures are enlarged by a whole factor, large ones are reduced, and captions are wrapped to their width. */
public final class ContactSheet {
    /** The name of its file. */
    public static final String FILE = "contact-sheet.png";

    private static final int SMALLEST = 168;
    private static final int LARGEST = 256;
    private static final int COLUMNS = 6;
    private static final int MARGIN = 24;
    private static final int GAP = 16;
    private static final Color INK = new Color(0x1c, 0x1c, 0x1c);
    private static final Color FAINT = new Color(0x5f, 0x5f, 0x5f);
    private static final Color FRAME = new Color(0xd0, 0xd0, 0xd0);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final Graphics2D graphics;
    private final int side;
    private final int width;
    private int y = MARGIN;

    private ContactSheet(Graphics2D graphics, int side, int width) {
        this.graphics = graphics;
        this.side = side;
        this.width = width;
    }

    /** The sheet as the bytes of a PNG file. */
    public static byte[] png(Gallery gallery) {
        return PngFile.bytes(draw(gallery));
    }

    /** The sheet. */
    static BufferedImage draw(Gallery gallery) {
        int side = gallery.rows().stream()
                .flatMap(row -> row.tiles().stream())
                .mapToInt(tile -> side(tile.picture()))
                .max()
                .orElse(SMALLEST);
        int columns =
                gallery.rows().stream().mapToInt(ContactSheet::columns).max().orElse(1);
        int width = 2 * MARGIN + Math.max(3, columns) * (side + GAP) - GAP;
        int height = paint(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), gallery, side, width);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        paint(sheet, gallery, side, width);
        return sheet;
    }

    /** The number of columns that gives as few lines as possible, of about equal length. */
    private static int columns(Row row) {
        int lines = (row.tiles().size() + COLUMNS - 1) / COLUMNS;
        return (row.tiles().size() + lines - 1) / lines;
    }

    private static int side(BufferedImage picture) {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        return Math.min(LARGEST, longest * factor(longest));
    }

    private static int factor(int longest) {
        return Math.max(1, (SMALLEST + longest - 1) / longest);
    }

    /** Paints the sheet, and returns its height. */
    private static int paint(BufferedImage sheet, Gallery gallery, int side, int width) {
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            ContactSheet painter = new ContactSheet(graphics, side, width);
            painter.write(gallery.title(), TITLE, INK, MARGIN, width - 2 * MARGIN);
            painter.y += GAP / 4;
            painter.write(gallery.subtitle(), PLAIN, FAINT, MARGIN, width - 2 * MARGIN);
            painter.y += GAP;
            gallery.rows().forEach(painter::row);
            return painter.y - GAP + MARGIN;
        } finally {
            graphics.dispose();
        }
    }

    private void row(Row row) {
        if (!row.heading().isEmpty()) {
            write(row.heading(), HEADING, INK, MARGIN, width - 2 * MARGIN);
            y += GAP / 2;
        }
        int columns = columns(row);
        for (int from = 0; from < row.tiles().size(); from += columns) {
            int top = y;
            int bottom = y;
            int x = MARGIN;
            for (Tile tile : row.tiles()
                    .subList(from, Math.min(from + columns, row.tiles().size()))) {
                y = top;
                tile(tile, x);
                bottom = Math.max(bottom, y);
                x += side + GAP;
            }
            y = bottom + GAP;
        }
    }

    private void tile(Tile tile, int x) {
        BufferedImage picture = tile.picture();
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        double scale = (double) side(picture) / longest;
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale < 1
                        ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        int shownWidth = (int) Math.round(picture.getWidth() * scale);
        int shownHeight = (int) Math.round(picture.getHeight() * scale);
        graphics.drawImage(picture, x, y, shownWidth, shownHeight, null);
        graphics.setColor(FRAME);
        graphics.drawRect(x - 1, y - 1, shownWidth + 1, shownHeight + 1);
        y += shownHeight + GAP / 4;
        for (int i = 0; i < tile.caption().size(); i++) {
            write(tile.caption().get(i), i == 0 ? STRONG : PLAIN, i == 0 ? INK : FAINT, x, side);
        }
    }

    private void write(String text, Font font, Color colour, int x, int available) {
        graphics.setFont(font);
        graphics.setColor(colour);
        FontMetrics metrics = graphics.getFontMetrics();
        for (String line : wrapped(text, metrics, available)) {
            y += metrics.getAscent();
            graphics.drawString(line, x, y);
            y += metrics.getDescent();
        }
    }

    private static List<String> wrapped(String text, FontMetrics metrics, int available) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (metrics.stringWidth(rest) > available) {
            int end = 1;
            while (metrics.stringWidth(rest.substring(0, end + 1)) <= available) {
                end++;
            }
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }
}
