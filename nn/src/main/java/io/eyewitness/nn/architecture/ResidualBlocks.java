package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;

/** The blocks of residual networks (He et al. 2016), with torchvision's names. */
final class ResidualBlocks {
    private static final float EPSILON = 1e-5f;

    private ResidualBlocks() {}

    /** Two 3x3 convolutions, the first with the stride, beside the input or its projection. */
    static void basic(GraphBuilder builder, String name, int in, int out, int stride) {
        String input = builder.last();
        normed(builder, name, 1, in, out, 3, stride).relu(name + ".relu1");
        normed(builder, name, 2, out, out, 3, 1);
        join(builder, name, input, in, out, stride);
    }

    /** 1x1, 3x3 with the stride, and 1x1 to four times the width, beside the input or its projection. */
    static void bottleneck(GraphBuilder builder, String name, int in, int width, int stride) {
        String input = builder.last();
        normed(builder, name, 1, in, width, 1, 1).relu(name + ".relu1");
        normed(builder, name, 2, width, width, 3, stride).relu(name + ".relu2");
        normed(builder, name, 3, width, 4 * width, 1, 1);
        join(builder, name, input, in, 4 * width, stride);
    }

    private static GraphBuilder normed(
            GraphBuilder builder, String block, int number, int in, int out, int kernel, int stride) {
        return builder.plainConv(block + ".conv" + number, in, out, kernel, stride)
                .batchNorm(block + ".bn" + number, out, EPSILON);
    }

    private static void join(GraphBuilder builder, String block, String input, int in, int out, int stride) {
        String branch = builder.last();
        String shortcut = input;
        if (in != out || stride != 1) {
            shortcut = builder.from(input)
                    .plainConv(block + ".downsample.0", in, out, 1, stride)
                    .batchNorm(block + ".downsample.1", out, EPSILON)
                    .last();
        }
        builder.join(block + ".add", new Operation.Add(), branch, shortcut).relu(block);
    }
}
