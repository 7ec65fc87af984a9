package io.eyewitness.nn.paths;

import java.util.Arrays;
import java.util.List;

/**
 * A unit whose path is measured: the logit of a class.
 *
 * @param logit its number
 * @param label the name of its class
 * @param group the name of the group that its class belongs to
 * @param own the numbers of the images of its class
 */
public record PathUnit(int logit, String label, String group, List<Integer> own) {
    public PathUnit {
        own = List.copyOf(own);
    }

    PathUnit(int logit, String label, String group, int... own) {
        this(logit, label, group, Arrays.stream(own).boxed().toList());
    }

    /** Its name in evidence. */
    public String text() {
        return "logit:" + logit + " (" + label + ")";
    }
}
