package io.eyewitness.sim.cli;

import java.util.List;
import java.util.Optional;

/** Numbers, and lists, that options give. */
final class SampleNumbers {
    private SampleNumbers() {}

    /**
     * The members of a list, each once.
     *
     * @return none if the option was not given
     * @throws IllegalArgumentException naming the option, if the list is empty, as a lone comma is
     */
    static <T> Optional<List<T>> distinct(String option, List<T> list) {
        if (list != null && list.isEmpty()) {
            throw new IllegalArgumentException(option + " names nothing; leave it out for all that it could name");
        }
        return Optional.ofNullable(list)
                .map(members -> members.stream().distinct().toList());
    }

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
