package io.eyewitness.nn.graph;

import java.util.List;

/**
 * A node of a {@link Graph}.
 *
 * @param layer its name
 * @param operation its operation
 * @param inputs the layers that are its inputs; {@link Graph#INPUT} stands for the normalised images
 * @param prefix the beginning of its parameters' names, before a full stop
 */
public record Node(String layer, Operation operation, List<String> inputs, String prefix) {
    public Node {
        inputs = List.copyOf(inputs);
        if (!operation.takes(inputs.size())) {
            throw new IllegalArgumentException("layer " + layer + " cannot take " + inputs.size() + " inputs");
        }
    }

    /** Its parameters by their full names. */
    public List<Parameter> parameters() {
        return operation.parameters().stream()
                .map(parameter -> parameter.under(prefix))
                .toList();
    }
}
