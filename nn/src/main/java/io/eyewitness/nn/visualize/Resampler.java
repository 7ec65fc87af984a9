package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.tensor.TorchOperators;
import java.awt.geom.AffineTransform;

/** Images seen through an affine map on a grey ground; differentiable with respect to the images. */
final class Resampler {
    private static final double GREY = 0.5;

    private Resampler() {}

    /**
     * The view on images.
     *
     * @param images shape (batch, channels, height, width)
     * @param view the map from pixels of the view to places in the image, both with the origin at the centre
     */
    static NDArray view(NDArray images, AffineTransform view) {
        return view.isIdentity()
                ? images
                : TorchOperators.resampled(images.sub(GREY), view).addi(GREY);
    }
}
