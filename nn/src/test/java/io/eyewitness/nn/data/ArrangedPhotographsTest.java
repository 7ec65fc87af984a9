package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.nn.image.TrainTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that arranges the photographs of the claims about inception_v1. */
class ArrangedPhotographsTest {
    private static final Path SCRIPT = Path.of("..", "docs", "examples", "arrange-photographs.sh");
    private static final String ODD = "cid22/D'Plot \"two\" $HOME.png";

    @TempDir
    private Path directory;

    private int arrange() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "bash",
                        SCRIPT.toString(),
                        directory.resolve("data").toString(),
                        directory.resolve("out here").toString())
                .redirectErrorStream(true)
                .start();
        said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return script.waitFor();
    }

    private String said = "";

    private void picture(String name) throws IOException {
        Path file = directory.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    @Test
    void photographsOfEverySourceAndNameAreArranged() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
        List<String> table = new ArrayList<>(List.of("file\timagenet_class\torigin"));
        for (int i = 0; i < 51; i++) {
            String name = "imagenet-val/" + (100 + i) + ".png";
            picture("photographs/" + name);
            table.add(name + "\t" + i % 2 + "\tx");
        }
        picture("photographs/bsds500/1.png");
        table.add("bsds500/1.png\t-\tx");
        picture("photographs/" + ODD);
        table.add(ODD + "\t-\tx");
        picture("imagenet-sample/n02/a b.png");
        Files.write(directory.resolve("data/photographs.tsv"), table);
        Files.write(directory.resolve("data/imagenet-classes.tsv"), List.of("0\tn01\tA", "1\tn02\tB"));
        assertEquals(0, arrange(), said);
        Path out = directory.resolve("out here");
        assertTrue(ImageFolder.isSplit(out));
        TrainTest parts = ImageFolder.split(out, new CentreCrop(2), List.of("n01", "n02"), 1000, note -> {});
        assertEquals(54, parts.train().size() + parts.test().size());
        assertEquals(
                6 + 6 + 2,
                parts.test().size(),
                "one of bsds500, one of imagenet-sample, and of 52 others the first six of thirty-one and of the rest");
        long unlabelled = IntStream.range(0, parts.test().size())
                .filter(i -> !parts.test().hasLabel(i))
                .count();
        assertEquals(2, unlabelled, "that of bsds500, and the odd name, which comes first");
        assertTrue(Files.exists(out.resolve("test/cid22/cid22-D'Plot \"two\" $HOME.png")));
        assertEquals(2, arrange());
        assertTrue(said.contains("is there already"), said);
    }
}
