package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;

/** SqueezeNet 1.1 (Iandola et al. 2016) with torchvision's names. */
final class SqueezeNet {
    static final String NAME = "squeezenet1_1";

    private SqueezeNet() {}

    static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        builder.then("features.0", new Operation.Conv(3, 64, 3, 2, 0, 1, true)).relu("features.1");
        pool(builder, 2);
        fire(builder, 3, 64, 16, 64);
        fire(builder, 4, 128, 16, 64);
        pool(builder, 5);
        fire(builder, 6, 128, 32, 128);
        fire(builder, 7, 256, 32, 128);
        pool(builder, 8);
        fire(builder, 9, 256, 48, 192);
        fire(builder, 10, 384, 48, 192);
        fire(builder, 11, 384, 64, 256);
        fire(builder, 12, 512, 64, 256);
        return builder.then("classifier.0", new Operation.Identity())
                .conv("classifier.1", 512, Architectures.IMAGENET_CLASSES, 1)
                .relu("classifier.2")
                .then(Network.LOGITS, new Operation.GlobalAverage())
                .graph(NAME, InputSpec.IMAGENET);
    }

    private static void pool(GraphBuilder builder, int number) {
        builder.maxPool("features." + number, 3, 2, 0, true);
    }

    private static void fire(GraphBuilder builder, int number, int in, int squeezed, int expanded) {
        String name = "features." + number;
        String input = builder.conv(name + ".squeeze", in, squeezed, 1)
                .relu(name + ".squeeze_activation")
                .last();
        String small = expand(builder.from(input), name + ".expand1x1", squeezed, expanded, 1);
        String large = expand(builder.from(input), name + ".expand3x3", squeezed, expanded, 3);
        builder.join(name, new Operation.Concat(), small, large);
    }

    private static String expand(GraphBuilder builder, String name, int in, int out, int kernel) {
        return builder.conv(name, in, out, kernel).relu(name + "_activation").last();
    }
}
