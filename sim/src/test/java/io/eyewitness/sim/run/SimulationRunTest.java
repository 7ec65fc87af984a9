package io.eyewitness.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.console.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationRunTest {
    private static final long SAMPLES = 20 * SimulationRun.CHUNK + 7;

    @TempDir
    private Path directory;

    /** A sum of doubles of very different size, which depends on the order of adding. */
    private static final class Sum implements Accumulator<Sum> {
        private double sum;
        private long count;

        static void draw(UniformRandomProvider random, int samples, Sum sum) {
            for (int i = 0; i < samples; i++) {
                sum.sum += Math.exp(40 * random.nextDouble());
                sum.count++;
            }
        }

        @Override
        public void add(Sum later) {
            sum += later.sum;
            count += later.count;
        }

        @Override
        public void write(DataOutput output) throws IOException {
            output.writeDouble(sum);
            output.writeLong(count);
        }

        @Override
        public void read(DataInput input) throws IOException {
            sum = input.readDouble();
            count = input.readLong();
        }
    }

    private static Sampling<Sum> sampling(String name, SimulationRun.Work<Sum> work) {
        return new Sampling<>(name, SAMPLES, 3, Sum::new, totals -> work);
    }

    private Path state() {
        return directory.resolve("state");
    }

    private Sum run(long seed, int threads, SimulationRun.Work<Sum> work) throws IOException {
        try (SimulationRun run = SimulationRun.open(state(), "settings", seed, threads, done -> {})) {
            run.of(sampling("first", work));
            return run.of(sampling("second", work));
        }
    }

    private Sum fresh(long seed, int threads) throws IOException {
        Files.deleteIfExists(state());
        return run(seed, threads, Sum::draw);
    }

    @Test
    void threadsChangeNothingAndTheSeedAll() throws IOException {
        Sum one = fresh(1, 1);
        assertEquals(SAMPLES, one.count);
        for (int threads : new int[] {2, 5}) {
            assertEquals(one.sum, fresh(1, threads).sum);
        }
        assertNotEquals(one.sum, fresh(2, 1).sum);
    }

    @Test
    void partsHaveRandomStreamsOfTheirOwn() throws IOException {
        try (SimulationRun run = SimulationRun.open(state(), "settings", 1, 1, done -> {})) {
            assertNotEquals(run.of(sampling("first", Sum::draw)).sum, run.of(sampling("second", Sum::draw)).sum);
        }
    }

    /** It stops in the midst of the second part, late enough for some of it to be kept; what was kept is not done again. */
    @Test
    void goesOnWhereItWasStopped() throws IOException {
        Sum whole = fresh(3, 2);
        Files.delete(state());
        AtomicLong chunks = new AtomicLong();
        assertThrows(
                IllegalStateException.class,
                () -> run(3, 2, (random, samples, sum) -> {
                    long chunk = chunks.incrementAndGet();
                    if (chunk > 21) {
                        pause();
                    }
                    if (chunk == 40) {
                        throw new IllegalStateException("stopped");
                    }
                    Sum.draw(random, samples, sum);
                }));
        AtomicLong repeated = new AtomicLong();
        Sum resumed = run(3, 1, (random, samples, sum) -> {
            repeated.incrementAndGet();
            Sum.draw(random, samples, sum);
        });
        assertEquals(whole.sum, resumed.sum);
        assertEquals(whole.count, resumed.count);
        assertTrue(repeated.get() < 21, repeated + " chunks");
    }

    /** Its work needs the sums of the first; both are divided into parts, which are computed in any order. */
    private static final class Two implements Simulation<Double> {
        @Override
        public String name() {
            return "two";
        }

        @Override
        public long seed() {
            return 4;
        }

        @Override
        public String settings() {
            return "two";
        }

        @Override
        public int firsts() {
            return 1;
        }

        private static Sampling<Sum> first() {
            return sampling("first", Sum::draw);
        }

        private static Sampling<Sum> second() {
            return new Sampling<>("second", SAMPLES, 4, Sum::new, totals -> {
                double factor = totals.of(first()).sum;
                return (random, samples, sums) -> {
                    Sum.draw(random, samples, sums);
                    sums.sum *= factor;
                };
            });
        }

        @Override
        public List<Sampling<?>> samplings() {
            return List.of(first(), second());
        }

        @Override
        public Double result(Sampling.Totals totals) {
            return totals.of(second()).sum;
        }
    }

    @Test
    void partsAddUpToTheSameSums() throws IOException {
        Two simulation = new Two();
        double whole;
        try (SimulationRun run = SimulationRun.open(state(), simulation.settings(), simulation.seed(), 2, done -> {})) {
            whole = simulation.result(run);
        }
        SimulationPlan plan = new SimulationPlan(simulation);
        assertEquals(7, plan.firsts());
        assertEquals(7 + 6, plan.size());
        byte[][] parts = new byte[plan.size()][];
        for (int i = 0; i < plan.firsts(); i++) {
            parts[i] = plan.compute(i, number -> {
                throw new IOException("a first part needs another");
            });
        }
        for (int i = plan.size() - 1; i >= plan.firsts(); i--) {
            parts[i] = new SimulationPlan(simulation).compute(i, number -> parts[number]);
        }
        assertEquals(whole, simulation.result(plan.totals(number -> parts[number])));
    }

    @Test
    void anErrorInAChunkIsThrownAsItIs() {
        Error error = new StackOverflowError();
        Error thrown = assertThrows(
                Error.class,
                () -> run(1, 2, (random, samples, sum) -> {
                    throw error;
                }));
        assertSame(error, thrown);
    }

    private static void pause() {
        try {
            Thread.sleep(80);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStateOfOtherSettingsIsRefused() throws IOException {
        fresh(1, 1);
        for (String settings : new String[] {"others", "settings"}) {
            long seed = settings.equals("others") ? 1 : 2;
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> SimulationRun.open(state(), settings, seed, 1, done -> {}))
                    .getMessage();
            assertTrue(message.contains("other settings"), message);
        }
    }

    @Test
    void aStateOfAnotherVersionIsRefused() throws IOException {
        SimulationRun.Checkpoint.open(state(), "0.0.9;2;1;settings").note("first", 1, new Sum(), true);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SimulationRun.open(state(), "settings", 1, 1, done -> {}))
                .getMessage();
        assertTrue(message.contains("of another version"), message);
        SimulationRun.Checkpoint.open(directory.resolve("this"), Version.number() + ";2;1;settings")
                .note("first", 1, new Sum(), true);
        SimulationRun.open(directory.resolve("this"), "settings", 1, 1, done -> {})
                .close();
    }

    @Test
    void aDamagedStateIsRefused() throws IOException {
        fresh(1, 1);
        byte[] content = Files.readAllBytes(state());
        content[content.length - 3] ^= 1;
        Files.write(state(), content);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SimulationRun.open(state(), "settings", 1, 1, done -> {}))
                .getMessage();
        assertTrue(message.contains("is damaged"), message);
    }

    @Test
    void skippedStreamsAreThoseThatWereLeftOut() {
        Streams all = new Streams(7, "part");
        for (int skipped = 0; skipped <= 300; skipped++) {
            UniformRandomProvider skipping = new Streams(7, "part", skipped).next();
            UniformRandomProvider next = all.next();
            assertEquals(next.nextLong(), skipping.nextLong(), skipped + " skipped");
            assertEquals(next.nextLong(), skipping.nextLong(), skipped + " skipped");
        }
    }

    @Test
    void howeverManyStreamsAreSkippedTheNextComesAfterThem() {
        long many = 1L << 40 | 12345;
        Streams before = new Streams(7, "part", many);
        before.next();
        assertEquals(
                before.next().nextLong(),
                new Streams(7, "part", many + 1).next().nextLong());
    }
}
