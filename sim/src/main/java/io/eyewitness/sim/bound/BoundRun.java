package io.eyewitness.sim.bound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.eyewitness.sim.run.Chunks;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Bounds at many points, in parts of {@value #PART}. Each point is solved by itself, so the number of threads changes nothing; parts
 * that are done stand in a file, a line each, and a program that is stopped goes on from there.
 *
 * @param problem without contradiction
 * @param points where bounds are wanted
 */
public record BoundRun(BoundProblem problem, List<Point> points) {
    private static final int PART = 64;

    public BoundRun {
        points = List.copyOf(points);
    }

    /**
     * Solves what is left.
     *
     * @param state the file of what is done
     * @param threads at least 1
     * @param progress is told of points that are done
     * @throws IllegalArgumentException if the file is of another run
     */
    public List<BoundEvidence> solve(Path state, int threads, IntConsumer progress) throws IOException {
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
        for (PointBound bound : bounds) {
            bound.fault(problem).ifPresent(fault -> {
                throw new IllegalStateException("a bound came out wrong: " + fault);
            });
        }
        return new BoundEvidence(BoundEvidence.id(part + 1), parts(), problem, bounds, Optional.empty());
    }

    /** What was being written when the program was stopped is done again. */
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
                        "a run with other settings was stopped there; repeat it, or start anew with --force");
            }
            parts.add(part);
        }
        Files.writeString(state, whole);
        return parts;
    }

    private static void note(Path state, BoundEvidence part) {
        try {
            Files.writeString(
                    state,
                    EvidenceJson.mapper().writeValueAsString(part) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
