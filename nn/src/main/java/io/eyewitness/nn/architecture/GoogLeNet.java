package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.network.InputSpec;

/**
 * GoogLeNet, that is Inception-V1 (Szegedy et al. 2015), without the auxiliary classifiers, with torchvision's names of modules, in two forms.
 *
 * <ul>
 *   <li>{@code inception_v1}, the network of the paper's figures: as published, with local response normalisation and biases; the input is
 *       normalised as ImageNet's is.
 *   <li>{@code googlenet}, torchvision's: with batch normalisation, and with 3x3 convolutions where the other has 5x5. The layer
 *       {@code transform_input} converts ImageNet's normalisation to a mean and a deviation of 0.5, for which torchvision's published weights
 *     were trained.
 * </ul>
 */
final class GoogLeNet {
    static final String NAME = "googlenet";
    static final String ORIGINAL = "inception_v1";

    private static final float EPSILON = 1e-3f;
    private static final float HALF = 0.5f;

    private final GraphBuilder builder = new GraphBuilder();
    private final boolean original;

    private GoogLeNet(boolean original) {
        this.original = original;
    }

    static Graph graph() {
        return new GoogLeNet(false).build(NAME);
    }

    static Graph original() {
        return new GoogLeNet(true).build(ORIGINAL);
    }

    private Graph build(String name) {
        if (!original) {
            builder.then("transform_input", transformInput());
        }
        conv("conv1", 3, 64, 7, 2);
        builder.maxPool("maxpool1", 3, 2, 0, true);
        normalize("norm1");
        conv("conv2", 64, 64, 1, 1);
        conv("conv3", 64, 192, 3, 1);
        normalize("norm2");
        builder.maxPool("maxpool2", 3, 2, 0, true);
        inception("3a", 192, 64, 96, 128, 16, 32, 32);
        inception("3b", 256, 128, 128, 192, 32, 96, 64);
        builder.maxPool("maxpool3", 3, 2, 0, true);
        inception("4a", 480, 192, 96, 208, 16, 48, 64);
        inception("4b", 512, 160, 112, 224, 24, 64, 64);
        inception("4c", 512, 128, 128, 256, 24, 64, 64);
        inception("4d", 512, 112, 144, 288, 32, 64, 64);
        inception("4e", 528, 256, 160, 320, 32, 128, 128);
        builder.maxPool("maxpool4", original ? 3 : 2, 2, 0, true);
        inception("5a", 832, 256, 160, 320, 32, 128, 128);
        inception("5b", 832, 384, 192, 384, 48, 128, 128);
        return builder.then("avgpool", new Operation.GlobalAverage())
                .then("dropout", new Operation.Identity())
                .logits(1024, Architectures.IMAGENET_CLASSES, "fc")
                .graph(name, InputSpec.IMAGENET, "aux1.", "aux2.");
    }

    private static Operation transformInput() {
        InputSpec spec = InputSpec.IMAGENET;
        return new Operation.ChannelAffine(
                spec.deviation().stream().map(deviation -> deviation / HALF).toList(),
                spec.mean().stream().map(mean -> (mean - HALF) / HALF).toList());
    }

    private void normalize(String layer) {
        if (original) {
            builder.then(layer, new Window.LocalResponseNorm(5, 1e-4f, 0.75f, 1));
        }
    }

    private String conv(String name, int in, int out, int kernel, int stride) {
        if (original) {
            builder.then(name + ".conv", new Operation.Conv(in, out, kernel, stride, kernel / 2, 1, true));
        } else {
            builder.plainConv(name + ".conv", in, out, kernel, stride).batchNorm(name + ".bn", out, EPSILON);
        }
        return builder.relu(name).last();
    }

    /** Four branches: 1x1; 1x1 then 3x3; 1x1 then 5x5 (3x3) of fewer channels; the largest of 3x3 then 1x1. */
    private void inception(String id, int in, int direct, int reduced3, int out3, int reduced5, int out5, int pooled) {
        String name = "inception" + id;
        String input = builder.last();
        String first = conv(name + ".branch1", in, direct, 1, 1);
        builder.from(input);
        conv(name + ".branch2.0", in, reduced3, 1, 1);
        String second = conv(name + ".branch2.1", reduced3, out3, 3, 1);
        builder.from(input);
        conv(name + ".branch3.0", in, reduced5, 1, 1);
        String third = conv(name + ".branch3.1", reduced5, out5, original ? 5 : 3, 1);
        builder.from(input).maxPool(name + ".branch4.0", 3, 1, 1, true);
        String fourth = conv(name + ".branch4.1", in, pooled, 1, 1);
        builder.join(name, new Operation.Concat(), first, second, third, fourth);
    }
}
