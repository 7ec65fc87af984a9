package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What comes with the program for readers of the experiments: what the sources say, why an outcome is what it is, and pictures. */
final class Background {
    private static final float QUALITY = 0.85f;

    private Background() {}

    /** What the sources state, with their numbers, by kinds of experiments; and reasons of outcomes, by claim. */
    static ObjectNode experiments() {
        return EvidenceJson.read(Resources.text("experiments.json"), ObjectNode.class);
    }

    /** The pictures with their captions, each as a JPEG in a data URI. */
    static ArrayNode pictures() {
        ArrayNode pictures = EvidenceJson.read(Resources.text("pictures.json"), ArrayNode.class);
        for (JsonNode picture : pictures) {
            byte[] png = Resources.bytes("pictures/" + picture.get("file").textValue());
            ((ObjectNode) picture)
                    .put(
                            "source",
                            "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(png)));
        }
        return pictures;
    }

    private static byte[] jpeg(byte[] png) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(new MemoryCacheImageOutputStream(bytes));
            writer.write(null, new IIOImage(opaque(ImageIO.read(new ByteArrayInputStream(png))), null, null), how);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be compressed", e);
        } finally {
            writer.dispose();
        }
    }

    /** JPEG has no transparency. */
    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
