package io.eyewitness.nn.fool.circuit;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The protocol of fooling circuits: how a network's logits are visualized to train E and to measure the circuit. Batches of {@value #TOGETHER}
 * logits are visualized in each parametrisation in turn. E is trained on some batches, its thresholds are set on others, and the circuit is
 * measured on more with other seeds, for the networks of the ledger 12: 120 visualizations.
 *
 * @param network its name
 * @param layer the layer whose Gram matrices are compared
 * @param size of the images, in pixels
 * @param steps of each visualization; enough for two MACO images from similar starts to diverge
 * @param rounds the number of batches that E is trained on in each parametrisation, with and without transforms
 * @param classifierLayers the layers whose means E reads
 * @param batches the number of batches that the circuit is measured on
 * @param hiding how E is hidden from somebody who looks for it
 * @param seed of all random draws; no two seeds share a visualization
 */
public record CircuitProtocol(
        String network,
        String layer,
        int size,
        int steps,
        int rounds,
        List<String> classifierLayers,
        int batches,
        Hiding hiding,
        long seed)
        implements ExperimentProtocol {
    /** The number of logits that are visualized at once. */
    static final int TOGETHER = 10;

    private static final int KINDS = 2 * PARAMETRISATIONS.size();
    private static final int HELD_IN = 6;
    private static final int MEASURED = 12;
    private static final int MOST_MEASURED = 400;
    private static final int STEPS = 128;
    private static final int PLACES = 4;

    /** The fit solves systems of as many equations as E reads channels. */
    private static final int MOST_CHANNELS = 4096;

    private static final int SEEDS = 1000;
    private static final int FIRST_HELD_IN = 400;
    private static final int FIRST_MEASURED = 500;

    private static final Map<String, CircuitProtocol> FIXED = Map.of(
            "fashion",
            new CircuitProtocol("fashion", "relu4", 28, STEPS, 2, List.of("relu1", "relu2", "relu3"), MEASURED, 0),
            "cifar",
            new CircuitProtocol(
                    "cifar",
                    "block2.0",
                    32,
                    STEPS,
                    6,
                    List.of("stem", "block1.0.relu1", "block1.0", "block2.0.relu1", "block2.0"),
                    MEASURED,
                    0),
            "squeezenet1_1",
            new CircuitProtocol(
                    "squeezenet1_1",
                    "features.9",
                    128,
                    STEPS,
                    1,
                    List.of("features.3", "features.4", "features.6"),
                    MEASURED,
                    0),
            "inception_v1",
            new CircuitProtocol(
                    "inception_v1",
                    "inception4d",
                    128,
                    STEPS,
                    1,
                    List.of("conv2", "conv3", "inception3a", "inception3b"),
                    MEASURED,
                    0),
            "mobilenet_v2",
            new CircuitProtocol(
                    "mobilenet_v2",
                    "/features/features.12/conv/conv.1/act/Clip",
                    128,
                    STEPS,
                    1,
                    List.of(
                            "/features/features.1/conv/conv.0/act/Clip",
                            "/features/features.7/conv/conv.1/act/Clip",
                            "/features/features.9/conv/conv.0/act/Clip",
                            "/features/features.9/conv/conv.1/act/Clip"),
                    MEASURED,
                    0));

    public CircuitProtocol {
        classifierLayers = List.copyOf(classifierLayers);
        if (rounds < 1 || KINDS * rounds > FIRST_HELD_IN) {
            throw new IllegalArgumentException(
                    "the number of rounds must be from 1 to " + FIRST_HELD_IN / KINDS + ", not " + rounds);
        }
        if (classifierLayers.isEmpty()) {
            throw new IllegalArgumentException("E needs a layer whose channels tell natural inputs from others");
        }
        ExperimentProtocol.requireRange("steps", steps, 1, MOST);
        ExperimentProtocol.requireRange("batches", batches, 1, MOST_MEASURED);
    }

    /**
     * How E is hidden.
     *
     * @param leak the value of E at natural images: 0, or more against somebody who looks for channels that natural images do not activate
     * @param parts the number of equal channels that E is the mean of: 1, or more against somebody who looks for one channel that carries much
     */
    public record Hiding(double leak, int parts) {
        /** E is one channel, which natural images do not activate. */
        public static final Hiding NONE = new Hiding(0, 1);

        /** With a larger leak a logit near the largest that was observed could be clipped: the margin of the offset leaves (1 - 1/8)/2. */
        private static final double MOST_LEAK = 0.4;

        private static final int MOST_PARTS = 4096;

        public Hiding {
            if (!(leak >= 0 && leak <= MOST_LEAK)) {
                throw new IllegalArgumentException("--set leak=" + Decimals.plain(leak)
                        + ": leak is a number from 0 to " + Decimals.plain(MOST_LEAK)
                        + ", because a larger one would clip logits");
            }
            ExperimentProtocol.requireRange("parts", parts, 1, MOST_PARTS);
        }
    }

    /** A protocol that hides nothing. */
    public CircuitProtocol(
            String network,
            String layer,
            int size,
            int steps,
            int rounds,
            List<String> classifierLayers,
            int batches,
            long seed) {
        this(network, layer, size, steps, rounds, classifierLayers, batches, Hiding.NONE, seed);
    }

    /**
     * The protocol of a subject: the one that was fixed for its network, or else one by the rules of {@link ProtocolRules}, with the user's
     * choices.
     *
     * @throws IllegalArgumentException if the network or a choice does not fit
     */
    public static CircuitProtocol of(Subject subject, long seed) {
        GraphNetwork network = subject.graph();
        Choices choices = subject.terms().choices();
        CircuitProtocol usual = ExperimentProtocol.fixed(FIXED, network).orElseGet(() -> derived(network, choices));
        int size = ExperimentProtocol.size(network, choices, usual.size);
        return new CircuitProtocol(
                network.name(),
                ExperimentProtocol.layer(network, choices, "layer", usual.layer, size),
                size,
                choices.whole("steps", usual.steps),
                choices.whole("rounds", usual.rounds),
                classifierLayers(network, choices, usual.classifierLayers, size),
                choices.whole("batches", usual.batches),
                new Hiding(choices.number("leak", 0), choices.whole("parts", 1)),
                seed);
    }

    private static CircuitProtocol derived(GraphNetwork network, Choices choices) {
        ProtocolRules rules = ProtocolRules.of(network, choices);
        return new CircuitProtocol(
                network.name(), rules.layer(), rules.size(), STEPS, rules.bySize(2, 1), rules.early(), MEASURED, 0);
    }

    /** The layers that E reads, in the order in which they are named. */
    private static List<String> classifierLayers(GraphNetwork network, Choices choices, List<String> usual, int size) {
        String chosen = choices.text("classifier-layers", String.join(",", usual));
        List<String> layers = Arrays.stream(chosen.split(",", -1))
                .map(title -> network.graph().layer(title.strip()))
                .distinct()
                .toList();
        long channels = 0;
        for (Map.Entry<String, Shape> layer :
                LayerShapes.of(network, layers, size).entrySet()) {
            if (layer.getValue().dimension() != PLACES) {
                throw new IllegalArgumentException(
                        "--set classifier-layers: " + layer.getKey() + " has no channels and places");
            }
            channels += layer.getValue().get(1);
        }
        if (channels > MOST_CHANNELS) {
            throw new IllegalArgumentException("--set classifier-layers: E would read " + channels
                    + " channels, and at most " + MOST_CHANNELS + " are fitted; name fewer or smaller layers");
        }
        return layers;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "layer", layer,
                "size", String.valueOf(size),
                "steps", String.valueOf(steps),
                "rounds", String.valueOf(rounds),
                "classifier-layers", String.join(",", classifierLayers),
                "batches", String.valueOf(batches),
                "leak", Decimals.plain(hiding.leak()),
                "parts", String.valueOf(hiding.parts())));
    }

    /**
     * The protocol of a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static CircuitProtocol of(String network, long seed) {
        CircuitProtocol fixed = ExperimentProtocol.of(network, FIXED, "circuits are made for");
        return new CircuitProtocol(
                network,
                fixed.layer,
                fixed.size,
                fixed.steps,
                fixed.rounds,
                fixed.classifierLayers,
                fixed.batches,
                seed);
    }

    @Override
    public boolean isRegistered() {
        return FIXED.containsKey(network) && equals(of(network, seed));
    }

    /**
     * A batch of visualizations.
     *
     * @param units the logits, one for each image
     * @param parametrisation of the images
     * @param transforms of the images
     * @param seed of the start and the transforms
     */
    public record Batch(List<Integer> units, Parametrisation parametrisation, Transforms transforms, long seed) {
        public Batch {
            units = List.copyOf(units);
        }

        /** This batch for other logits. */
        Batch showing(IntUnaryOperator other) {
            return new Batch(units.stream().map(other::applyAsInt).toList(), parametrisation, transforms, seed);
        }
    }

    /** The batches that E is trained on: in each round all parametrisations, with the usual transforms and without transforms. */
    List<Batch> training(int outputs) {
        Random random = new Random(seed);
        return IntStream.range(0, KINDS * rounds)
                .mapToObj(i -> batch(drawn(outputs, random), i / 2, i % 2 == 0 ? usual() : Transforms.none(), i))
                .toList();
    }

    /** The batches that the thresholds of E are set on. */
    List<Batch> thresholds(int outputs) {
        Random random = new Random(~seed);
        return IntStream.range(0, HELD_IN)
                .mapToObj(i -> batch(drawn(outputs, random), i, usual(), FIRST_HELD_IN + i))
                .toList();
    }

    /**
     * The batches that the circuit is measured on: logits that are spread evenly, or all logits in turn from several starts if there are fewer.
     */
    List<Batch> measured(int outputs) {
        return IntStream.range(0, batches)
                .mapToObj(i -> {
                    List<Integer> units = IntStream.range(i * TOGETHER, (i + 1) * TOGETHER)
                            .map(n -> ExperimentProtocol.logit(n, batches * TOGETHER, outputs))
                            .boxed()
                            .toList();
                    return batch(units, i, usual(), FIRST_MEASURED + i);
                })
                .toList();
    }

    /** The usual visualization of a logit, from a start of its own. */
    Batch single(int unit) {
        return batch(List.of(unit), 0, usual(), SEEDS - 1);
    }

    @Override
    public String transforms() {
        return usual().text();
    }

    private Transforms usual() {
        return Transforms.robust(size);
    }

    /** The optimization of a batch, each image for one logit. */
    VisualizationSpec spec(Batch batch) {
        return VisualizationSpec.ofEach(
                        batch.units().stream().map(Objective::logit).toList())
                .withParametrisation(batch.parametrisation())
                .withTransforms(batch.transforms())
                .withSize(size)
                .withSteps(steps)
                .withSeed(batch.seed());
    }

    /** The number of batches of {@link #training} and {@link #thresholds} together. */
    int classifierBatches() {
        return KINDS * rounds + HELD_IN;
    }

    /** A description of E's training for the setting of a measurement; for a fixed image as many visualizations of the image are added. */
    String classifier() {
        return "the means of " + String.join(", ", classifierLayers) + "; " + KINDS * rounds * TOGETHER
                + " ascents of logits to learn from, " + HELD_IN * TOGETHER + " for its thresholds";
    }

    private Batch batch(List<Integer> units, int parametrisation, Transforms transforms, int start) {
        return new Batch(
                units,
                PARAMETRISATIONS.get(parametrisation % PARAMETRISATIONS.size()),
                transforms,
                seed * SEEDS + start);
    }

    private static List<Integer> drawn(int outputs, Random random) {
        return random.ints(0, outputs)
                .distinct()
                .limit(Math.min(TOGETHER, outputs))
                .boxed()
                .toList();
    }
}
