package io.eyewitness.sim.bound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.eyewitness.sim.run.Chunks;
import io.eyewitness.sim.run.SimulationPlan;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Members;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Bounds at many points, in parts of {@value #PART}. Each point is solved by itself, so the result does not depend on the number of
 * threads. Finished parts are kept in a file, one a line, from which an interrupted run resumes.
 *
 * @param problem without contradiction
 * @param points the points of the bounds
 */
public record BoundRun(BoundProblem problem, List<Point> points) {
    /** The largest number of digits in the numerator and in the denominator of a number that is given. */
    public static final int MOST_DIGITS = 500;

    private static final int PART = 64;

    /** A checker that divides a hypothesis by one of its coefficients, or adds a bound to a sum, then sees no more than twice as many. */
    private static final int MOST_BITS = 2_000;

    public BoundRun {
        points = List.copyOf(points);
    }

    /**
     * Solves the points that are left.
     *
     * @param state the file of finished parts
     * @param threads at least 1
     * @param progress receives the number of points solved since it was last called
     * @throws IllegalArgumentException if the file is of another run
     */
    public List<BoundEvidence> solve(Path state, int threads, LongConsumer progress) throws IOException {
        List<BoundEvidence> parts = new ArrayList<>(done(state));
        parts.forEach(part -> progress.accept(part.bounds().size()));
        Bounder bounder = Bounder.of(problem);
        try (Chunks chunks = new Chunks(threads)) {
            chunks.<BoundEvidence>inOrder(parts.size(), parts(), part -> () -> part(bounder, (int) part), part -> {
                note(state, part);
                parts.add(part);
                progress.accept(part.bounds().size());
            });
        }
        return parts;
    }

    private int parts() {
        return (points.size() + PART - 1) / PART;
    }

    private List<Point> pointsOf(int part) {
        return points.subList(part * PART, Math.min(points.size(), (part + 1) * PART));
    }

    private BoundEvidence part(Bounder bounder, int part) {
        List<PointBound> bounds = pointsOf(part).stream().map(bounder::at).toList();
        Members members = new Members(problem);
        for (PointBound bound : bounds) {
            bound.fault(members).ifPresent(fault -> {
                throw new IllegalStateException("a bound came out wrong: " + fault);
            });
        }
        return checkable(new BoundEvidence(BoundEvidence.id(part + 1), parts(), problem, bounds, Optional.empty()));
    }

    /**
     * The evidence itself.
     *
     * @throws IllegalArgumentException if its numbers are longer than those which {@code check --bounds} reads and the kernel takes
     */
    public static BoundEvidence checkable(BoundEvidence evidence) {
        Stream<Certificate> ends = evidence.bounds().stream()
                .flatMap(bound ->
                        Stream.of(bound.lower().certificate(), bound.upper().certificate()));
        int bits = Stream.concat(evidence.contradiction().stream(), ends)
                .mapToInt(certificate -> certificate.bits(evidence.problem()))
                .max()
                .orElse(0);
        if (bits > MOST_BITS) {
            throw new IllegalArgumentException("the certificates need numbers of " + bits + " bits, but " + MOST_BITS
                    + " is the most that is sure to be verified; give shorter numbers");
        }
        try {
            EvidenceJson.read(EvidenceJson.write(evidence), BoundEvidence.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the bounds could not be verified (" + e.getMessage() + "); give shorter numbers", e);
        }
        return evidence;
    }

    /**
     * The same as a campaign.
     *
     * @param seed of what was drawn for the problem
     */
    public Plan plan(long seed) throws IOException {
        return new Plan(
                this, Bounder.of(problem), SimulationPlan.settings("bound;" + text(problem) + text(points), seed));
    }

    /** The campaign of a run: its parts are the lines of {@link #solve}'s file. */
    public static final class Plan implements PartPlan {
        private final BoundRun run;
        private final Bounder bounder;
        private final SortedMap<String, String> settings;

        private Plan(BoundRun run, Bounder bounder, SortedMap<String, String> settings) {
            this.run = run;
            this.bounder = bounder;
            this.settings = settings;
        }

        @Override
        public SortedMap<String, String> settings() {
            return settings;
        }

        @Override
        public int size() {
            return run.parts();
        }

        @Override
        public byte[] compute(int number, Parts firsts) {
            try {
                return text(run.part(bounder, number)).getBytes(StandardCharsets.UTF_8);
            } catch (Bounder.Contradictory e) {
                throw new IllegalArgumentException(
                        "the observations are contradictory; without --part, there is a certificate of it", e);
            }
        }

        /** All bounds. */
        public List<BoundEvidence> bounds(Parts parts) throws IOException {
            List<BoundEvidence> bounds = new ArrayList<>();
            for (int i = 0; i < size(); i++) {
                bounds.add(EvidenceJson.read(new String(parts.get(i), StandardCharsets.UTF_8), BoundEvidence.class));
            }
            return bounds;
        }
    }

    /** The finished parts. A part that was being written when the program was interrupted is solved again. */
    private List<BoundEvidence> done(Path state) throws IOException {
        if (!Files.exists(state)) {
            return List.of();
        }
        String text = Files.readString(state, StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<BoundEvidence> parts = new ArrayList<>();
        for (String line : whole.lines().toList()) {
            BoundEvidence part = EvidenceJson.read(line, BoundEvidence.class);
            boolean fits = part.problem().equals(problem)
                    && part.parts() == parts()
                    && part.bounds().stream().map(PointBound::x).toList().equals(pointsOf(parts.size()));
            if (!fits) {
                throw new IllegalArgumentException(
                        "a run with other settings was stopped there; repeat it, or start again with --force");
            }
            parts.add(part);
        }
        AtomicFiles.put(state, whole.getBytes(StandardCharsets.UTF_8));
        return parts;
    }

    private static void note(Path state, BoundEvidence part) {
        try {
            AtomicFiles.append(state, text(part) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one line. */
    private static String text(Object value) {
        try {
            return EvidenceJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
