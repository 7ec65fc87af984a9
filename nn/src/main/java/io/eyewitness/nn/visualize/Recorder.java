package io.eyewitness.nn.visualize;

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
 * @param stillsAt after how many steps, from 0, the images are kept; the last step is always among them
 * @param file where the state is kept
 * @param settings a text that tells this run from others
 * @param every how long at least between two states kept
 */
public record Recorder(
        Ascent ascent, Network network, SortedSet<Integer> stillsAt, Path file, String settings, Duration every) {
    private static final String SETTINGS = "settings";
    private static final String STEP = "step";
    private static final String VALUES = "values";
    private static final String STILL = "still.";

    public Recorder {
        SortedSet<Integer> all = new TreeSet<>(stillsAt);
        if (!all.isEmpty() && (all.first() < 0 || all.last() > ascent.steps())) {
            throw new IllegalArgumentException("snapshots are taken after 0 to " + ascent.steps() + " steps, not after "
                    + (all.first() < 0 ? all.first() : all.last()));
        }
        all.add(ascent.steps());
        stillsAt = all;
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
    public Recording run(Watch watch) {
        List<float[]> values = new ArrayList<>();
        SortedMap<Integer, Images> stills = new TreeMap<>();
        try (Climb climb = canResume() ? resume(values, stills) : ascent.start(network)) {
            if (climb.step() > 0) {
                watch.resumed(climb.step());
            }
            long saved = System.nanoTime();
            keepStill(climb, stills);
            while (climb.step() < ascent.steps()) {
                values.add(climb.advance());
                keepStill(climb, stills);
                if (System.nanoTime() - saved >= every.toNanos()) {
                    save(climb, values, stills);
                    saved = System.nanoTime();
                }
                watch.stepped(climb.step(), values.get(values.size() - 1));
            }
            return new Recording(values, stills);
        }
    }

    private void keepStill(Climb climb, Map<Integer, Images> stills) {
        if (stillsAt.contains(climb.step()) && !stills.containsKey(climb.step())) {
            stills.put(climb.step(), climb.images());
        }
    }

    private void save(Climb climb, List<float[]> values, Map<Integer, Images> stills) {
        Map<String, Tensor> tensors = new TreeMap<>(climb.state());
        tensors.put(VALUES, tensor(values));
        stills.forEach((step, images) -> tensors.put(STILL + step, images.tensor()));
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

    private Climb resume(List<float[]> values, Map<Integer, Images> stills) {
        Safetensors state = SafetensorsReader.read(file);
        Map<String, Tensor> climb = new TreeMap<>(state.tensors());
        float[] all = climb.remove(VALUES).values();
        for (int from = 0; from < all.length; from += ascent.batch()) {
            values.add(Arrays.copyOfRange(all, from, from + ascent.batch()));
        }
        for (String name : Set.copyOf(climb.keySet())) {
            if (name.startsWith(STILL)) {
                stills.put(Integer.valueOf(name.substring(STILL.length())), Images.of(climb.remove(name)));
            }
        }
        return Climb.resume(
                ascent, network, climb, Integer.parseInt(state.metadata().get(STEP)));
    }
}
