package io.eyewitness.nn.paths;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.visualize.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The claim {@code paths}: through the first two thirds of a network the visualizations of class logits are less like natural images
 * of their class than the middle between those of the same and those of other classes; at the logits they are more like them.
 *
 * @param network the network
 * @param subject how its units are visualized
 * @param groups natural images to compare with
 * @param units whose visualizations travel
 * @param images how many visualizations of each unit, each from another start
 */
public record PathExperiment(GraphNetwork network, Subject subject, Groups groups, List<PathUnit> units, int images) {
    /** What the ledger calls it. */
    public static final String CLAIM = "paths";

    public PathExperiment {
        units = List.copyOf(units);
        if (images < 1) {
            throw new IllegalArgumentException("a path needs at least one visualization of each unit");
        }
    }

    /** How many parts {@link #run} tells of: ascents and layers. */
    public int parts() {
        return units.size() * images + Paths.layers(network).size();
    }

    /** The paths and the visualizations that travel them. */
    public record Result(Paths paths, List<Images> visualizations) {
        public Result {
            visualizations = List.copyOf(visualizations);
        }
    }

    /** Visualizes the units and follows the visualizations. */
    public Result run(Progress progress) {
        List<Objective> objectives = new ArrayList<>();
        units.forEach(unit -> objectives.addAll(Collections.nCopies(images, Objective.logit(unit.logit()))));
        List<Images> ascended = subject.images(objectives, UnaryOperator.identity(), progress);
        List<Images> visualizations = IntStream.range(0, units.size())
                .mapToObj(i -> Images.together(ascended.subList(i * images, (i + 1) * images)))
                .toList();
        return new Result(Paths.measure(network, groups, units, visualizations, progress), visualizations);
    }
}
