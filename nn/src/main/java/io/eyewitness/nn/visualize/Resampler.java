package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.Owned;
import java.awt.geom.AffineTransform;

/** Images seen through an affine map, by bilinear interpolation; differentiable with respect to the images. */
final class Resampler {
    private static final double GREY = 0.5;

    private Resampler() {}

    /**
     * The view on images.
     *
     * @param images shape (batch, channels, height, width)
     * @param view where a pixel of the view lies in the image, both with the origin at the centre
     */
    static NDArray view(NDArray images, AffineTransform view) {
        if (view.isIdentity()) {
            return images;
        }
        Shape shape = images.getShape();
        Taps taps = new Taps((int) shape.get(2), (int) shape.get(3));
        taps.follow(view);
        NDManager manager = images.getManager();
        long planes = shape.get(0) * shape.get(1);
        NDArray index = Owned.longs(manager, taps.index).reshape(1, -1).broadcast(planes, taps.index.length);
        NDArray weight = Owned.floats(manager, taps.weight, new Shape(1, Taps.CORNERS, taps.places));
        NDArray seen = images.reshape(planes, -1).sub(GREY).gather(index, 1).reshape(planes, Taps.CORNERS, -1);
        return seen.mul(weight).sum(new int[] {1}).add(GREY).reshape(shape);
    }

    /** For each pixel of the view the four pixels around its place in the image, and their weights; 0 outside. */
    private static final class Taps {
        static final int CORNERS = 4;

        final int height;
        final int width;
        final int places;
        final long[] index;
        final float[] weight;

        Taps(int height, int width) {
            this.height = height;
            this.width = width;
            this.places = height * width;
            this.index = new long[CORNERS * places];
            this.weight = new float[CORNERS * places];
        }

        void follow(AffineTransform view) {
            double middle = (width - 1) / 2.0;
            double centre = (height - 1) / 2.0;
            for (int place = 0; place < places; place++) {
                double x = place % width - middle;
                double y = place / width - centre;
                tap(
                        place,
                        view.getScaleX() * x + view.getShearX() * y + view.getTranslateX() + middle,
                        view.getShearY() * x + view.getScaleY() * y + view.getTranslateY() + centre);
            }
        }

        private void tap(int place, double x, double y) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            for (int corner = 0; corner < CORNERS; corner++) {
                int column = left + corner % 2;
                int row = top + corner / 2;
                if (column >= 0 && column < width && row >= 0 && row < height) {
                    index[corner * places + place] = (long) row * width + column;
                    weight[corner * places + place] = (float) ((1 - Math.abs(x - column)) * (1 - Math.abs(y - row)));
                }
            }
        }
    }
}
