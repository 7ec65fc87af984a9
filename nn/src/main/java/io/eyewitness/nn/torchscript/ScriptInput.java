package io.eyewitness.nn.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.InputSpec;

/**
 * The input of a script.
 *
 * @param input the images
 * @param batch the number of images at once, or {@link #ANY}
 */
record ScriptInput(InputSpec input, int batch) {
    /** Any number of images at once. */
    static final int ANY = 0;

    /** The logits of images in [0,1], which are split into batches of this size; the last one is filled up. */
    NDArray logits(Script script, NDArray images) {
        NDArray normalised = input.normalised(images);
        long count = images.getShape().get(0);
        if (batch == ANY || batch == count) {
            return script.logits(normalised);
        }
        NDList parts = new NDList();
        for (long from = 0; from < count; from += batch) {
            long to = Math.min(from + batch, count);
            NDArray part = normalised.get(from + ":" + to);
            NDArray logits = script.logits(to - from == batch ? part : filled(part));
            parts.add(logits.get("0:" + (to - from)));
        }
        return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 0);
    }

    private NDArray filled(NDArray part) {
        Shape shape = part.getShape();
        return part.concat(part.getManager().zeros(new Shape(batch - shape.get(0)).addAll(shape.slice(1))));
    }
}
