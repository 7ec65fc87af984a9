package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Piecewise affine functions: interpolations of standard normal values on a grid of {@value #CELLS} cells a direction, each cell parted
 * into simplices (Kuhn), in {@link Directions}. Their extremes are at vertices of the grid.
 */
final class PiecewiseAffineSampler implements Sampler {
    private static final int CELLS = 4;
    private static final int SIDE = CELLS + 1;

    private final Directions directions;
    private final double[] values;

    PiecewiseAffineSampler(int dimension) {
        directions = new Directions(dimension);
        values = new double[directions.count() == 1 ? SIDE : SIDE * SIDE];
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        directions.draw(random);
        Vectors.gaussian(random, values);
        int least = 0;
        int greatest = 0;
        for (int i = 1; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
            greatest = values[i] > values[greatest] ? i : greatest;
        }
        place(least, shown.a());
        place(greatest, shown.b());
        shown.set(values[least], values[greatest], Samplers.ROUNDING * (values[greatest] - values[least]));
    }

    private void place(int vertex, double[] x) {
        directions.lift(0, (double) (vertex % SIDE) / CELLS, x);
        if (directions.count() > 1) {
            directions.lift(1, (double) (vertex / SIDE) / CELLS, x);
        }
    }

    @Override
    public double at(double... x) {
        double u = directions.along(0, x) * CELLS;
        int column = cell(u);
        double across = u - column;
        if (directions.count() == 1) {
            return values[column] + across * (values[column + 1] - values[column]);
        }
        double v = directions.along(1, x) * CELLS;
        int row = cell(v);
        double up = v - row;
        int corner = row * SIDE + column;
        double near = values[corner];
        double far = values[corner + SIDE + 1];
        double between = across >= up ? values[corner + 1] : values[corner + SIDE];
        return near + Math.max(across, up) * (between - near) + Math.min(across, up) * (far - between);
    }

    private static int cell(double u) {
        return Math.max(0, Math.min(CELLS - 1, (int) u));
    }
}
