package io.eyewitness.nn.gallery;

import io.eyewitness.theory.page.ResultPage.Section;
import java.util.List;
import java.util.stream.IntStream;

/** Values over steps, as a plot. */
public final class Curves {
    /** The name of its file. */
    public static final String FILE = "curves.png";

    private Curves() {}

    /**
     * The plot.
     *
     * @param names of the images
     * @param values an array for each step, with a number for each image
     */
    public static Plot plot(List<String> names, List<float[]> values) {
        List<Plot.Line> lines = IntStream.range(0, names.size())
                .mapToObj(image -> Plot.Line.of(
                        names.get(image),
                        values.stream().mapToDouble(step -> step[image]).toArray()))
                .toList();
        return Plot.of("step", "objective", lines);
    }

    /** The plot with its heading. */
    public static Section section(Plot plot) {
        return Section.of(
                "The objective over the steps",
                "The objective of the transformed images before each step, with all penalties.",
                plot.part("The objective of each image over the steps"));
    }
}
