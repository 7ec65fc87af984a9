package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.Tensor;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void identityIsTheImageItself() {
        NDArray images = images(5).on(manager);
        assertSame(images, Resampler.view(images, new AffineTransform()));
        assertSame(images, Transforms.none().view(images, new Random(1)));
    }

    @ParameterizedTest
    @CsvSource({"1,0", "0,-2", "3,2", "-7,1"})
    void wholeTranslationsAreExactAndOutsideIsGrey(int right, int down) {
        for (int size : new int[] {7, 8}) {
            is(size, AffineTransform.getTranslateInstance(right, down), (images, plane, row, column) -> {
                boolean inside = row + down >= 0 && row + down < size && column + right >= 0 && column + right < size;
                return inside ? images[(plane * size + row + down) * size + column + right] : 0.5f;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 6})
    void quarterTurnsAreExact(int size) {
        is(
                size,
                AffineTransform.getQuadrantRotateInstance(1),
                (images, plane, row, column) -> images[(plane * size + column) * size + size - 1 - row]);
    }

    @Test
    void halfWayBetweenPixelsIsTheirMean() {
        int size = 6;
        is(size, AffineTransform.getTranslateInstance(0.5, 0), (images, plane, row, column) -> {
            int place = (plane * size + row) * size + column;
            return (images[place] + (column == size - 1 ? 0.5f : images[place + 1])) / 2;
        });
    }

    @Test
    void paddingLeavesAGreyMargin() {
        NDArray view = Transforms.parse("pad:4").view(images(8).on(manager), new Random(1));
        Images seen = Images.of(view);
        for (int place = 0; place < 8; place++) {
            assertEquals(0.5f, seen.at(0, 0, 0, place));
            assertEquals(0.5f, seen.at(1, 2, place, 7));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void jitterMovesByWholePixels(long seed) {
        AffineTransform move = Transforms.Transform.jitter(3).draw(new Random(seed), 9);
        assertEquals(Math.rint(move.getTranslateX()), move.getTranslateX());
        assertTrue(Math.abs(move.getTranslateX()) <= 3 && Math.abs(move.getTranslateY()) <= 3);
    }

    @Test
    void transformsStayWithinTheirBounds() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double shown =
                    1 / Transforms.Transform.scale(0.8, 1.25).draw(random, 9).getScaleX();
            assertTrue(shown >= 0.8 - 1e-12 && shown <= 1.25 + 1e-12, "scale " + shown);
            AffineTransform turn = Transforms.Transform.rotate(10).draw(random, 9);
            double degrees = Math.toDegrees(Math.atan2(turn.getShearY(), turn.getScaleX()));
            assertTrue(Math.abs(degrees) <= 10 + 1e-12, "degrees " + degrees);
        }
    }

    @Test
    void theSameSeedGivesTheSameView() {
        NDArray images = images(9).on(manager);
        float[] first = Transforms.robust().view(images, new Random(1)).toFloatArray();
        assertArrayEquals(first, Transforms.robust().view(images, new Random(1)).toFloatArray());
        assertFalse(Arrays.equals(
                first, Transforms.robust().view(images, new Random(2)).toFloatArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "blur:3",
                "pad",
                "pad:x",
                "pad:-1",
                "pad:1.5",
                "jitter:1:2",
                "jitter:-2",
                "scale:1",
                "scale:a:b",
                "scale:0:1",
                "scale:-1:1",
                "scale:1.2:0.8",
                "scale:NaN:1",
                "rotate:x",
                "rotate:NaN",
                "rotate:-5",
                "rotate:Infinity",
                "robust",
                "pad:2,,jitter:1",
                "pad:2,",
                "none,pad:1"
            })
    void whatIsNoTransformIsNamed(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Transforms.parse(text))
                .getMessage();
        String part = Stream.of(text.split(",", -1))
                .filter(one -> !one.equals("pad:2") && !one.equals("jitter:1"))
                .findFirst()
                .orElseThrow();
        assertTrue(message.contains("'" + part + "'"), message);
    }

    @Test
    void transformsAreTheirText() {
        assertEquals(3, Transforms.parse("pad:1, rotate:5,scale:0.9:1.1").list().size());
        assertEquals(List.of(), Transforms.parse("none").list());
        assertEquals(
                Transforms.robust().text(),
                Transforms.parse(Transforms.robust().text()).text());
    }

    private interface Expected {
        float value(float[] images, int plane, int row, int column);
    }

    private void is(int size, AffineTransform view, Expected expected) {
        Tensor images = images(size);
        float[] wanted = new float[images.values().length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = expected.value(images.values(), i / size / size, i / size % size, i % size);
        }
        assertArrayEquals(wanted, Resampler.view(images.on(manager), view).toFloatArray(), 1e-6f);
    }

    private static Tensor images(long size) {
        return TestNetwork.uniform(List.of(2L, 3L, size, size), new Random(1));
    }
}
