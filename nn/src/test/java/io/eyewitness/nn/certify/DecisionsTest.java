package io.eyewitness.nn.certify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.UnitSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On images of two pixels, and units that are linear in the first pixel. */
class DecisionsTest {
    private static final LabelledImages EXAMPLES = images(0, 0, 255, 0, 255, 255);
    private static final LabelledImages TESTS = images(51, 0, 102, 0, 255, 204);

    private static LabelledImages images(int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return LabelledImages.of(new ImageShape(1, 1, 2), List.of("one"), bytes, new int[pixels.length / 2]);
    }

    /** The unit 3 x, whose middle over the cube is 1.5, with a bound. */
    private static Decisions decisions(double upper, double... tested) {
        CertifiedUnit unit = new CertifiedUnit(new UnitSpec.Output(0, false), upper);
        return new Decisions(unit, 1.5, new double[] {0, 3, 3}, tested);
    }

    @Test
    void anExampleDecidesWithinItsRadius() {
        Decisions decisions = decisions(3, 0.6, 1.2, 3);
        double[] nearest = Decisions.make(List.of(decisions), EXAMPLES, TESTS, Progress.NONE);
        assertArrayEquals(new double[] {0.2, 0.4, 0.2}, nearest, 1e-9);
        assertArrayEquals(new double[] {7.5, 3.75, 7.5}, decisions.needed(), 1e-9);
        assertEquals(1, decisions.share(3));
        assertEquals(2 / 3.0, decisions.share(4), 1e-9);
        assertEquals(0, decisions.share(7.5), "at the radius itself nothing is decided");
        assertEquals(0.5, decisions.radius(), 1e-9);
        assertEquals(1 / 3.0, decisions.above(), 1e-9);
        assertEquals(0, decisions.wrong());
    }

    /** A bound that is none is found out by a test image on the other side. */
    @Test
    void aWrongDecisionIsCounted() {
        Decisions decisions = decisions(0.5, 3, 1.2, 3);
        Decisions.make(List.of(decisions), EXAMPLES, TESTS, Progress.NONE);
        assertEquals(3, decisions.wrong(), "with so small a constant every example decides everything");
        Decisions steep = decisions(7, 3, 1.2, 3);
        Decisions.make(List.of(steep), EXAMPLES, TESTS, Progress.NONE);
        assertEquals(1, steep.wrong());
    }

    @Test
    void anImageThatIsAnExampleIsDecidedUnlessItIsTheMiddle() {
        Decisions decisions = new Decisions(
                new CertifiedUnit(new UnitSpec.Output(0, false), 1e9), 1.5, new double[] {1.5, 3, 3}, new double[] {
                    1.5, 3, 3
                });
        Decisions.make(List.of(decisions), EXAMPLES, EXAMPLES, Progress.NONE);
        assertEquals(2 / 3.0, decisions.share(1e9), 1e-9);
    }

    /** Squares of many numbers are summed without overflow. */
    @Test
    void distancesOfLargeImagesAreExact() {
        int side = 300;
        byte[] white = new byte[side * side];
        Arrays.fill(white, (byte) 255);
        ImageShape shape = new ImageShape(1, side, side);
        LabelledImages black = LabelledImages.of(shape, List.of("one"), new byte[side * side], new int[1]);
        LabelledImages bright = LabelledImages.of(shape, List.of("one"), white, new int[1]);
        assertEquals(side, new Distances(black).to(bright, 0)[0], 1e-9);
    }
}
