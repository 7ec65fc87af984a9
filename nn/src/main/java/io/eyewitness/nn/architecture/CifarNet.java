package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import java.util.List;

/** A small residual network for CIFAR-10: 32x32 pixels in colour, 10 classes, 0.87 million parameters, 40 million products an image. */
final class CifarNet {
    static final String NAME = "cifar";

    private static final InputSpec INPUT =
            new InputSpec(32, List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f));

    private CifarNet() {}

    static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        builder.plainConv("stem.conv", 3, 32, 3, 1)
                .batchNorm("stem.bn", 32, 1e-5f)
                .relu("stem");
        ResidualBlocks.basic(builder, "block1.0", 32, 64, 2);
        ResidualBlocks.basic(builder, "block2.0", 64, 128, 2);
        ResidualBlocks.basic(builder, "block3.0", 128, 192, 2);
        return builder.then("average", new Operation.GlobalAverage())
                .logits(192, 10, "linear")
                .graph(NAME, INPUT);
    }
}
