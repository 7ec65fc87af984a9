package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Subject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What paths compare, beside the protocol of the visualizations.
 *
 * @param classes the largest number of classes of each group
 * @param visualizations the number of visualizations of each unit, each from another start
 * @param comparedGroups the largest number of groups with units, which are spread evenly
 * @param groupImages the least number of images of a group with units
 * @param layers the largest number of activations at which paths are measured, which are spread evenly
 */
public record PathProtocol(int classes, int visualizations, int comparedGroups, int groupImages, int layers) {
    private static final int CLASSES = 3;
    private static final int VISUALIZATIONS = 4;
    private static final int GROUPS = 10;

    /** Two images of a class tell how similar images of a class are. */
    private static final int IMAGES = 2;

    /** No limit. */
    private static final int ALL = 100_000;

    private static final int MOST_VISUALIZATIONS = 10_000;

    private static final PathProtocol USUAL = new PathProtocol(CLASSES, VISUALIZATIONS, ALL, IMAGES, ALL);
    private static final PathProtocol SIXTY_CLASSES = new PathProtocol(1, 2, 60, 3, ALL);
    private static final Map<String, PathProtocol> FIXED = Map.of(
            "fashion", USUAL,
            "cifar", USUAL,
            "squeezenet1_1", USUAL,
            "inception_v1", SIXTY_CLASSES,
            "mobilenet_v2", SIXTY_CLASSES);

    public PathProtocol {
        if (classes < 1 || visualizations < 1) {
            throw new IllegalArgumentException("--units and --batch must be at least 1");
        }
        if (comparedGroups < 2 || groupImages < IMAGES || layers < 1) {
            throw new IllegalArgumentException(
                    "--set compared-groups and --set group-images must be at least 2, and --set"
                            + " layers at least 1");
        }
        ExperimentProtocol.requireRange("classes", classes, 1, ALL);
        ExperimentProtocol.requireRange("visualizations", visualizations, 1, MOST_VISUALIZATIONS);
    }

    /** What is compared on a subject, with the user's choices. */
    static PathProtocol of(Subject subject) {
        Choices choices = subject.terms().choices();
        PathProtocol usual = ExperimentProtocol.fixed(FIXED, subject.network())
                .orElseGet(() -> derived(ProtocolRules.of(subject.graph(), choices)));
        return new PathProtocol(
                choices.whole("classes", usual.classes),
                choices.whole("visualizations", usual.visualizations),
                choices.whole("compared-groups", usual.comparedGroups),
                choices.whole("group-images", usual.groupImages),
                choices.whole("layers", usual.layers));
    }

    private static PathProtocol derived(ProtocolRules rules) {
        return new PathProtocol(CLASSES, rules.bySize(VISUALIZATIONS, VISUALIZATIONS / 2), GROUPS, IMAGES, Paths.MOST);
    }

    /**
     * Whether it looks at the groups and the layers that were fixed for a network; how many classes of each group and visualizations there are,
     * the setting of the measurement says.
     */
    boolean isFixed(String network) {
        PathProtocol fixed = FIXED.get(network);
        return fixed != null
                && comparedGroups == fixed.comparedGroups
                && groupImages == fixed.groupImages
                && layers == fixed.layers;
    }

    SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "classes", String.valueOf(classes),
                "visualizations", String.valueOf(visualizations),
                "compared-groups", String.valueOf(comparedGroups),
                "group-images", String.valueOf(groupImages),
                "layers", String.valueOf(layers)));
    }
}
