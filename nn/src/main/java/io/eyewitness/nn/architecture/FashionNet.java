package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import java.util.List;

/** A small network for Fashion-MNIST: 28x28 grey pixels, 10 classes, 141 thousand parameters, 22 million products an image. */
final class FashionNet {
    static final String NAME = "fashion";
    static final InputSpec INPUT = new InputSpec(28, List.of(0.2860f), List.of(0.3530f));
    private static final float EPSILON = 1e-5f;

    private FashionNet() {}

    static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        convBlock(builder, 1, 1, 32);
        convBlock(builder, 2, 32, 32);
        builder.maxPool("pool1", 2, 2, 0, false);
        convBlock(builder, 3, 32, 64);
        convBlock(builder, 4, 64, 64);
        builder.maxPool("pool2", 2, 2, 0, false);
        convBlock(builder, 5, 64, 128);
        return builder.then("average", new Operation.GlobalAverage())
                .logits(128, 10, "linear")
                .graph(NAME, INPUT);
    }

    private static void convBlock(GraphBuilder builder, int number, int in, int out) {
        builder.plainConv("conv" + number, in, out, 3, 1)
                .batchNorm("bn" + number, out, EPSILON)
                .relu("relu" + number);
    }
}
