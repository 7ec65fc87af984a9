package io.eyewitness.nn.visualize;

import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.SafetensorsReader;
import io.eyewitness.nn.tensor.SafetensorsWriter;
import io.eyewitness.nn.tensor.Tensor;
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

/**
 * Runs an ascent and keeps, in a file, all that is needed to go on where it was stopped; on the CPU the result is then the
 * same, bit by bit, as of a run that was not.
 *
 * @param ascent to run
 * @param network on which
 * @param snapshotsAt after how many steps, from 0, the images are kept; the last step is always among them
 * @param file where the state is kept
 * @param settings a text that tells this run from others
 * @param every how long at least between two states kept
 */
public record CheckpointedRun(
        VisualizationSpec ascent,
        Network network,
        SortedSet<Integer> snapshotsAt,
        Path file,
        String settings,
        Duration every) {
    private static final String SETTINGS = "settings";
    private static final String STEP = "step";
    private static final String VALUES = "values";
    private static final String SNAPSHOT = "still.";

    public CheckpointedRun {
        SortedSet<Integer> all = new TreeSet<>(snapshotsAt);
        if (!all.isEmpty() && (all.first() < 0 || all.last() > ascent.steps())) {
            throw new IllegalArgumentException("snapshots are taken after 0 to " + ascent.steps() + " steps, not after "
                    + (all.first() < 0 ? all.first() : all.last()));
        }
        all.add(ascent.steps());
        snapshotsAt = all;
    }

    /** Is told how it goes. */
    public interface Watch {
        /** A run that was stopped goes on. */
        void resumed(int step);

        /** A step was made, from these values. */
        void stepped(int step, float[] values);
    }

    /**
     * Whether a run with these settings was stopped.
     *
     * @throws IllegalArgumentException if the file is of a run with others, or cannot be read
     */
    public boolean canResume() {
        if (!Files.exists(file)) {
            return false;
        }
        if (!settings.equals(SafetensorsReader.read(file).metadata().get(SETTINGS))) {
            throw new IllegalArgumentException(
                    file + " is of a run with other settings that was stopped; --force begins anew");
        }
        return true;
    }

    /**
     * Makes all steps that were not made before.
     *
     * @throws Diverged if the objective is not finite
     */
    public Visualization run(Watch watch) {
        List<float[]> values = new ArrayList<>();
        SortedMap<Integer, Images> snapshots = new TreeMap<>();
        try (Optimization climb = canResume() ? resume(values, snapshots) : ascent.start(network)) {
            if (climb.step() > 0) {
                watch.resumed(climb.step());
            }
            long saved = System.nanoTime();
            keepSnapshot(climb, snapshots);
            while (climb.step() < ascent.steps()) {
                values.add(climb.advance());
                keepSnapshot(climb, snapshots);
                if (System.nanoTime() - saved >= every.toNanos()) {
                    save(climb, values, snapshots);
                    saved = System.nanoTime();
                }
                watch.stepped(climb.step(), values.get(values.size() - 1));
            }
            return new Visualization(values, snapshots);
        }
    }

    private void keepSnapshot(Optimization climb, Map<Integer, Images> snapshots) {
        if (snapshotsAt.contains(climb.step()) && !snapshots.containsKey(climb.step())) {
            snapshots.put(climb.step(), climb.images());
        }
    }

    private void save(Optimization climb, List<float[]> values, Map<Integer, Images> snapshots) {
        Map<String, Tensor> tensors = new TreeMap<>(climb.state());
        tensors.put(VALUES, tensor(values));
        snapshots.forEach((step, images) -> tensors.put(SNAPSHOT + step, images.tensor()));
        Map<String, String> texts = Map.of(SETTINGS, settings, STEP, Integer.toString(climb.step()));
        SafetensorsWriter.write(file, new Safetensors(tensors, texts));
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
        Safetensors state = SafetensorsReader.read(file);
        Map<String, Tensor> climb = new TreeMap<>(state.tensors());
        float[] all = climb.remove(VALUES).values();
        for (int from = 0; from < all.length; from += ascent.batch()) {
            values.add(Arrays.copyOfRange(all, from, from + ascent.batch()));
        }
        for (String name : Set.copyOf(climb.keySet())) {
            if (name.startsWith(SNAPSHOT)) {
                snapshots.put(Integer.valueOf(name.substring(SNAPSHOT.length())), Images.of(climb.remove(name)));
            }
        }
        return Optimization.resume(
                ascent, network, climb, Integer.parseInt(state.metadata().get(STEP)));
    }
}
