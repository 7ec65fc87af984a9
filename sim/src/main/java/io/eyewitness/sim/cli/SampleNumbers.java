package io.eyewitness.sim.cli;

/** Numbers that options give. */
final class SampleNumbers {
    private SampleNumbers() {}

    /**
     * A number from 1 on.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(option + " is from 1 to " + most + ", and " + number + " is not");
        }
    }
}
