package io.eyewitness.nn.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledImagesTest {
    private static final ImageShape SHAPE = new ImageShape(2, 1, 2);

    private static LabelledImages three() {
        return LabelledImages.of(
                SHAPE, List.of("a", "b"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 255}, new int[] {0, 1, 0
                });
    }

    @Test
    void aBatchHasEachPixelInItsPlaceFromZeroToOne() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray batch = three().batch(manager, 1, 3);
            assertEquals(new Shape(2, 2, 1, 2), batch.getShape());
            assertArrayEquals(
                    new float[] {4 / 255f, 5 / 255f, 6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f, 10 / 255f, 1},
                    batch.toFloatArray());
        }
    }

    @Test
    void aSubsetKeepsImagesWithTheirLabels() {
        LabelledImages turned = three().subset(2, 1).subset(1, 0);
        assertArrayEquals(new int[] {1, 0}, turned.labels());
        byte[] image = new byte[4];
        turned.copy(0, image, 0);
        assertArrayEquals(new byte[] {4, 5, 6, 7}, image);
    }

    @Test
    void setsComeOneAfterAnotherWithTheirLabels() {
        LabelledImages both = LabelledImages.concat(three().subset(1), three().subset(2, 0));
        assertArrayEquals(new int[] {1, 0, 0}, both.labels());
        byte[] image = new byte[4];
        both.copy(2, image, 0);
        assertArrayEquals(new byte[] {0, 1, 2, 3}, image);
        LabelledImages others = three().relabelled(List.of("x", "y", "z"), 2);
        assertThrows(IllegalArgumentException.class, () -> LabelledImages.concat(three(), others));
    }

    /** An image without a label has none in any view, and asking for it is a mistake. */
    @Test
    void anImageMayHaveNoLabel() {
        LabelledImages some = three().amongClasses(List.of("b", "c"));
        assertArrayEquals(new int[] {LabelledImages.UNLABELLED, 0, LabelledImages.UNLABELLED}, some.labels());
        assertTrue(some.hasLabel(1) && !some.hasLabel(2));
        String message = assertThrows(IllegalArgumentException.class, () -> some.label(2))
                .getMessage();
        assertTrue(message.endsWith("has no label"), message);
        assertArrayEquals(new int[] {0}, some.labelled().labels());
        assertEquals(1, some.firstOfEachClass(2).size());
        assertArrayEquals(new int[] {1}, some.ofClass(0));
        assertArrayEquals(
                new int[] {LabelledImages.UNLABELLED, 1, LabelledImages.UNLABELLED},
                some.withClasses(List.of("c", "b")).labels());
        LabelledImages all = three();
        assertSame(all, all.labelled());
    }

    /** The two parts of a data set are one set again without a copy of its pixels. */
    @Test
    void partsOfTheSameImagesComeOneAfterAnother() {
        LabelledImages all = three();
        LabelledImages both = LabelledImages.concat(all.range(1, 3), all.range(0, 1));
        assertArrayEquals(new int[] {1, 0, 0}, both.labels());
        byte[] image = new byte[4];
        both.copy(2, image, 0);
        assertArrayEquals(new byte[] {0, 1, 2, 3}, image);
    }

    @Test
    void relabellingKeepsTheImages() {
        LabelledImages others = three().subset(2, 1).relabelled(List.of("x", "y", "z"), 2);
        assertArrayEquals(new int[] {2, 2}, others.labels());
        byte[] image = new byte[4];
        others.copy(1, image, 0);
        assertArrayEquals(new byte[] {4, 5, 6, 7}, image);
        assertThrows(IllegalArgumentException.class, () -> three().relabelled(List.of("x"), 1));
    }

    @Test
    void shufflingKeepsAllAndDependsOnTheSeedAlone() {
        LabelledImages images = TinyImages.halves(50, 1, 4, 1);
        assertEquals(ContentHash.of(images.shuffled(3)), ContentHash.of(images.shuffled(3)));
        assertNotEquals(ContentHash.of(images.shuffled(3)), ContentHash.of(images.shuffled(4)));
        assertEquals(sumOfAll(images), sumOfAll(images.shuffled(3)));
    }

    private static long sumOfAll(LabelledImages images) {
        long sum = 0;
        byte[] image = new byte[images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.copy(i, image, 0);
            sum += (long) Arrays.hashCode(image) * (images.label(i) + 1);
        }
        return sum;
    }

    @Test
    void theHashTellsPixelsLabelsAndOrderApart() {
        assertNotEquals(ContentHash.of(three()), ContentHash.of(three().subset(2, 1, 0)));
        assertNotEquals(ContentHash.of(ofOne((byte) 1, 0)), ContentHash.of(ofOne((byte) 2, 0)));
        assertNotEquals(ContentHash.of(ofOne((byte) 1, 0)), ContentHash.of(ofOne((byte) 1, 1)));
    }

    private static LabelledImages ofOne(byte pixel, int label) {
        return LabelledImages.of(new ImageShape(1, 1, 1), List.of("a", "b"), new byte[] {pixel}, new int[] {label});
    }

    @Test
    void theFirstOfEachClass() {
        assertArrayEquals(new int[] {0, 1}, three().firstOfEachClass(1).labels());
    }

    @Test
    void sizesThatDoNotAgreeAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelledImages.of(SHAPE, List.of("a"), new byte[5], new int[] {0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelledImages.of(SHAPE, List.of("a"), new byte[4], new int[] {1}));
    }

    @Test
    void whereAnImageLiesIsKnownHoweverTheyAreOrdered() {
        LabelledImages images = three().from(image -> Source.numbered("some", image));
        LabelledImages turned = images.subset(2, 0);
        assertEquals("some: image 2, counted from 0", turned.source(0).toString());
        assertEquals(turned.source(0), turned.relabelled(List.of("c"), 0).source(0));
        assertEquals(images.source(1), LabelledImages.concat(turned, images).source(3));
    }

    @Test
    void batchesHoldAllImagesAndNameTheOneThatIsRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Integer> bounds = new ArrayList<>();
            three().inBatches(manager, 2, (batch, from, to) -> {
                assertEquals(to - from, batch.getShape().get(0));
                bounds.addAll(List.of(from, to));
            });
            assertEquals(List.of(0, 2, 2, 3), bounds);
            NotFinite refused = assertThrows(
                    NotFinite.class,
                    () -> three().subset(1, 0, 2)
                            .from(row -> Source.numbered("some", row))
                            .inBatches(manager, 2, (batch, from, to) -> {
                                NDArray values = manager.create(new float[] {from == 2 ? Float.NaN : 1, 2});
                                NotFinite.refusedIn("net", Precision.SINGLE, batch, Map.of("layer", values));
                            }));
            String message = refused.getMessage();
            assertTrue(message.startsWith("net gives NaN for layer at some: image 2, counted from 0; "), message);
            assertTrue(message.endsWith("give other weights"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SINGLE, net gives, give other weights",
        "HALF, net in the precision half gives, give --precision bfloat16 or single",
        "BFLOAT16, net in the precision bfloat16 gives, give --precision single"
    })
    void theRemedyIsThatOfThePrecision(Precision precision, String begin, String end) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.zeros(new Shape(1, 1));
            NDArray infinite = manager.create(new float[] {Float.POSITIVE_INFINITY});
            String message = assertThrows(
                            NotFinite.class,
                            () -> NotFinite.refusedIn("net", precision, images, Map.of("layer", infinite)))
                    .getMessage();
            assertTrue(message.startsWith(begin) && message.endsWith(end), message);
        }
    }

    /** Their sum overflows, but each is a number. */
    @Test
    void largeNumbersAreNumbers() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.zeros(new Shape(2, 1));
            NDArray large = manager.create(new float[] {3e38f, 3e38f});
            NotFinite.refusedIn("net", Precision.SINGLE, images, Map.of("layer", large));
            NDArray infinite = manager.create(new float[] {3e38f, Float.NEGATIVE_INFINITY});
            assertEquals(
                    1,
                    assertThrows(
                                    NotFinite.class,
                                    () -> NotFinite.refusedIn(
                                            "net", Precision.SINGLE, images, Map.of("layer", infinite)))
                            .image());
        }
    }

    /** As Pillow's {@code Image.new("RGB", (1, 1), colour).convert("L")} says. */
    @Test
    void greyIsTheLumaOfPillow() {
        byte[] colours = {
            (byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 10, 20, (byte) 200, (byte) 255, (byte) 255, (byte) 255
        };
        LabelledImages images =
                LabelledImages.of(new ImageShape(3, 1, 1), List.of("a"), colours, new int[colours.length / 3]);
        LabelledImages grey = images.grey();
        byte[] image = new byte[1];
        int[] levels = new int[grey.size()];
        for (int i = 0; i < levels.length; i++) {
            grey.copy(i, image, 0);
            levels[i] = Byte.toUnsignedInt(image[0]);
        }
        assertArrayEquals(new int[] {76, 150, 29, 38, 255}, levels);
        assertThrows(IllegalArgumentException.class, grey::grey);
    }
}
