package io.eyewitness.nn.survey;

import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.UnitSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a survey: something that is found out about some units of a layer.
 *
 * @param kind what is found out
 * @param layer the layer
 * @param from the number of the first unit
 * @param to the number after that of the last one
 */
record SurveyPart(Kind kind, String layer, int from, int to) {
    private static final int TOGETHER = 8;

    /** What is found out about units. */
    enum Kind {
        /** What natural images say, which one pass says of all units of a layer. */
        NATURAL,
        /** The images that maximize them. */
        VISUALIZATIONS,
        /** Whether these images may be trusted. */
        INSPECTION
    }

    /**
     * The parts about a layer: one pass of natural images, then batches of about equal size. They do not depend on the other layers.
     *
     * @param width the number of its units
     */
    static List<SurveyPart> of(String layer, int width, boolean isInspected) {
        List<SurveyPart> parts = new ArrayList<>();
        parts.add(new SurveyPart(Kind.NATURAL, layer, 0, width));
        parts.addAll(batches(Kind.VISUALIZATIONS, layer, width));
        if (isInspected) {
            parts.addAll(batches(Kind.INSPECTION, layer, width));
        }
        return parts;
    }

    private static List<SurveyPart> batches(Kind kind, String layer, int width) {
        int count = (width + TOGETHER - 1) / TOGETHER;
        return IntStream.range(0, count)
                .mapToObj(i -> new SurveyPart(kind, layer, i * width / count, (i + 1) * width / count))
                .toList();
    }

    /** Its units. */
    List<UnitSpec> units() {
        return IntStream.range(from, to)
                .mapToObj(i -> layer.equals(Network.LOGITS) ? UnitSpec.logit(i) : UnitSpec.channel(layer, i))
                .toList();
    }
}
