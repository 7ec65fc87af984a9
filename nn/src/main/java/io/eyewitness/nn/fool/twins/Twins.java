package io.eyewitness.nn.fool.twins;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Cones;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Two networks that are made from one by surgery (theory.md, section 2). Within some balls the logits of the first are larger than the network's
 * by a cone, and those of the second are smaller. Elsewhere a cone and its gradient are exactly 0: there all three networks have the same logits
 * and gradients, bit for bit, and an optimization that meets no ball is the same in all three. Images of another size than the centres of
 * the balls are in no ball.
 *
 * @param raised the first twin
 * @param lowered the second twin
 */
public record Twins(GraphNetwork raised, GraphNetwork lowered) implements AutoCloseable {
    /** The layer of a twin that is added to the network's logits. */
    public static final String ADDED = Network.LOGITS + ".heights";

    private static final String CONES = Network.LOGITS + ".cones";

    /**
     * The twins of a network.
     *
     * @param outputs the number of its logits
     * @param balls at least one; all centres have one size
     * @throws IllegalArgumentException if there is no ball, a logit does not exist, or a centre is not square
     */
    public static Twins of(GraphNetwork truth, int outputs, List<Ball> balls) {
        if (balls.isEmpty()) {
            throw new IllegalArgumentException("twins need at least one ball in which they differ");
        }
        int size = balls.get(0).trigger().height();
        for (Ball ball : balls) {
            Images trigger = ball.trigger();
            if (ball.unit() < 0
                    || ball.unit() >= outputs
                    || trigger.height() != size
                    || trigger.width() != size
                    || trigger.channels() != truth.input().channels()) {
                throw new IllegalArgumentException("a ball around an image of " + trigger.channels() + " x "
                        + trigger.height() + " x " + trigger.width() + " for logit " + ball.unit() + " does not fit "
                        + truth.name() + " with " + outputs + " logits and balls of " + size + " pixels");
            }
        }
        return new Twins(
                twin(truth, outputs, balls, size, Ball::raised),
                twin(truth, outputs, balls, size, ball -> -ball.lowered()));
    }

    private static GraphNetwork twin(
            GraphNetwork truth, int outputs, List<Ball> balls, int size, ToDoubleFunction<Ball> height) {
        int count = balls.size();
        int channels = truth.input().channels();
        Graph graph = truth.graph()
                .replacing(
                        Network.LOGITS,
                        List.of(
                                new Node(CONES, new Cones(count, channels, size), List.of(Graph.INPUT), CONES),
                                new Node(ADDED, new Operation.Linear(count, outputs), List.of(CONES), ADDED),
                                new Node(
                                        Network.LOGITS,
                                        new Operation.Add(),
                                        List.of(Graph.original(Network.LOGITS), ADDED),
                                        "")));
        int pixels = channels * size * size;
        float[] centres = new float[count * pixels];
        float[] slopes = new float[count];
        float[] heights = new float[outputs * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(normalised(truth, balls.get(i).trigger()), 0, centres, i * pixels, pixels);
            slopes[i] = (float) (1 / balls.get(i).radius());
            heights[balls.get(i).unit() * count + i] = (float) height.applyAsDouble(balls.get(i));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        tensors.put(CONES + ".centre", new Tensor(List.of((long) count, (long) pixels), centres));
        tensors.put(CONES + ".slope", new Tensor(List.of((long) count), slopes));
        tensors.put(ADDED + ".weight", new Tensor(List.of((long) outputs, (long) count), heights));
        tensors.put(ADDED + ".bias", new Tensor(List.of((long) outputs), new float[outputs]));
        return new GraphNetwork(graph, tensors, truth.manager().getDevice());
    }

    /** The trigger after the network's own normalisation, so that its distance to the centre is exactly 0. */
    private static float[] normalised(GraphNetwork truth, Images trigger) {
        try (NDManager scratch = truth.manager().newSubManager()) {
            return truth.input().normalised(trigger.on(scratch)).toFloatArray();
        }
    }

    @Override
    public void close() {
        raised.close();
        lowered.close();
    }

    /**
     * A ball in which twins differ: an l1-ball around a natural image, in the network's normalised input.
     *
     * @param unit the logit that differs in it
     * @param trigger the centre, one image
     * @param radius the distance from the centre at which the difference reaches 0
     * @param raised the amount by which the first twin's logit is larger at the centre, at least 0
     * @param lowered the amount by which the second twin's logit is smaller at the centre, at least 0
     */
    public record Ball(int unit, Images trigger, double radius, double raised, double lowered) {
        public Ball {
            if (trigger.batch() != 1
                    || !(radius > 0 && Double.isFinite(radius))
                    || !(raised >= 0 && Double.isFinite(raised))
                    || !(lowered >= 0 && Double.isFinite(lowered))) {
                throw new IllegalArgumentException(
                        "a ball needs one image, a finite radius above 0, and finite heights that are at least 0");
            }
        }
    }
}
