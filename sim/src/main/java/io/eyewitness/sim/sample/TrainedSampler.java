package io.eyewitness.sim.sample;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Networks that minimise the empirical risk on {@value #EXAMPLES} random examples with labels between 0 and 1: {@value #WIDTH} random
 * hidden units, the output trained by least squares, of all solutions the shortest. A network that misses a label by more than {@value
 * #MISS} is drawn again, so the risk is 0, the least possible.
 */
final class TrainedSampler implements Sampler {
    /** The number of training examples. */
    static final int EXAMPLES = 5;

    /** The largest error on a training example. */
    static final double MISS = 1e-9;

    private static final int WIDTH = 12;

    private final HiddenLayer layer;
    private final double[][] inputs;
    private final double[] labels = new double[EXAMPLES];

    TrainedSampler(int dimension) {
        layer = new HiddenLayer(dimension, WIDTH);
        inputs = new double[EXAMPLES][dimension];
    }

    /** The training inputs of the last network. */
    double[][] inputs() {
        return inputs;
    }

    /** Their labels. */
    double[] labels() {
        return labels;
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        do {
            layer.draw(random);
            for (double[] input : inputs) {
                Vectors.uniform(random, input);
            }
            Vectors.uniform(random, labels);
            train();
        } while (!interpolates() || !layer.show(shown));
    }

    private void train() {
        RealMatrix hidden = new Array2DRowRealMatrix(EXAMPLES, WIDTH);
        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < WIDTH; k++) {
                hidden.setEntry(i, k, layer.hidden(k, inputs[i]));
            }
        }
        RealVector output =
                new SingularValueDecomposition(hidden).getSolver().solve(new ArrayRealVector(labels, false));
        System.arraycopy(output.toArray(), 0, layer.output(), 0, WIDTH);
    }

    private boolean interpolates() {
        for (int i = 0; i < EXAMPLES; i++) {
            if (!(Math.abs(layer.at(inputs[i]) - labels[i]) <= MISS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double at(double... x) {
        return layer.at(x);
    }
}
