package io.eyewitness.nn.gallery;

import io.eyewitness.nn.image.Images;
import io.eyewitness.theory.file.PngFile;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.PagePicture;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Images of one size side by side, without captions. Small ones are enlarged by a whole factor. */
public final class Mosaic {
    /** The name of its file. */
    public static final String FILE = "mosaic.png";

    /** A place without an image. */
    public static final int NOTHING = -1;

    private static final int SMALLEST = 96;
    private static final int GAP = 2;

    private Mosaic() {}

    /**
     * The picture, as the bytes of a PNG file.
     *
     * @param rows the numbers of the images in each row, from the left, or {@link #NOTHING} for grey; an image may have several places
     */
    public static byte[] png(Images images, List<List<Integer>> rows) {
        int factor = Math.max(1, (SMALLEST + images.width() - 1) / images.width());
        int width = images.width() * factor;
        int height = images.height() * factor;
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        BufferedImage mosaic = new BufferedImage(
                columns * (width + GAP) - GAP, rows.size() * (height + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = mosaic.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, mosaic.getWidth(), mosaic.getHeight());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                int number = rows.get(row).get(column);
                int x = column * (width + GAP);
                int y = row * (height + GAP);
                if (number == NOTHING) {
                    graphics.setColor(Color.GRAY);
                    graphics.fillRect(x, y, width, height);
                } else {
                    graphics.drawImage(Png.picture(images, number), x, y, width, height, null);
                }
            }
        }
        graphics.dispose();
        return PngFile.bytes(mosaic);
    }

    /** The picture with a heading. */
    public static Section section(String heading, byte[] png) {
        PagePicture picture =
                new PagePicture(PagePicture.png(png), false, List.of("The images of the page side by side"));
        return Section.of(heading, "", new PagePart.Gallery(List.of(new PagePart.Row("", List.of(picture)))));
    }
}
