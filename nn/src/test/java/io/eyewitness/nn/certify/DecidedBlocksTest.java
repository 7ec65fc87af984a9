package io.eyewitness.nn.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * On 120 images of two pixels, of two classes in turn, and two logits: one that is 3 times the first pixel, and one that is so steep that no example
 * decides it. Of the first 50 images the first 20 are near an example; all others but the last 20 are near it, too.
 */
class DecidedBlocksTest {
    private static final int COUNT = 120;
    private static final ImageShape SHAPE = new ImageShape(1, 1, 2);
    private static final LabelledImages EXAMPLES =
            LabelledImages.of(SHAPE, List.of("one"), new byte[] {0, 0, -1, 0}, new int[2]);

    private static LabelledImages tests() {
        byte[] pixels = new byte[2 * COUNT];
        for (int image = 0; image < COUNT; image++) {
            boolean isNear = image < 20 || 50 <= image && image < 100;
            pixels[2 * image] = 51;
            pixels[2 * image + 1] = (byte) (isNear ? 0 : 255);
        }
        int[] labels = IntStream.range(0, COUNT).map(image -> image % 2).toArray();
        return LabelledImages.of(SHAPE, List.of("one", "two"), pixels, labels);
    }

    /** The decisions about a logit, of which only some images have the value that an image there has; the others' is on the other side. */
    private static Decisions decisions(int logit, double upper, int wrong) {
        double[] tested = new double[COUNT];
        Arrays.fill(tested, 0.6);
        Arrays.fill(tested, 0, wrong, 3);
        return new Decisions(
                new CertifiedUnit(new UnitSpec.Output(logit, false), upper), 1.5, new double[] {0, 3}, tested);
    }

    private static DecidedBlocks blocks(LabelledImages tests, boolean isLabelled, Decisions... units) {
        Decisions.make(List.of(units), EXAMPLES, tests, Progress.NONE);
        return new DecidedBlocks(List.of(units), tests, isLabelled);
    }

    @Test
    void pairsAndOwnLogitsAreCountedInEachBlock() {
        DecidedBlocks blocks = blocks(tests(), true, decisions(0, 3, 5), decisions(1, 1e9, 0));
        Measurement measurement = blocks.measurement();
        assertEquals(List.of("right", "decided", "ownDecided"), measurement.columns());
        assertEquals(2, measurement.units().size(), "the last 20 images fill no block");
        assertEquals("block:0", measurement.units().get(0).name());
        assertEquals(List.of(0.95, 0.2, 0.2), measurement.units().get(0).values());
        assertEquals("block:1", measurement.units().get(1).name());
        assertEquals(List.of(1.0, 0.5, 0.5), measurement.units().get(1).values());
    }

    @Test
    void ownLogitsAreLeftOutUnlessAllImagesHaveOne() {
        List<String> others = List.of("right", "decided");
        assertEquals(
                others,
                blocks(tests(), true, decisions(1, 3, 0)).measurement().columns(),
                "the first class is no unit");
        assertEquals(
                others,
                blocks(tests(), false, decisions(0, 3, 0), decisions(1, 3, 0))
                        .measurement()
                        .columns(),
                "the classes are not the logits");
    }

    @Test
    void aSecondBlockIsNeeded() {
        assertTrue(new DecidedBlocks(List.of(), tests().first(100), true).areSeveral());
        assertFalse(new DecidedBlocks(List.of(), tests().first(99), true).areSeveral());
    }
}
