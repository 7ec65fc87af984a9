package io.eyewitness.nn.survey;

import io.eyewitness.nn.defend.Scores;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.InspectExperiment;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A survey of all units of some layers: what maximizes each, which natural images activate it most and how far, and perhaps its inspection.
 *
 * @param protocol of the visualizations, whose layer and number of units are not the survey's
 * @param layers in the order of computation
 * @param starts the number of visualizations of each unit
 * @param top the number of natural examples of each unit
 * @param isInspected whether units are inspected, those before any ReLU excepted
 */
public record Survey(UnitProtocol protocol, List<String> layers, int starts, int top, boolean isInspected) {
    /** Stands for all convolutions and gates, and the logits. */
    public static final String ALL = "all";

    /** The name of the file of its results. */
    public static final String FILE = "survey.json";

    /** What parts the names of layers. */
    public static final String BETWEEN = ",";

    private static final int TOP = 9;
    private static final int INSPECTED_STARTS = 2;
    private static final int INSPECTED_LAYERS = 8;
    private static final int MOST_STARTS = 100;
    private static final int MOST_EXAMPLES = 100;

    public Survey {
        layers = List.copyOf(layers);
        ExperimentProtocol.requireRange("starts", starts, 1, MOST_STARTS);
        ExperimentProtocol.requireRange("top", top, 1, MOST_EXAMPLES);
    }

    /**
     * The survey of a subject, with the user's choices.
     *
     * @throws IllegalArgumentException naming the layer that there is not, or that cannot be surveyed
     */
    public static Survey of(Subject subject, UnitProtocol protocol) {
        Choices choices = subject.terms().choices();
        Survey survey = new Survey(
                protocol,
                layers(subject.graph(), choices.text("surveyed", ALL)),
                choices.whole("starts", 1),
                choices.whole("top", TOP),
                choices.text("inspected", "no").equals("yes"));
        survey.widths(subject.network()).forEach((layer, width) -> {
            if (survey.isInspected(subject.graph(), layer) && width < 2) {
                throw new IllegalArgumentException(
                        layer + " has one unit, but inspections compare units; leave the layer or --inspect out");
            }
        });
        return survey;
    }

    private static List<String> layers(GraphNetwork network, String chosen) {
        Graph graph = network.graph();
        if (chosen.equals(ALL)) {
            return graph.nodes().stream()
                    .filter(Survey::isUsual)
                    .map(Node::layer)
                    .toList();
        }
        Set<String> known = new HashSet<>();
        for (String name : chosen.split(BETWEEN, -1)) {
            if (!known.add(graph.layer(name))) {
                throw new IllegalArgumentException("--layers names " + name + " twice; name different layers");
            }
        }
        return graph.layers().stream().filter(known::contains).toList();
    }

    private static boolean isUsual(Node node) {
        boolean isConvolution =
                node.operation() instanceof Operation.Conv || node.operation() instanceof Window.Convolution;
        return node.layer().equals(Network.LOGITS)
                || !node.layer().startsWith(Graph.INNER) && (isConvolution || Pointwise.isGate(node.operation()));
    }

    /** Its settings by name, as {@code --set} takes them. */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.keySet().removeAll(List.of("layer", "units"));
        settings.put("surveyed", String.join(BETWEEN, layers));
        settings.put("starts", String.valueOf(starts));
        settings.put("top", String.valueOf(top));
        settings.put("inspected", isInspected ? "yes" : "no");
        return settings;
    }

    /**
     * The work on a subject.
     *
     * @param progress is told of the images that are read
     * @throws IllegalArgumentException if there are too few natural images
     * @throws IOException naming the file that cannot be read
     */
    public SurveyPlan on(Subject subject, Progress progress) throws IOException {
        return SurveyPlan.of(this, subject, naturals(subject.images().test(protocol.size(), progress)));
    }

    /** The natural images of all units, drawn as those of a protocol are. */
    private LabelledImages naturals(LabelledImages test) {
        LabelledImages some = test.shuffled(protocol.seed()).first(protocol.naturals());
        if (some.size() < top) {
            throw new IllegalArgumentException(some.size() + " natural images are too few for " + top
                    + " examples of each unit; give more images" + " with --data, or fewer --top");
        }
        if (isInspected) {
            Scores.requireEnough(some);
        }
        return some;
    }

    /** The parts of the work, in the order in which they are merged. */
    List<SurveyPart> parts(GraphNetwork network) {
        List<SurveyPart> parts = new ArrayList<>();
        widths(network)
                .forEach((layer, width) -> parts.addAll(SurveyPart.of(layer, width, isInspected(network, layer))));
        return parts;
    }

    private Map<String, Integer> widths(Network network) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        LayerShapes.of(network, layers, protocol.size())
                .forEach((layer, shape) -> widths.put(layer, Math.toIntExact(shape.get(1))));
        return widths;
    }

    private boolean isInspected(GraphNetwork network, String layer) {
        UnitSpec unit =
                new SurveyPart(SurveyPart.Kind.INSPECTION, layer, 0, 1).units().get(0);
        return isInspected && inspection(List.of(unit)).hasPath(network, unit);
    }

    /** The inspection of some units, which are compared with one another. */
    InspectExperiment inspection(List<UnitSpec> units) {
        return new InspectExperiment(
                protocol, units.stream().map(UnitSpec::toString).toList(), INSPECTED_STARTS, INSPECTED_LAYERS);
    }
}
