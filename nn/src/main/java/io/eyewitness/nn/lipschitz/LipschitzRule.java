package io.eyewitness.nn.lipschitz;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Cones;
import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Lipschitz rule of an operation that is not a convolution or a linear map with parameters: with respect to the l2 norms, the output changes at
 * most by the sum, or else by the root of the sum of squares, of factors times the changes of the inputs.
 *
 * @param factors one for each input
 * @param isSum whether the changes add up
 */
record LipschitzRule(List<Double> factors, boolean isSum) {
    /** A node's surroundings: what its rule depends on besides its operation. */
    interface Site {
        /** The shape of an input for one image. */
        Shape input(int number);

        /** The number of inputs. */
        int inputs();

        /** The shape of the output for one image. */
        Shape output();

        /** The values of a parameter. */
        double[] values(String parameter);

        /** The values of a parameter that is a matrix, by row. */
        double[][] matrix(String parameter);
    }

    private static LipschitzRule of(double factor) {
        return new LipschitzRule(List.of(factor), true);
    }

    /** The bound of the output, by those of the inputs. */
    double bound(List<Double> inputs) {
        double sum = 0;
        for (int i = 0; i < inputs.size(); i++) {
            double change = factors.get(i) * inputs.get(i);
            sum += isSum ? change : change * change;
        }
        return isSum ? sum : Math.sqrt(sum);
    }

    /** The name of an operation, for people. */
    static String name(Operation operation) {
        String name = operation.getClass().getAnnotation(JsonTypeName.class).value();
        if (operation instanceof Pointwise pointwise) {
            return name + " " + pointwise.function().name().toLowerCase(Locale.ROOT);
        }
        if (operation instanceof Binary binary) {
            return name + " " + binary.function().name().toLowerCase(Locale.ROOT)
                    + (binary.constant() == Binary.Constant.NONE ? " of two values" : "");
        }
        if (operation instanceof Axes.Reduce reduce) {
            return name + " " + reduce.summary().name().toLowerCase(Locale.ROOT);
        }
        return name;
    }

    /** The rule; empty for an operation that has no bound or for which none is known. */
    static Optional<LipschitzRule> of(Operation operation, Site site) {
        OptionalDouble single = factor(operation, site);
        if (single.isPresent()) {
            return Optional.of(of(single.getAsDouble()));
        }
        if (operation instanceof Operation.Add) {
            return Optional.of(new LipschitzRule(Collections.nCopies(site.inputs(), 1.0), true));
        }
        if (operation instanceof Operation.Concat || operation instanceof Axes.Join) {
            return Optional.of(new LipschitzRule(Collections.nCopies(site.inputs(), 1.0), false));
        }
        if (operation instanceof Axes.Choose) {
            return Optional.of(new LipschitzRule(spreads(site), false));
        }
        if (operation instanceof FoolingCircuit circuit) {
            double gate = 2 * circuit.k() * Math.sqrt(site.output().size());
            return Optional.of(new LipschitzRule(List.of(1.0, 1.0, gate), true));
        }
        if (operation instanceof Binary binary && binary.constant() == Binary.Constant.NONE) {
            return switch (binary.function()) {
                case ADD, SUB -> Optional.of(new LipschitzRule(spreads(site), true));
                case MIN, MAX -> Optional.of(new LipschitzRule(spreads(site), false));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** How much the norm of each input grows where it is repeated to the shape of the output. */
    private static List<Double> spreads(Site site) {
        List<Double> spreads = new ArrayList<>();
        for (int i = 0; i < site.inputs(); i++) {
            spreads.add(spread(site, i));
        }
        return spreads;
    }

    private static double spread(Site site, int input) {
        return Math.sqrt((double) site.output().size() / site.input(input).size());
    }

    private static OptionalDouble factor(Operation operation, Site site) {
        if (operation instanceof Operation.Relu
                || operation instanceof Operation.Flatten
                || operation instanceof Operation.Unflatten
                || operation instanceof Operation.Identity
                || operation instanceof Operation.Roll
                || operation instanceof Operation.UnitClamp
                || operation instanceof Window.Stretch
                || operation instanceof Axes.Reshape
                || operation instanceof Axes.Permute
                || operation instanceof Axes.Tokens
                || operation instanceof Axes.Border) {
            return OptionalDouble.of(1);
        }
        if (operation instanceof Axes.Constant) {
            return OptionalDouble.of(0);
        }
        if (operation instanceof Operation.Enlarge
                || operation instanceof Operation.GlobalAverage
                || operation instanceof Axes.Spread) {
            return OptionalDouble.of(spread(site, 0));
        }
        if (operation instanceof Operation.MaxPool pool) {
            return OptionalDouble.of(Places.constant(pool, site.input(0), site.output()));
        }
        if (operation instanceof Window.Pool pool) {
            return OptionalDouble.of(Places.constant(pool, site.input(0), site.output()));
        }
        if (operation instanceof Pointwise pointwise) {
            return Slopes.of(pointwise);
        }
        if (operation instanceof Axes.Take take) {
            return OptionalDouble.of(Math.sqrt(take.places().stream()
                    .mapToInt(place -> Collections.frequency(take.places(), place))
                    .max()
                    .orElse(0)));
        }
        if (operation instanceof Axes.Resample) {
            return OptionalDouble.of(SpectralNorm.of(site.matrix("rows")) * SpectralNorm.of(site.matrix("columns")));
        }
        if (operation instanceof Cones) {
            double slopes = Math.sqrt(Arrays.stream(site.values("slope"))
                    .map(slope -> slope * slope)
                    .sum());
            return OptionalDouble.of(slopes * Math.sqrt(site.input(0).size()));
        }
        if (operation instanceof Axes.Reduce reduce && !reduce.axes().contains(0)) {
            return reduced(reduce, (double) site.input(0).size() / site.output().size());
        }
        return operation instanceof Binary binary ? withConstant(binary, site) : OptionalDouble.empty();
    }

    /** @param together how many numbers each result is made of */
    private static OptionalDouble reduced(Axes.Reduce reduce, double together) {
        return switch (reduce.summary()) {
            case SUM, L1 -> OptionalDouble.of(Math.sqrt(together));
            case MEAN -> OptionalDouble.of(1 / Math.sqrt(together));
            case MAX, MIN, L2 -> OptionalDouble.of(1);
            case PRODUCT -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble withConstant(Binary binary, Site site) {
        boolean isRight = binary.constant() == Binary.Constant.RIGHT;
        if (binary.constant() == Binary.Constant.NONE) {
            return OptionalDouble.empty();
        }
        return switch (binary.function()) {
            case ADD, SUB, MIN, MAX -> OptionalDouble.of(spread(site, 0));
            case MUL -> OptionalDouble.of(spread(site, 0) * largest(site));
            case DIV -> isRight ? OptionalDouble.of(spread(site, 0) * largestInverse(site)) : OptionalDouble.empty();
            case PRELU ->
                isRight ? OptionalDouble.of(spread(site, 0) * Math.max(1, largest(site))) : OptionalDouble.empty();
            case MATMUL ->
                binary.shape().size() == 2
                        ? OptionalDouble.of(SpectralNorm.of(site.matrix("value")))
                        : OptionalDouble.empty();
            case POW, GREATER, LESS, EQUAL -> OptionalDouble.empty();
        };
    }

    private static double largest(Site site) {
        return Arrays.stream(site.values("value")).map(Math::abs).max().orElse(0);
    }

    private static double largestInverse(Site site) {
        return Arrays.stream(site.values("value"))
                .map(value -> 1 / Math.abs(value))
                .max()
                .orElse(0);
    }
}
