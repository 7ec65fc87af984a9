package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;

/** ResNet-50 (He et al. 2016) with torchvision's names; a block's name is its output, {@code relu1} and {@code relu2} are within it. */
final class ResNet50 {
    static final String NAME = "resnet50";

    private static final int[] BLOCKS = {3, 4, 6, 3};

    private ResNet50() {}

    static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        builder.plainConv("conv1", 3, 64, 7, 2)
                .batchNorm("bn1", 64, 1e-5f)
                .relu("relu")
                .maxPool("maxpool", 3, 2, 1, false);
        int in = 64;
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < BLOCKS[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                ResidualBlocks.bottleneck(builder, "layer" + (stage + 1) + "." + block, in, width, stride);
                in = 4 * width;
            }
        }
        return builder.then("avgpool", new Operation.GlobalAverage())
                .logits(in, Architectures.IMAGENET_CLASSES, "fc")
                .graph(NAME, InputSpec.IMAGENET);
    }
}
