package io.eyewitness.sim.game;

import io.eyewitness.sim.run.Accumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** The normal equations of a {@link Fit}, summed over games. */
final class Regression implements Accumulator<Regression> {
    private static final double RIDGE = 1e-6;

    private final double[] products = new double[Fit.TERMS * (Fit.TERMS + 1) / 2];
    private final double[] moments = new double[Fit.TERMS];
    private final double[] terms = new double[Fit.TERMS];
    private double games;

    /** Adds an example: an input and its true answer, a share of the way from m to M. */
    void learn(DecoderInput input, double truth) {
        Fit.terms(input, terms);
        games++;
        int at = 0;
        for (int i = 0; i < Fit.TERMS; i++) {
            moments[i] += terms[i] * truth;
            for (int j = 0; j <= i; j++) {
                products[at++] += terms[i] * terms[j];
            }
        }
    }

    /** The least-squares fit, with a ridge penalty of {@value #RIDGE} a game, by which dependent terms share their weight. */
    Fit fit() {
        RealMatrix matrix = new Array2DRowRealMatrix(Fit.TERMS, Fit.TERMS);
        int at = 0;
        for (int i = 0; i < Fit.TERMS; i++) {
            for (int j = 0; j <= i; j++, at++) {
                matrix.setEntry(i, j, products[at]);
                matrix.setEntry(j, i, products[at]);
            }
            matrix.addToEntry(i, i, RIDGE * games);
        }
        return new Fit(new CholeskyDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(moments, false))
                .toArray());
    }

    @Override
    public void add(Regression later) {
        games += later.games;
        sum(products, later.products);
        sum(moments, later.moments);
    }

    private static void sum(double[] to, double... from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        output.writeDouble(games);
        Accumulator.write(output, products);
        Accumulator.write(output, moments);
    }

    @Override
    public void read(DataInput input) throws IOException {
        games = input.readDouble();
        Accumulator.read(input, products);
        Accumulator.read(input, moments);
    }
}
