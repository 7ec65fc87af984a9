package io.eyewitness.sim.run;

import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.part.CodeHash;
import io.eyewitness.theory.part.PartPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A simulation as a campaign. A part is some chunks of a sampling: the sums of each, because sums of doubles depend on the order in which they are
 * added; what does not depend on it is added up.
 */
public final class SimulationPlan implements PartPlan {
    /** However many samples a sampling has, it is divided into no more parts. */
    private static final int MOST_PARTS = 1000;

    /** As many samples are worth a task: half a second of the fastest games. */
    private static final long TASK = 1_000_000;

    /** Those that compute numbers. */
    private static final String LIBRARIES = Stream.of(
                    RandomSource.class, CholeskyDecomposition.class, BigFraction.class)
            .map(Class::getPackage)
            .map(library -> library.getName() + " " + library.getImplementationVersion())
            .collect(Collectors.joining(", "));

    private final Simulation<?> simulation;
    private final SortedMap<String, String> settings;
    private final List<Piece<?>> pieces = new ArrayList<>();
    private final int firsts;
    private final Map<String, Accumulator<?>> needed = new ConcurrentHashMap<>();

    /** The campaign of a simulation. */
    public SimulationPlan(Simulation<?> simulation) throws IOException {
        this.simulation = simulation;
        settings = settings(simulation.settings(), simulation.seed());
        List<Sampling<?>> samplings = simulation.samplings();
        samplings.subList(0, simulation.firsts()).forEach(this::divide);
        firsts = pieces.size();
        samplings.subList(simulation.firsts(), samplings.size()).forEach(this::divide);
    }

    /**
     * The settings of a campaign of simulations.
     *
     * @param simulation all that decides its numbers but the seed
     */
    public static SortedMap<String, String> settings(String simulation, long seed) throws IOException {
        return new TreeMap<>(Map.of(
                "simulation", simulation,
                "seed", String.valueOf(seed),
                "version", Version.number(),
                "libraries", LIBRARIES,
                "code", CodeHash.of(PartPlan.class, SimulationPlan.class)));
    }

    private <T extends Accumulator<T>> void divide(Sampling<T> sampling) {
        long size = sampling.size();
        long length = Math.max(sampling.chunks(), (size + MOST_PARTS - 1) / MOST_PARTS);
        for (long from = 0; from < size; from += length) {
            pieces.add(new Piece<>(sampling, from, Math.min(size, from + length)));
        }
    }

    @Override
    public SortedMap<String, String> settings() {
        return settings;
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public int firsts() {
        return firsts;
    }

    @Override
    public int together() {
        return (int) Math.max(1, pieces.size() * TASK / simulation.size());
    }

    @Override
    public byte[] compute(int number, Parts parts) throws IOException {
        return pieces.get(number).compute(simulation.seed(), new Totals(parts, needed));
    }

    /** The sums of the simulation, from all parts. */
    public Sampling.Totals totals(Parts parts) {
        return new Totals(parts, new ConcurrentHashMap<>());
    }

    /** Some chunks of a sampling. */
    private record Piece<T extends Accumulator<T>>(Sampling<T> sampling, long from, long to) {
        byte[] compute(long seed, Sampling.Totals totals) throws IOException {
            SimulationRun.Work<T> work = sampling.work().apply(totals);
            Streams streams = new Streams(seed, sampling.name(), from);
            List<T> kept = new ArrayList<>();
            for (long chunk = from; chunk < to; chunk++) {
                UniformRandomProvider random = streams.next();
                T sums = sampling.empty().get();
                work.sample(random, sampling.samplesOf(chunk), sums);
                if (kept.isEmpty() || !kept.get(0).absorb(sums)) {
                    kept.add(sums);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream output = new DataOutputStream(bytes);
            output.writeInt(kept.size());
            for (T sums : kept) {
                sums.write(output);
            }
            return bytes.toByteArray();
        }

        void addTo(Accumulator<?> total, byte[] content) throws IOException {
            @SuppressWarnings("unchecked")
            T all = (T) total;
            DataInputStream input = new DataInputStream(new ByteArrayInputStream(content));
            for (int left = input.readInt(); left > 0; left--) {
                T sums = sampling.empty().get();
                sums.read(input);
                all.add(sums);
            }
        }
    }

    /** Adds the chunks of all parts of a sampling, in their order. */
    private final class Totals implements Sampling.Totals {
        private final Parts parts;
        private final Map<String, Accumulator<?>> known;

        Totals(Parts parts, Map<String, Accumulator<?>> known) {
            this.parts = parts;
            this.known = known;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends Accumulator<T>> T of(Sampling<T> sampling) {
            return (T) known.computeIfAbsent(sampling.name(), name -> total(sampling));
        }

        private Accumulator<?> total(Sampling<?> sampling) {
            Accumulator<?> total = sampling.empty().get();
            try {
                for (int i = 0; i < pieces.size(); i++) {
                    if (pieces.get(i).sampling().name().equals(sampling.name())) {
                        pieces.get(i).addTo(total, parts.get(i));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return total;
        }
    }
}
