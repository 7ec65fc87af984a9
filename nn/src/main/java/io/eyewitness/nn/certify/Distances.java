package io.eyewitness.nn.certify;

import io.eyewitness.nn.image.LabelledImages;

/** The l2 distances of test images to examples, of pixels in [0,1]; their squares are computed with whole numbers. */
final class Distances {
    private static final double LEVELS = 255;

    private final LabelledImages examples;
    private final byte[] pixels;

    Distances(LabelledImages examples) {
        this.examples = examples;
        int bytes = examples.shape().bytes();
        pixels = new byte[Math.multiplyExact(examples.size(), bytes)];
        for (int i = 0; i < examples.size(); i++) {
            examples.copy(i, pixels, i * bytes);
        }
    }

    /** The distances of an image to all examples, in their order. */
    double[] to(LabelledImages images, int image) {
        int bytes = examples.shape().bytes();
        byte[] own = new byte[bytes];
        images.copy(image, own, 0);
        double[] distances = new double[examples.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.sqrt(squares(own, i * bytes)) / LEVELS;
        }
        return distances;
    }

    private long squares(byte[] own, int at) {
        long squares = 0;
        for (int from = 0; from < own.length; from += Short.MAX_VALUE) {
            squares += squares(own, at, from, Math.min(own.length, from + Short.MAX_VALUE));
        }
        return squares;
    }

    /** Of so few numbers that their sum is an int. */
    private int squares(byte[] own, int at, int from, int to) {
        int squares = 0;
        for (int i = from; i < to; i++) {
            int difference = (own[i] & 0xff) - (pixels[at + i] & 0xff);
            squares += difference * difference;
        }
        return squares;
    }
}
