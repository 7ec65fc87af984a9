package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    private static boolean isRight(int label, int top, float... logits) {
        return Accuracy.isRight(logits, logits.length, 0, label, top);
    }

    @Test
    void theLargestIsRight() {
        assertTrue(isRight(1, 1, 0, 3, 2));
        assertFalse(isRight(2, 1, 0, 3, 2));
        assertTrue(isRight(2, 2, 0, 3, 2));
    }

    @Test
    void whoTiesIsNotRight() {
        assertFalse(isRight(0, 1, 2, 2, 2));
        assertFalse(isRight(0, 2, 2, 2, 2));
        assertTrue(isRight(0, 3, 2, 2, 2));
    }

    @Test
    void whatIsNoNumberOrInfiniteIsNotRight() {
        assertFalse(isRight(0, 1, NAN, 1, 2));
        assertFalse(isRight(0, 5, NAN, NAN, NAN), "though there are but three");
        assertFalse(isRight(0, 1, INFINITE, 1, 2));
        assertFalse(isRight(0, 1, 5, NAN, 2), "nor is what is compared with one");
    }

    @Test
    void aLabelBeyondTheClassesIsRefusedAndNotReadFromTheNextImage() {
        float[] two = {1, 2, 9, 0};
        assertThrows(IllegalArgumentException.class, () -> Accuracy.isRight(two, 2, 0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> Accuracy.isRight(two, 2, 1, -1, 1));
    }

    @Test
    void aShareIsOfSomething() {
        assertEquals(0.25, new Accuracy(1, 4).share());
        assertThrows(IllegalArgumentException.class, () -> new Accuracy(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Accuracy(5, 4));
    }
}
