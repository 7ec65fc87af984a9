package io.eyewitness.nn.gallery;

import java.util.List;
import java.util.stream.IntStream;

/** Values over steps, as a plot. */
public final class Curves {
    /** What its file is called. */
    public static final String FILE = "curves.png";

    private Curves() {}

    /**
     * The plot, as the bytes of a PNG file.
     *
     * @param names of the images
     * @param values one array a step, one number an image
     */
    public static byte[] png(List<String> names, List<float[]> values) {
        List<Plot.Line> lines = IntStream.range(0, names.size())
                .mapToObj(image -> Plot.Line.of(
                        names.get(image),
                        values.stream().mapToDouble(step -> step[image]).toArray()))
                .toList();
        return Plot.of("step", "objective", lines).png();
    }
}
