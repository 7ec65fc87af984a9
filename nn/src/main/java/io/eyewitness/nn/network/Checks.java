package io.eyewitness.nn.network;

import java.util.List;

/** Refusals of sizes and numbers that mean nothing. */
final class Checks {
    private Checks() {}

    static void positive(String operation, int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException(operation + ": the size " + size + " is not positive");
            }
        }
    }

    static void finite(String what, List<Float> numbers) {
        for (Float number : numbers) {
            if (number == null || !Float.isFinite(number)) {
                throw new IllegalArgumentException(what + ": " + number + " is not a finite number");
            }
        }
    }
}
