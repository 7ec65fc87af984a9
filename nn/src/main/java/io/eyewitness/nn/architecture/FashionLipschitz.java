package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;

/**
 * A chain of linear maps and ReLUs for Fashion-MNIST, whose Lipschitz constant can be kept small in training: the bound of a linear map is its
 * norm, and there is no batch normalisation, whose scales follow the data. 28x28 grey pixels, 10 classes, 86 thousand parameters.
 */
final class FashionLipschitz {
    static final String NAME = "fashion_lipschitz";
    private static final int WIDTH = 96;

    private FashionLipschitz() {}

    static Graph graph() {
        int size = FashionNet.INPUT.size();
        return new GraphBuilder()
                .then("flat", new Operation.Flatten())
                .then("fc1", new Operation.Linear(size * size, WIDTH))
                .relu("relu1")
                .then("fc2", new Operation.Linear(WIDTH, WIDTH))
                .relu("relu2")
                .logits(WIDTH, 10, "linear")
                .graph(NAME, FashionNet.INPUT);
    }
}
