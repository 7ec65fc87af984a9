package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void equalValuesAreInTheOrderOfTheImages() {
        Examples examples = new Examples(
                Stream.of(1f, 3f, 1f, 3f).map(value -> new Reading(value, 0, 1)).toList());
        assertArrayEquals(new int[] {1, 3, 0}, examples.largest(3));
        assertArrayEquals(new int[] {0, 2, 1, 3}, examples.smallest(9));
    }
}
