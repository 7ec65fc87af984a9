package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;

/**
 * GoogLeNet, that is Inception-V1 (Szegedy et al. 2015), with torchvision's names and its peculiarity of 3x3 for 5x5 convolutions, without the
 * auxiliary classifiers.
 *
 * <p>The layer {@code transform_input} takes ImageNet's normalisation over into that by mean and deviation 0.5, for which torchvision's
 * published weights were trained.
 */
final class GoogLeNet {
    static final String NAME = "googlenet";

    private static final float EPSILON = 1e-3f;
    private static final float HALF = 0.5f;

    private GoogLeNet() {}

    static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        builder.then("transform_input", transformInput());
        conv(builder, "conv1", 3, 64, 7, 2);
        builder.maxPool("maxpool1", 3, 2, 0, true);
        conv(builder, "conv2", 64, 64, 1, 1);
        conv(builder, "conv3", 64, 192, 3, 1);
        builder.maxPool("maxpool2", 3, 2, 0, true);
        inception(builder, "3a", 192, 64, 96, 128, 16, 32, 32);
        inception(builder, "3b", 256, 128, 128, 192, 32, 96, 64);
        builder.maxPool("maxpool3", 3, 2, 0, true);
        inception(builder, "4a", 480, 192, 96, 208, 16, 48, 64);
        inception(builder, "4b", 512, 160, 112, 224, 24, 64, 64);
        inception(builder, "4c", 512, 128, 128, 256, 24, 64, 64);
        inception(builder, "4d", 512, 112, 144, 288, 32, 64, 64);
        inception(builder, "4e", 528, 256, 160, 320, 32, 128, 128);
        builder.maxPool("maxpool4", 2, 2, 0, true);
        inception(builder, "5a", 832, 256, 160, 320, 32, 128, 128);
        inception(builder, "5b", 832, 384, 192, 384, 48, 128, 128);
        return builder.then("avgpool", new Operation.GlobalAverage())
                .then("dropout", new Operation.Identity())
                .logits(1024, Architectures.IMAGENET_CLASSES, "fc")
                .graph(NAME, InputSpec.IMAGENET, "aux1.", "aux2.");
    }

    private static Operation transformInput() {
        InputSpec spec = InputSpec.IMAGENET;
        return new Operation.ChannelAffine(
                spec.deviation().stream().map(deviation -> deviation / HALF).toList(),
                spec.mean().stream().map(mean -> (mean - HALF) / HALF).toList());
    }

    private static String conv(GraphBuilder builder, String name, int in, int out, int kernel, int stride) {
        return builder.plainConv(name + ".conv", in, out, kernel, stride)
                .batchNorm(name + ".bn", out, EPSILON)
                .relu(name)
                .last();
    }

    /** Four branches: 1x1; 1x1 then 3x3; 1x1 then 3x3 of fewer channels; the largest of 3x3 then 1x1. */
    private static void inception(
            GraphBuilder builder,
            String id,
            int in,
            int direct,
            int reduced3,
            int out3,
            int reduced5,
            int out5,
            int pooled) {
        String name = "inception" + id;
        String input = builder.last();
        String first = conv(builder, name + ".branch1", in, direct, 1, 1);
        conv(builder.from(input), name + ".branch2.0", in, reduced3, 1, 1);
        String second = conv(builder, name + ".branch2.1", reduced3, out3, 3, 1);
        conv(builder.from(input), name + ".branch3.0", in, reduced5, 1, 1);
        String third = conv(builder, name + ".branch3.1", reduced5, out5, 3, 1);
        builder.from(input).maxPool(name + ".branch4.0", 3, 1, 1, true);
        String fourth = conv(builder, name + ".branch4.1", in, pooled, 1, 1);
        builder.join(name, new Operation.Concat(), first, second, third, fourth);
    }
}
