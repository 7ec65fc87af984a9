package io.eyewitness.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EffortTest {
    private final AtomicLong spent = new AtomicLong();

    @Test
    void whatWasSpentIsToldOfWorkThatSucceeds() {
        assertEquals("done", Effort.within(10, () -> spend(7, "done"), spent::set));
        assertEquals(7, spent.get());
        assertEquals("done", Effort.within(7, () -> spend(7, "done"), spent::set));
    }

    @Test
    void whatWasSpentIsToldOfWorkThatFails() {
        assertThrows(
                IllegalStateException.class,
                () -> Effort.within(
                        10,
                        () -> {
                            Effort.spend(7);
                            throw new IllegalStateException();
                        },
                        spent::set));
        assertEquals(7, spent.get());
    }

    @Test
    void workThatTakesTooMuchCountsAsOneStepMoreThanItMay() {
        for (long steps : new long[] {11, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Effort.within(10, () -> spend(4, spend(steps, "done")), spent::set));
            assertEquals(11, spent.get());
        }
    }

    private static String spend(long steps, String result) {
        Effort.spend(steps);
        return result;
    }
}
