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
        require(option, number, 1, most);
    }

    /**
     * A number in a range.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void require(String option, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    option + " is from " + least + " to " + most + ", and " + number + " is not");
        }
    }
}
