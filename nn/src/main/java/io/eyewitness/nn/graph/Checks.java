package io.eyewitness.nn.graph;

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
}
