package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A network and the data on which it is to have the least empirical risk.
 *
 * <p>Source: theory.md section 3, row 3.
 *
 * @param base the network, trained or not
 * @param range encloses its values on X, as a solver or interval arithmetic has found
 * @param data the training data
 */
public record TrainingTask(ReluNetwork base, Interval range, Dataset data) {
    public TrainingTask {
        if (base.dimension() != data.dimension()) {
            throw new IllegalArgumentException("the network has " + base.dimension() + " inputs, the data "
                    + data.dimension() + "; they must agree");
        }
    }

    /** The task with the range that interval arithmetic proves, which may be wide. */
    public static TrainingTask of(ReluNetwork base, Dataset data) {
        Interval range = Bounds.of(base.term().orElseThrow(), base.dimension()).value();
        return new TrainingTask(base, range, data);
    }

    /**
     * A finite data set for regression with squared loss; inputs may repeat with different labels.
     *
     * <p>Source: theory.md section 3, row 3 (E1, E2).
     *
     * @param inputs at least one, all of the same dimension, in the cube
     * @param labels as many
     */
    public record Dataset(List<Point> inputs, List<BigFraction> labels) {
        public Dataset {
            inputs = List.copyOf(inputs);
            labels = List.copyOf(labels);
            if (inputs.isEmpty() || inputs.size() != labels.size()) {
                throw new IllegalArgumentException("a data set needs at least one input and a label for each, not "
                        + inputs.size() + " inputs and " + labels.size() + " labels");
            }
            int dimension = inputs.get(0).dimension();
            for (Point input : inputs) {
                if (input.dimension() != dimension || !input.isInUnitCube()) {
                    throw new IllegalArgumentException(
                            "the input " + input + " must lie in the cube and have dimension " + dimension);
                }
            }
        }

        public int dimension() {
            return inputs.get(0).dimension();
        }

        /** The distinct inputs, in lexicographic order, each with the mean of its labels: what a least-risk unit takes there. */
        public Map<Point, BigFraction> meanLabels() {
            Map<Point, List<BigFraction>> byInput = new TreeMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                byInput.computeIfAbsent(inputs.get(i), input -> new ArrayList<>())
                        .add(labels.get(i));
            }
            Map<Point, BigFraction> means = new TreeMap<>();
            byInput.forEach((input, all) -> means.put(input, Rationals.sum(all).divide(BigFraction.of(all.size()))));
            return means;
        }

        /** The distinct inputs, in lexicographic order. */
        public List<Point> distinctInputs() {
            return inputs.stream().sorted().distinct().toList();
        }

        /** The mean squared loss of a unit with rational values at the inputs. */
        public BigFraction empiricalRisk(Unit unit) {
            return empiricalRisk(unit.evaluator());
        }

        /** The mean squared loss of a function with rational values at the inputs. */
        BigFraction empiricalRisk(Function<Point, Surd> function) {
            return risk(input -> function.apply(input).toRational());
        }

        /** The least mean squared loss of any function (E2). */
        public BigFraction leastRisk() {
            return risk(meanLabels()::get);
        }

        private BigFraction risk(Function<Point, BigFraction> predictor) {
            Map<Point, BigFraction> predictions = new TreeMap<>();
            BigFraction total = BigFraction.ZERO;
            for (int i = 0; i < inputs.size(); i++) {
                BigFraction prediction = predictions.computeIfAbsent(inputs.get(i), predictor);
                BigFraction residual = prediction.subtract(labels.get(i));
                total = total.add(residual.multiply(residual));
            }
            return total.divide(BigFraction.of(inputs.size()));
        }
    }
}
