package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.page.PageFile;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.PagePicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** What comes with the program for readers of the experiments: what the sources say, why an outcome is what it is, and pictures. */
final class Background {
    private static final float QUALITY = 0.85f;

    private Background() {}

    /** What the sources state, with their numbers, by kinds of experiments; and reasons of outcomes, by claim, with numbers from measurements. */
    static ObjectNode experiments(Map<String, MeasurementEvidence> measurements) {
        ObjectNode experiments = EvidenceJson.read(text("experiments.json"), ObjectNode.class);
        ObjectNode reasons = (ObjectNode) experiments.get("reasons");
        for (Map.Entry<String, JsonNode> reason : List.copyOf(reasons.properties())) {
            reasons.put(reason.getKey(), Prose.filled(reason.getValue().textValue(), measurements));
        }
        return experiments;
    }

    /** The pictures with their captions, each as a JPEG in a data URI. */
    static ArrayNode pictures() {
        ArrayNode pictures = EvidenceJson.read(text("pictures.json"), ArrayNode.class);
        for (JsonNode picture : pictures) {
            ((ObjectNode) picture).put("source", PagePicture.jpeg(image(picture), QUALITY));
        }
        return pictures;
    }

    /**
     * Optimizations in steps, each with its caption and {@link PagePart.Strip}. A file has a row of pictures for each row, of one size, a picture
     * for each step.
     */
    static ArrayNode strips() {
        ArrayNode strips = EvidenceJson.read(text("strips.json"), ArrayNode.class);
        for (JsonNode strip : strips) {
            ((ObjectNode) strip).set("strip", EvidenceJson.mapper().valueToTree(strip(strip)));
        }
        return strips;
    }

    private static PagePart strip(JsonNode strip) {
        BufferedImage all = image(strip);
        JsonNode steps = strip.get("steps");
        JsonNode rows = strip.get("rows");
        int width = all.getWidth() / steps.size();
        int height = all.getHeight() / rows.size();
        List<String> names = new ArrayList<>();
        steps.forEach(step -> names.add("after " + step.intValue() + (step.intValue() == 1 ? " step" : " steps")));
        List<PagePart.Row> shown = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String name = rows.get(row).textValue();
            List<PagePicture> pictures = new ArrayList<>();
            for (int step = 0; step < steps.size(); step++) {
                pictures.add(PagePicture.of(
                        all.getSubimage(step * width, row * height, width, height), List.of(name, names.get(step))));
            }
            shown.add(new PagePart.Row(name, pictures));
        }
        return new PagePart.Strip(names, shown);
    }

    private static String text(String name) {
        return PageFile.text(Background.class, name);
    }

    private static BufferedImage image(JsonNode picture) {
        byte[] file = PageFile.bytes(
                Background.class, "pictures/" + picture.get("file").textValue());
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be read", e);
        }
    }
}
