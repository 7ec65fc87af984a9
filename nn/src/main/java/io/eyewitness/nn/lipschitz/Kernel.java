package io.eyewitness.nn.lipschitz;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of a convolution, or of a linear map, which is a convolution of one place.
 *
 * @param weights shape (out, in / groups, height, width)
 * @param groups of channels that are convolved apart
 * @param strides in pixels, by axis (height, width)
 * @param dilations in pixels, by axis
 */
record Kernel(double[][][][] weights, int groups, List<Integer> strides, List<Integer> dilations) {
    /** The largest number of products of a squaring of all symbols, for which singular values by frequency are affordable. */
    private static final double AFFORDABLE = 2e9;

    /** The largest side of unfoldings that mix channels and places. */
    private static final int MIXED = 512;

    /** A linear map, by its matrix (out, in). */
    static Kernel linear(double[]... matrix) {
        double[][][][] weights = new double[matrix.length][matrix[0].length][1][1];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                weights[i][j][0][0] = matrix[i][j];
            }
        }
        return new Kernel(weights, 1, List.of(1, 1), List.of(1, 1));
    }

    /** The convolution to some output channels of one group. */
    private Kernel part(int... channels) {
        return new Kernel(
                IntStream.of(channels).mapToObj(channel -> weights[channel]).toArray(double[][][][]::new),
                1,
                strides,
                dilations);
    }

    /** This convolution followed by a scale of each output channel. */
    Kernel times(double... scales) {
        double[][][][] scaled = new double[weights.length][inputs()][height()][width()];
        for (int out = 0; out < weights.length; out++) {
            for (int in = 0; in < inputs(); in++) {
                for (int y = 0; y < height(); y++) {
                    for (int x = 0; x < width(); x++) {
                        scaled[out][in][y][x] = weights[out][in][y][x] * scales[out];
                    }
                }
            }
        }
        return new Kernel(scaled, groups, strides, dilations);
    }

    /** A bound on the norm of one output channel. */
    double norm(int channel, long rows, long columns) {
        return part(channel).normOfGroup(rows, columns);
    }

    /**
     * A bound on the norm with respect to the l2 norms of input and output.
     *
     * @param rows of the image that is convolved, before any zeros are added around it
     * @param columns of it
     */
    double norm(long rows, long columns) {
        int each = weights.length / groups;
        return IntStream.range(0, groups)
                .mapToDouble(group -> part(IntStream.range(group * each, (group + 1) * each)
                                .toArray())
                        .normOfGroup(rows, columns))
                .max()
                .orElseThrow();
    }

    private double normOfGroup(long rows, long columns) {
        if (strides.get(0) >= reach(0, height()) && strides.get(1) >= reach(1, width())) {
            return SpectralNorm.of(unfolded(false, false));
        }
        double unfoldings = byUnfoldings();
        long gridRows = multiple(rows + reach(0, height()) - 1, strides.get(0));
        long gridColumns = multiple(columns + reach(1, width()) - 1, strides.get(1));
        double side = 2.0 * Math.min(weights.length, inputs() * strides.get(0) * strides.get(1));
        double frequencies = (gridRows / strides.get(0) / 2.0 + 1) * gridColumns / strides.get(1);
        return frequencies * side * side * side <= AFFORDABLE
                ? Math.min(unfoldings, byFrequencies(gridRows, gridColumns))
                : unfoldings;
    }

    private static long multiple(long least, int factor) {
        return (least + factor - 1) / factor * factor;
    }

    /**
     * Singular values at all frequencies of a circular grid on which the full convolution of the image has room; zeros around an image restrict
     * this convolution (Sedghi et al., "The singular values of convolutional layers", 2019). Strides fold frequencies together, whose symbols
     * then stand side by side. Frequencies of opposite sign have the same singular values.
     */
    private double byFrequencies(long rows, long columns) {
        double largest = 0;
        for (long v = 0; v <= rows / strides.get(0) / 2; v++) {
            for (long u = 0; u < columns / strides.get(1); u++) {
                largest = Math.max(largest, SpectralNorm.ofAbove(largest, folded(v, u, rows, columns)));
            }
        }
        return largest;
    }

    private double[][] folded(long v, long u, long rows, long columns) {
        int down = strides.get(0);
        int across = strides.get(1);
        double[][] folded = new double[2 * weights.length][2 * inputs() * down * across];
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                addSymbol(
                        folded,
                        2 * inputs() * (i * across + j),
                        2 * Math.PI * ((double) v / rows + (double) i / down),
                        2 * Math.PI * ((double) u / columns + (double) j / across));
            }
        }
        return folded;
    }

    /**
     * Adds the complex symbol A + iB at a frequency, by the root of the number of frequencies that are folded together, as the real matrix (A, -B; B, A),
     * which has the same singular values, each twice.
     */
    private void addSymbol(double[][] matrix, int first, double vertical, double horizontal) {
        double share = 1 / Math.sqrt(strides.get(0) * strides.get(1));
        int second = first + inputs();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                double angle = vertical * dilations.get(0) * y + horizontal * dilations.get(1) * x;
                double cosine = share * Math.cos(angle);
                double sine = share * Math.sin(angle);
                for (int out = 0; out < weights.length; out++) {
                    for (int in = 0; in < inputs(); in++) {
                        double weight = weights[out][in][y][x];
                        matrix[out][first + in] += weight * cosine;
                        matrix[out][second + in] -= weight * sine;
                        matrix[weights.length + out][first + in] += weight * sine;
                        matrix[weights.length + out][second + in] += weight * cosine;
                    }
                }
            }
        }
    }

    /**
     * The root of the number of places times the least of the norms of the four unfoldings (Singla and Feizi, "Fantastic four: differentiable bounds on
     * singular values of convolution layers", 2021). A symbol is a product of an unfolding and of vectors of phases, which dilations change
     * and whose lengths they keep.
     */
    private double byUnfoldings() {
        double least = Math.min(SpectralNorm.of(unfolded(false, false)), SpectralNorm.of(unfolded(true, true)));
        if (Math.min(weights.length, inputs()) * Math.max(height(), width()) <= MIXED) {
            least = Math.min(least, SpectralNorm.of(unfolded(true, false)));
            least = Math.min(least, SpectralNorm.of(unfolded(false, true)));
        }
        return Math.sqrt(height() * width()) * least;
    }

    /**
     * The weights as a matrix, from input channels to output channels.
     *
     * @param areRowsOut whether the rows of places stand beside the output channels, not beside the input channels
     * @param areColumnsOut whether the columns do
     */
    private double[][] unfolded(boolean areRowsOut, boolean areColumnsOut) {
        int rowsOut = areRowsOut ? height() : 1;
        int columnsOut = areColumnsOut ? width() : 1;
        int rowsIn = height() / rowsOut;
        int columnsIn = width() / columnsOut;
        double[][] matrix = new double[weights.length * rowsOut * columnsOut][inputs() * rowsIn * columnsIn];
        for (int out = 0; out < weights.length; out++) {
            for (int in = 0; in < inputs(); in++) {
                for (int y = 0; y < height(); y++) {
                    for (int x = 0; x < width(); x++) {
                        int row = (out * rowsOut + y % rowsOut) * columnsOut + x % columnsOut;
                        int column = (in * rowsIn + y % rowsIn) * columnsIn + x % columnsIn;
                        matrix[row][column] = weights[out][in][y][x];
                    }
                }
            }
        }
        return matrix;
    }

    private int inputs() {
        return weights[0].length;
    }

    private int height() {
        return weights[0][0].length;
    }

    private int width() {
        return weights[0][0][0].length;
    }

    private int reach(int axis, int places) {
        return dilations.get(axis) * (places - 1) + 1;
    }
}
