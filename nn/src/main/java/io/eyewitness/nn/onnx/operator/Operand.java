package io.eyewitness.nn.onnx.operator;

import java.util.List;

/** What a node takes or gives. */
public sealed interface Operand permits Operand.Activation, Constant {
    /** The lengths of its axes. */
    List<Long> shape();

    /**
     * A value that depends on the image.
     *
     * @param layer that it is the output of
     * @param shape in one trace
     * @param batch the axis of the images; below 0 where that is not known, or there is none
     */
    record Activation(String layer, List<Long> shape, int batch) implements Operand {
        public Activation {
            shape = List.copyOf(shape);
        }
    }
}
