package io.eyewitness.nn.gallery;

import java.util.List;
import java.util.stream.IntStream;

/** Values over steps, as a plot. */
public final class Curves {
    /** The name of its file. */
    public static final String FILE = "curves.png";

    private Curves() {}

    /**
     * The plot, as the bytes of a PNG file.
     *
     * @param names of the images
     * @param values an array for each step, with a number for each image
     */
    public static byte[] png(List<String> names, List<float[]> values) {
        List<Plot.Line> lines = IntStream.range(0, names.size())
                .mapToObj(image -> Plot.Line.of(
                        names.get(image),
                        values.stream().mapToDouble(step -> step[image]).toArray()))
                .toList();
        return Plot.of("step", "objective", lines).png();
    }

    /** The plot with its heading. */
    public static Page.Figure figure(byte[] png) {
        return new Page.Figure(
                "The objective over the steps",
                "The objective of the transformed images before each step, with all penalties.",
                png);
    }
}
