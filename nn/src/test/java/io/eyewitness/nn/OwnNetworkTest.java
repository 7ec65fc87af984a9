package io.eyewitness.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.Example;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnNetworkTest {
    private static final Pattern VALUE = Pattern.compile("unit 5 of hidden: (-?[0-9.]+) on its visualization");

    @Test
    void theExampleVisualizesItsNetworkWithThePublicApiAlone(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path picture = folder.resolve("unit.png");
        Example example = Example.run("OwnNetwork", folder, picture.toString());
        assertEquals(0, example.code(), example.output());
        assertEquals(Set.of(), example.internals());
        Matcher value = VALUE.matcher(example.output());
        assertTrue(value.find() && Double.parseDouble(value.group(1)) > 0.9, example.output());
        BufferedImage image = ImageIO.read(picture.toFile());
        assertEquals(16, image.getWidth());
        assertEquals(16, image.getHeight());
    }
}
