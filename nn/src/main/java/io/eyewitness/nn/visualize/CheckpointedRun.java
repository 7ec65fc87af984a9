package io.eyewitness.nn.visualize;

import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A run that keeps its state in a file, from which it is resumed after a stop. On the CPU the result is then the same, bit for bit, as without
 * the stop.
 *
 * @param spec of the run
 * @param network the network
 * @param snapshotsAt the numbers of steps, from 0, after which the images are kept; the last number is always among them
 * @param file of the state
 * @param settings a text that identifies this run
 * @param every the least time between two checkpoints
 */
public record CheckpointedRun(
        VisualizationSpec spec,
        Network network,
        SortedSet<Integer> snapshotsAt,
        Path file,
        String settings,
        Duration every) {
    private static final String SETTINGS = "settings";
    private static final String STEP = "step";
    private static final String VALUES = "values";
    private static final String SNAPSHOT = "still.";
    private static final double NANOS_PER_MILLI = 1e6;

    public CheckpointedRun {
        SortedSet<Integer> all = new TreeSet<>(snapshotsAt);
        if (!all.isEmpty() && (all.first() < 0 || all.last() > spec.steps())) {
            throw new IllegalArgumentException("snapshots are taken after 0 to " + spec.steps() + " steps, not after "
                    + (all.first() < 0 ? all.first() : all.last()));
        }
        all.add(spec.steps());
        snapshotsAt = all;
    }

    /**
     * Whether a run with these settings was stopped.
     *
     * @throws IllegalArgumentException if the file belongs to a run with other settings, or cannot be read
     */
    public boolean canResume() {
        if (!Files.exists(file)) {
            return false;
        }
        if (!settings.equals(Safetensors.read(file).metadata().get(SETTINGS))) {
            throw new IllegalArgumentException(
                    file + " belongs to a stopped run with other settings; give --force to start anew");
        }
        return true;
    }

    /**
     * Makes the steps that are left.
     *
     * @throws Optimization.Diverged if the objective is not finite
     */
    public VisualizationResult run(Progress progress) {
        List<float[]> values = new ArrayList<>();
        SortedMap<Integer, Images> snapshots = new TreeMap<>();
        progress.started("visualizing", spec.steps());
        try (Optimization optimization = canResume() ? resume(values, snapshots) : spec.start(network)) {
            if (optimization.step() > 0) {
                progress.note("resuming after step " + optimization.step() + " of " + spec.steps());
                progress.finished(optimization.step());
            }
            keepSnapshot(optimization, snapshots);
            Checkpoints checkpoints = new Checkpoints();
            while (optimization.step() < spec.steps()) {
                List<float[]> made = optimization.advance(most(optimization.step()));
                values.addAll(made);
                keepSnapshot(optimization, snapshots);
                if (checkpoints.areDue()) {
                    save(optimization, values, snapshots);
                    checkpoints.saved();
                }
                made.stream().skip(1).forEach(objective -> progress.finished(1));
                progress.finishedOne(checkpoints.state(made));
            }
            return new VisualizationResult(spec, values, snapshots);
        }
    }

    /** How many steps to make before the next look at the optimization. */
    private int most(int step) {
        return every.isZero() ? 1 : snapshotsAt.tailSet(step + 1).first() - step;
    }

    /** The times of the last checkpoint and of the last step. */
    private final class Checkpoints {
        private long saved = System.nanoTime();
        private long stepped = saved;

        boolean areDue() {
            return System.nanoTime() - saved >= every.toNanos();
        }

        void saved() {
            saved = System.nanoTime();
        }

        String state(List<float[]> made) {
            long now = System.nanoTime();
            float[] objective = made.get(made.size() - 1);
            double mean = IntStream.range(0, objective.length)
                            .mapToDouble(i -> objective[i])
                            .sum()
                    / objective.length;
            String state = Decimals.format(
                    "%.0f ms a step, objective %.4g", (now - stepped) / NANOS_PER_MILLI / made.size(), mean);
            stepped = now;
            return state;
        }
    }

    private void keepSnapshot(Optimization optimization, Map<Integer, Images> snapshots) {
        if (snapshotsAt.contains(optimization.step()) && !snapshots.containsKey(optimization.step())) {
            snapshots.put(optimization.step(), optimization.images());
        }
    }

    private void save(Optimization optimization, List<float[]> values, Map<Integer, Images> snapshots) {
        Map<String, Tensor> tensors = new TreeMap<>(optimization.state());
        tensors.put(VALUES, tensor(values));
        snapshots.forEach((step, images) -> tensors.put(SNAPSHOT + step, images.tensor()));
        Map<String, String> texts = Map.of(SETTINGS, settings, STEP, Integer.toString(optimization.step()));
        new Safetensors(tensors, texts).write(file);
    }

    private static Tensor tensor(List<float[]> values) {
        int images = values.get(0).length;
        float[] all = new float[values.size() * images];
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(values.get(i), 0, all, i * images, images);
        }
        return new Tensor(List.of((long) values.size(), (long) images), all);
    }

    private Optimization resume(List<float[]> values, Map<Integer, Images> snapshots) {
        Safetensors content = Safetensors.read(file);
        Map<String, Tensor> state = new TreeMap<>(content.tensors());
        float[] all = state.remove(VALUES).values();
        for (int from = 0; from < all.length; from += spec.batch()) {
            values.add(Arrays.copyOfRange(all, from, from + spec.batch()));
        }
        for (String name : Set.copyOf(state.keySet())) {
            if (name.startsWith(SNAPSHOT)) {
                snapshots.put(Integer.valueOf(name.substring(SNAPSHOT.length())), Images.of(state.remove(name)));
            }
        }
        int step = Integer.parseInt(content.metadata().get(STEP));
        return Optimization.resume(spec, network, state, step);
    }
}
