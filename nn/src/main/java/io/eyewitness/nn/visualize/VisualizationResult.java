package io.eyewitness.nn.visualize;

import io.eyewitness.nn.image.Images;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of a run.
 *
 * @param spec of the run
 * @param values the objective before each step, of the transformed images; one array a step, one number an image
 * @param snapshots the images after some numbers of steps, the last of them after all
 */
public record VisualizationResult(VisualizationSpec spec, List<float[]> values, SortedMap<Integer, Images> snapshots) {
    public VisualizationResult {
        values = List.copyOf(values);
        snapshots = Collections.unmodifiableSortedMap(new TreeMap<>(snapshots));
    }

    /** The images after all steps. */
    public Images last() {
        return snapshots.get(snapshots.lastKey());
    }
}
