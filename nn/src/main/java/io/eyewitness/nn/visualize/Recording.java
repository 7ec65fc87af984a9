package io.eyewitness.nn.visualize;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ascent as it went.
 *
 * @param values the objective before each step, as seen through the transforms; one array a step, one number an image
 * @param stills the images after some numbers of steps, the last of them after all
 */
public record Recording(List<float[]> values, SortedMap<Integer, Images> stills) {
    public Recording {
        values = List.copyOf(values);
        stills = Collections.unmodifiableSortedMap(new TreeMap<>(stills));
    }

    /** The images after all steps. */
    public Images last() {
        return stills.get(stills.lastKey());
    }
}
