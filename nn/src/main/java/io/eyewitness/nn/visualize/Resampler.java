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
     * @param view the map from pixels of the view to places in the image, both with the origin at the centre
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

    /** The four pixels around the place of each pixel of the view in the image, and their weights, which are 0 outside. */
    private static final class Taps {
        static final int CORNERS = 4;

        final int height;
        final int width;
        final int places;
        final int[] index;
        final float[] weight;

        Taps(int height, int width) {
            this.height = height;
            this.width = width;
            this.places = height * width;
            this.index = new int[CORNERS * places];
            this.weight = new float[CORNERS * places];
        }

        void follow(AffineTransform view) {
            double middle = (width - 1) / 2.0;
            double centre = (height - 1) / 2.0;
            for (int row = 0; row < height; row++) {
                double left = view.getShearX() * (row - centre) + view.getTranslateX() + middle;
                double top = view.getScaleY() * (row - centre) + view.getTranslateY() + centre;
                for (int column = 0; column < width; column++) {
                    double x = view.getScaleX() * (column - middle) + left;
                    double y = view.getShearY() * (column - middle) + top;
                    around(row * width + column, x, y);
                }
            }
        }

        private void around(int place, double x, double y) {
            double left = Math.floor(x);
            double top = Math.floor(y);
            tap(place, left, top, (left + 1 - x) * (top + 1 - y));
            tap(place + places, left + 1, top, (x - left) * (top + 1 - y));
            tap(place + 2 * places, left, top + 1, (left + 1 - x) * (y - top));
            tap(place + 3 * places, left + 1, top + 1, (x - left) * (y - top));
        }

        private void tap(int at, double column, double row, double share) {
            if (column >= 0 && column < width && row >= 0 && row < height) {
                index[at] = (int) row * width + (int) column;
                weight[at] = (float) share;
            }
        }
    }
}
