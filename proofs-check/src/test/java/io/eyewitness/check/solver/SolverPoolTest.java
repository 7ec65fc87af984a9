package io.eyewitness.check.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.formula.Formula;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SolverPoolTest {
    private static final class Closable implements Solver {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public String name() {
            return "closable";
        }

        @Override
        public Answer check(List<Formula> assertions) {
            return new Answer.Unsatisfiable();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void closingWaitsForWorkUnderWay() {
        Queue<Closable> made = new ConcurrentLinkedQueue<>();
        CountDownLatch working = new CountDownLatch(1);
        SolverPool<Closable> pool = new SolverPool<>(2, () -> {
            Closable solver = new Closable();
            made.add(solver);
            return solver;
        });
        assertThrows(
                IllegalArgumentException.class,
                () -> pool.map(
                        List.of(true, false),
                        (solver, fails) -> {
                            if (fails) {
                                await(working);
                                throw new IllegalArgumentException("fails while the other works");
                            }
                            working.countDown();
                            long end = System.nanoTime() + 300_000_000L;
                            while (System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                            return solver.closed.get();
                        },
                        () -> {}));
        pool.close();
        assertEquals(2, made.size());
        assertTrue(made.stream().allMatch(solver -> solver.closed.get()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
