package io.eyewitness.theory.page;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Many things in groups, each with pictures and numbers: a contact sheet of some of them at a time, which is searched, sorted and filtered. The
 * one that is chosen is shown whole. A picture is decoded when it is first shown.
 *
 * @param grouping what a group is, such as a layer
 * @param groups the names of the groups
 * @param columns the names of the numbers that each entry has
 * @param pictures of the entries
 * @param examples that entries may share
 * @param entries in their usual order, those of a group together
 */
public record PageCatalogue(
        String grouping,
        List<String> groups,
        List<String> columns,
        Sheets pictures,
        Sheets examples,
        List<Entry> entries)
        implements PagePart {
    public PageCatalogue {
        groups = List.copyOf(groups);
        columns = List.copyOf(columns);
        entries = List.copyOf(entries);
        for (Entry entry : entries) {
            if (entry.numbers.size() != columns.size() || entry.group < 0 || entry.group >= groups.size()) {
                throw new IllegalArgumentException(
                        entry.name + " has " + entry.numbers.size() + " numbers and is in group "
                                + entry.group + ", but there are " + columns.size() + " columns and " + groups.size()
                                + " groups");
            }
        }
    }

    /**
     * An entry.
     *
     * @param name of it
     * @param group its number, from 0
     * @param numbers one for each column; null where there is none
     * @param pictures the numbers of its pictures; none if there is none to show
     * @param examples of it
     * @param text sentences about it
     * @param card what was found of it, if it was judged
     */
    public record Entry(
            String name,
            int group,
            List<Double> numbers,
            List<Integer> pictures,
            List<Example> examples,
            List<String> text,
            Optional<PageCards.Card> card) {
        public Entry {
            numbers = Collections.unmodifiableList(new ArrayList<>(numbers));
            pictures = List.copyOf(pictures);
            examples = List.copyOf(examples);
            text = List.copyOf(text);
        }
    }

    /**
     * An example.
     *
     * @param picture its number
     * @param caption below it
     */
    public record Example(int picture, String caption) {}

    /** A file of pictures, as a data URI. */
    public record Sheet(String source) {}

    /**
     * Square pictures of one size, many in each file. The pictures of a sheet stand row by row, each in the middle of a square cell.
     *
     * @param side of a picture, in pixels
     * @param cell the side of its cell
     * @param across the number of cells in a row, and of the rows
     * @param isSmall whether the pixels of pictures are to be seen
     * @param files from the first picture
     */
    public record Sheets(int side, int cell, int across, boolean isSmall, List<Sheet> files) {
        private static final int ACROSS = 8;

        /** JPEG compresses squares of so many pixels. */
        private static final int BLOCK = 16;

        /** Larger pictures are reduced to it. */
        private static final int LARGEST = 96;

        private static final float QUALITY = 0.85f;

        public Sheets {
            files = List.copyOf(files);
        }

        /** The sheets of square pictures of one size. */
        public static Sheets of(List<BufferedImage> pictures) {
            int side = pictures.stream()
                    .mapToInt(BufferedImage::getWidth)
                    .findFirst()
                    .orElse(1);
            int shown = Math.min(side, LARGEST);
            int cell = (shown + BLOCK - 1) / BLOCK * BLOCK;
            List<Sheet> files = new ArrayList<>();
            for (int from = 0; from < pictures.size(); from += ACROSS * ACROSS) {
                files.add(sheet(
                        pictures.subList(from, Math.min(from + ACROSS * ACROSS, pictures.size())), shown, cell));
            }
            return new Sheets(shown, cell, ACROSS, side < LARGEST, files);
        }

        /** What a cell holds beside its picture is like the picture, which compression then leaves as it is at the edge. */
        private static Sheet sheet(List<BufferedImage> pictures, int side, int cell) {
            int rows = (pictures.size() + ACROSS - 1) / ACROSS;
            BufferedImage sheet = new BufferedImage(ACROSS * cell, rows * cell, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = sheet.createGraphics();
            for (int i = 0; i < pictures.size(); i++) {
                BufferedImage shown = reduced(pictures.get(i), side);
                int x = i % ACROSS * cell;
                int y = i / ACROSS * cell;
                int margin = (cell - side) / 2;
                graphics.drawImage(shown, x, y, cell, cell, null);
                graphics.drawImage(shown, x + margin, y + margin, null);
            }
            graphics.dispose();
            return new Sheet(PagePicture.jpeg(sheet, QUALITY));
        }

        /** A square picture at the size at which sheets show it, which takes less memory; sheets of such pictures are the same. */
        public static BufferedImage reduced(BufferedImage picture) {
            return reduced(picture, Math.min(picture.getWidth(), LARGEST));
        }

        private static BufferedImage reduced(BufferedImage picture, int side) {
            if (picture.getWidth() == side) {
                return picture;
            }
            BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = small.createGraphics();
            graphics.drawImage(picture.getScaledInstance(side, side, Image.SCALE_AREA_AVERAGING), 0, 0, null);
            graphics.dispose();
            return small;
        }
    }
}
