package io.eyewitness.nn.fool;

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
 * Two networks made from one by surgery (theory.md, section 2): within some balls the first's logits are larger than the network's
 * by a cone, the second's smaller. Elsewhere a cone is exactly 0 and so is its gradient: there all three networks have the same
 * logits and gradients bit for bit, and an ascent that meets no ball is the same in all three. Images of another size than the
 * balls' centres are in no ball.
 *
 * @param raised the first
 * @param lowered the second
 */
public record Twins(GraphNetwork raised, GraphNetwork lowered) implements AutoCloseable {
    /** The layer of a twin that is added to the network's logits. */
    public static final String ADDED = Network.LOGITS + ".heights";

    private static final String CONES = Network.LOGITS + ".cones";

    /**
     * The twins of a network.
     *
     * @param outputs how many logits it has
     * @param balls at least one, all of images of one size
     * @throws IllegalArgumentException if there is none, a logit is not the network's, or the images are no square ones
     */
    public static Twins of(GraphNetwork truth, int outputs, List<Ball> balls) {
        if (balls.isEmpty()) {
            throw new IllegalArgumentException("twins differ in at least one ball");
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

    /** As the network sees it, by the same operations: the distance of the trigger to the centre is exactly 0. */
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
}
