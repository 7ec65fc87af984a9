package io.eyewitness.nn.parametrisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.Random;

/**
 * Images that share what they can, so that what they have in common is at the same place in each: the parameters of an image are the sum of
 * those that all images share and its own, which start at 0.
 *
 * <p>Parameters are the shared ones, followed by those of each image.
 *
 * <p>Source: Mordvintsev, Pezzotti, Schubert and Olah, "Differentiable Image Parameterizations", Distill 2018, section on aligned
 * interpolation.
 *
 * @param each the parametrisation of one image
 */
public record Aligned(Parametrisation each) implements Parametrisation {
    @Override
    public String name() {
        return each.name() + ", aligned";
    }

    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        Shape one = new Shape(1, images.get(1), images.get(2), images.get(3));
        NDArray shared = each.initial(manager, one, random);
        long[] own = shared.getShape().getShape();
        own[0] = images.get(0);
        return shared.concat(manager.zeros(new Shape(own)), 0);
    }

    @Override
    public NDArray image(NDArray parameters) {
        return each.image(parameters.get("1:").add(parameters.get("0:1")));
    }
}
