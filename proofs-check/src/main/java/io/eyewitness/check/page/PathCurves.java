package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.page.PageFile;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.text.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The similarity of visualizations to natural images of their class, layer by layer: what the evidence has as means over layers. Each curve names
 * the evidence of its run by SHA-256, and is shown with this evidence only. The curves' means over layers are those of the evidence, which a test
 * checks; the intervals are those of {@code paths.json} of the run.
 */
final class PathCurves {
    private PathCurves() {}

    /** The curves whose evidence a bundle has, each a measurement and a {@link PagePart.Lines}. */
    static ArrayNode of(Bundle bundle) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (JsonNode curve : all()) {
            String measurement = curve.get("measurement").textValue();
            boolean isOfTheRun = bundle.text(measurement.replace(':', '/') + ".json")
                    .filter(text ->
                            Sha256.hex(text).equals(curve.get("evidence").textValue()))
                    .isPresent();
            if (isOfTheRun) {
                ObjectNode node = shown.addObject().put("measurement", measurement);
                node.set("lines", EvidenceJson.mapper().valueToTree(lines(curve)));
            }
        }
        return shown;
    }

    /** All curves, as they are kept. */
    static ArrayNode all() {
        return EvidenceJson.read(PageFile.text(PathCurves.class, "path-curves.json"), ArrayNode.class);
    }

    /** On the scale from natural images of other classes, 0, to those of the same class, 1. */
    private static PagePart lines(JsonNode curve) {
        List<String> layers = new ArrayList<>();
        curve.get("layers").forEach(layer -> layers.add(layer.textValue()));
        List<List<Double>> points = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            points.add(List.of(
                    (double) i,
                    curve.get("beyond").get(i).doubleValue()
                            / curve.get("gap").get(i).doubleValue(),
                    curve.get("low").get(i).doubleValue(),
                    curve.get("high").get(i).doubleValue()));
        }
        String text =
                "Similarity of visualizations to natural images of their class by layer, from 0, that of other classes, to 1, that of"
                        + " the same class";
        return new PagePart.Lines(
                text,
                PagePart.Axis.of("layer", layers),
                PagePart.Axis.of("similarity, 0: other classes, 1: same class"),
                List.of(new PagePart.Line("visualizations", PagePart.Style.LINE, points)));
    }
}
