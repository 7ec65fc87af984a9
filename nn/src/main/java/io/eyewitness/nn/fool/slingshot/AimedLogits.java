package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.eyewitness.nn.tensor.Owned;
import java.util.List;
import java.util.Random;

/**
 * The logits whose visualizations a slingshot leads to its target.
 *
 * @param numbers of the logits
 * @param classes the number of all logits of the network
 */
record AimedLogits(List<Integer> numbers, int classes) {
    AimedLogits {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 0 || number >= classes)) {
            throw new IllegalArgumentException("a slingshot needs logits from 0 to " + (classes - 1));
        }
    }

    /** One of them, at random. */
    int draw(Random random) {
        return numbers.get(random.nextInt(numbers.size()));
    }

    /** As many of them, at random. */
    int[] draw(long count, Random random) {
        return random.ints(count, 0, numbers.size()).map(numbers::get).toArray();
    }

    /** 1 at the logit of each row, else 0, shape (rows, classes). */
    NDArray oneHot(NDManager manager, int... logits) {
        return Owned.longs(manager, logits).oneHot(classes, DataType.FLOAT32);
    }
}
