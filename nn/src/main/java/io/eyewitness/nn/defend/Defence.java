package io.eyewitness.nn.defend;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Scores the units of a network and of manipulated ones that were made of it, the same units in each.
 *
 * @param clean the network as it was
 * @param subject how its units are visualized, and natural images
 * @param images how many visualizations of each unit, each from another start
 */
public record Defence(GraphNetwork clean, Subject subject, int images) {
    private static final int UNITS = 20;

    public Defence {
        if (images < 1) {
            throw new IllegalArgumentException("a unit is scored by at least one visualization");
        }
    }

    /**
     * A unit's scores.
     *
     * @param unit which
     * @param visualizations of it
     * @param scores what speaks for it
     */
    public record Scored(Unit unit, Images visualizations, Scores scores) {}

    /**
     * The units that a manipulation of the network changed: channels of the layer that was replaced, the logits where none
     * was; all, or 20 spread evenly.
     */
    public List<Unit> units(GraphNetwork manipulated) {
        Set<String> layers = Set.copyOf(manipulated.layers());
        String replaced = clean.layers().stream()
                .filter(layer -> layers.contains(Graph.original(layer)))
                .findFirst()
                .orElse(Network.LOGITS);
        int size = subject.images().shape().height();
        int width = (int)
                LayerShapes.of(clean, Set.of(replaced), size).get(replaced).get(1);
        String prefix = replaced.equals(Network.LOGITS) ? "logit:" : replaced + ":";
        int count = Math.min(UNITS, width);
        return IntStream.range(0, count)
                .mapToObj(i -> Unit.parse(prefix + i * width / count))
                .toList();
    }

    /**
     * Visualizes some units of a network and scores them.
     *
     * @param network the clean one or a manipulated one
     * @param progress told of each ascent, and of each unit that is scored
     */
    public List<Scored> score(GraphNetwork network, List<Unit> units, Progress progress) {
        List<Objective> objectives = new ArrayList<>();
        units.forEach(unit -> objectives.addAll(Collections.nCopies(images, unit.objective())));
        List<Images> ascended = subject.on(network).images(objectives, UnaryOperator.identity(), progress);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Images own = Images.together(ascended.subList(i * images, (i + 1) * images));
            Suspect suspect = new Suspect(network, units.get(i), own, Paths.layers(clean));
            scored.add(new Scored(units.get(i), own, Scores.of(suspect, subject.images(), subject.seed())));
            progress.finished(1);
        }
        return scored;
    }
}
