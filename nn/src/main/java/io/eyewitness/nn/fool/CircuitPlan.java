package io.eyewitness.nn.fool;

import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How a network's logits are visualized, for E to learn from and to measure the circuit; fixed together with the criteria. Ascents
 * go in batches of {@value #TOGETHER} logits, in turn in each parametrisation. E learns from some, its thresholds are set on others,
 * and the circuit is measured on 12 more, whose seeds are others still: 120 visualizations.
 *
 * @param network what it is called
 * @param layer where Gram matrices are compared
 * @param size of the images, in pixels
 * @param steps of each ascent; enough of them to leave behind what two MACO images have in common that start alike
 * @param shift by how many pixels E's training images are moved at most
 * @param rounds how often E learns from a batch in each parametrisation, seen through transforms and as it is
 * @param width of E, the channels of its first convolution
 * @param seed of all draws; no two seeds share an ascent
 */
public record CircuitPlan(
        String network, String layer, int size, int steps, int shift, int rounds, int width, long seed) {
    /** How many logits are visualized at once. */
    static final int TOGETHER = 10;

    private static final List<Parametrisation> PARAMETRISATIONS =
            List.of(new Parametrisation.Fourier(), new Parametrisation.Pixel(), new Parametrisation.Maco());
    private static final int KINDS = 2 * PARAMETRISATIONS.size();
    private static final int HELD_IN = 6;
    private static final int MEASURED = 12;
    private static final int SEEDS = 1000;
    private static final int FIRST_HELD_IN = 400;
    private static final int FIRST_MEASURED = 500;

    private static final Map<String, CircuitPlan> PLANS = Map.of(
            "fashion", new CircuitPlan("fashion", "relu4", 28, 128, 4, 2, 32, 0),
            "cifar", new CircuitPlan("cifar", "block2.0", 32, 128, 2, 6, 32, 0),
            "squeezenet1_1", new CircuitPlan("squeezenet1_1", "features.9", 128, 128, 16, 1, 16, 0));

    public CircuitPlan {
        if (steps < 1) {
            throw new IllegalArgumentException("visualizations of " + steps + " steps are none");
        }
        if (rounds < 1 || KINDS * rounds > FIRST_HELD_IN) {
            throw new IllegalArgumentException(rounds + " rounds are none, or more than there are seeds for");
        }
    }

    /**
     * The plan for a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static CircuitPlan of(String network, long seed) {
        CircuitPlan plan = PLANS.get(network);
        if (plan == null) {
            throw new IllegalArgumentException("there is no plan for " + network + "; circuits are made for "
                    + String.join(", ", PLANS.keySet().stream().sorted().toList()));
        }
        return new CircuitPlan(network, plan.layer, plan.size, plan.steps, plan.shift, plan.rounds, plan.width, seed);
    }

    /** The same with other steps. */
    public CircuitPlan withSteps(int number) {
        return new CircuitPlan(network, layer, size, number, shift, rounds, width, seed);
    }

    /**
     * Some visualizations.
     *
     * @param units the logits, one an image
     * @param parametrisation of the images
     * @param transforms as the images are seen
     * @param seed of the start and the transforms
     */
    public record Batch(List<Integer> units, Parametrisation parametrisation, Transforms transforms, long seed) {
        public Batch {
            units = List.copyOf(units);
        }

        /** The same with others in the units' places. */
        Batch showing(IntUnaryOperator other) {
            return new Batch(units.stream().map(other::applyAsInt).toList(), parametrisation, transforms, seed);
        }
    }

    /** Those that E learns from: in each round all parametrisations seen through the usual transforms, and as they are. */
    List<Batch> learntFrom(int outputs) {
        Random random = new Random(seed);
        return IntStream.range(0, KINDS * rounds)
                .mapToObj(i -> batch(drawn(outputs, random), i / 2, i % 2 == 0 ? usual() : Transforms.none(), i))
                .toList();
    }

    /** Those that its thresholds are set on. */
    List<Batch> heldIn(int outputs) {
        Random random = new Random(~seed);
        return IntStream.range(0, HELD_IN)
                .mapToObj(i -> batch(drawn(outputs, random), i, usual(), FIRST_HELD_IN + i))
                .toList();
    }

    /** Those that the circuit is measured on: logits spread evenly, or all in turn from several starts where there are fewer. */
    List<Batch> measured(int outputs) {
        int all = MEASURED * TOGETHER;
        return IntStream.range(0, MEASURED)
                .mapToObj(i -> {
                    List<Integer> units = IntStream.range(i * TOGETHER, (i + 1) * TOGETHER)
                            .map(n -> outputs >= all ? n * (outputs / all) : n % outputs)
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

    /** How the usual visualization sees its images, as text. */
    public String transforms() {
        return usual().text();
    }

    private Transforms usual() {
        return Transforms.robust(size);
    }

    /** The ascent of a batch, each image for one logit. */
    VisualizationSpec ascent(Batch batch) {
        return VisualizationSpec.ofEach(
                        batch.units().stream().map(Objective::logit).toList())
                .withParametrisation(batch.parametrisation())
                .withTransforms(batch.transforms())
                .withSize(size)
                .withSteps(steps)
                .withSeed(batch.seed());
    }

    /** How many batches {@link #measured} holds, or {@link #learntFrom} and {@link #heldIn}. */
    int batches(boolean measured) {
        return measured ? MEASURED : KINDS * rounds + HELD_IN;
    }

    /** What E is made with, as text; in the picture's form as many ascents of the picture come to it. */
    public String classifier() {
        return KINDS * rounds * TOGETHER + " ascents of logits to learn from, " + HELD_IN * TOGETHER
                + " for its thresholds";
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
