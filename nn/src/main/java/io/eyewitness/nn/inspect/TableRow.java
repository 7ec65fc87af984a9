package io.eyewitness.nn.inspect;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Cones;
import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.theory.function.FunctionClass;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The row of the table that a network is in, whatever its parameters are: affine if all its operations are, ReLU networks if all are piecewise affine
 * and continuous, for every such function is that of a ReLU network (Arora et al., "Understanding deep neural networks with rectified linear units", ICLR 2018,
 * theorem 2.1), and all functions otherwise.
 *
 * @param row AFF, NN or F
 * @param beyond the layer because of which the network is in no smaller row; empty for affine networks
 */
record TableRow(FunctionClass row, Optional<String> beyond) {
    private static final Set<Class<?>> AFFINE = Set.of(
            Operation.Conv.class,
            Operation.BatchNorm.class,
            Operation.GlobalAverage.class,
            Operation.Linear.class,
            Operation.ChannelAffine.class,
            Operation.Add.class,
            Operation.Concat.class,
            Operation.Flatten.class,
            Operation.Unflatten.class,
            Operation.Enlarge.class,
            Operation.Identity.class,
            Operation.Roll.class,
            Window.Convolution.class,
            Window.Stretch.class,
            Axes.Reshape.class,
            Axes.Permute.class,
            Axes.Take.class,
            Axes.Join.class,
            Axes.Tokens.class,
            Axes.Border.class,
            Axes.Spread.class,
            Axes.Constant.class,
            Axes.Choose.class,
            Axes.Resample.class);

    private static final Set<Class<?>> PIECEWISE = Set.of(
            Operation.Relu.class,
            Operation.MaxPool.class,
            Operation.UnitClamp.class,
            FoolingCircuit.class,
            Cones.class);

    /** The row of a network's logits. */
    static TableRow of(Graph graph) {
        Optional<Node> other = graph.nodes().stream()
                .filter(node -> row(node.operation()) == FunctionClass.F)
                .findFirst();
        if (other.isPresent()) {
            return new TableRow(FunctionClass.F, other.map(Node::layer));
        }
        Optional<Node> bent = graph.nodes().stream()
                .filter(node -> row(node.operation()) == FunctionClass.NN)
                .findFirst();
        return new TableRow(bent.isPresent() ? FunctionClass.NN : FunctionClass.AFF, bent.map(Node::layer));
    }

    /** What the table says of it, whatever an inspection measures. */
    Inspection.Theory theory() {
        return new Inspection.Theory(
                row.name(),
                Stream.of("exact", "approx", "side")
                        .map(notion -> "claim:" + row.name() + "." + notion)
                        .toList(),
                "No score proves that a visualization is honest: all that its operations say of this network is that it is in the row of "
                        + "the table \"" + row.title() + "\"" + because()
                        + ", and there one cannot tell from visualizations whether a unit is"
                        + " nearer to its maximum or its minimum at an image. Twins have the visualizations of the clean network, bit for bit.");
    }

    private String because() {
        return row == FunctionClass.F ? ", for " + beyond.orElseThrow() + " is not piecewise affine" : "";
    }

    /** The row of an operation; F for those that are not known to be piecewise affine and continuous. */
    static FunctionClass row(Operation operation) {
        if (AFFINE.contains(operation.getClass())) {
            return FunctionClass.AFF;
        }
        if (PIECEWISE.contains(operation.getClass())) {
            return FunctionClass.NN;
        }
        if (operation instanceof Window.Pool pool) {
            return pool.summary() == Window.Summary.MAX ? FunctionClass.NN : FunctionClass.AFF;
        }
        if (operation instanceof Axes.Reduce reduce) {
            return row(reduce.summary());
        }
        if (operation instanceof Pointwise pointwise) {
            return row(pointwise.function());
        }
        return operation instanceof Binary binary ? row(binary) : FunctionClass.F;
    }

    private static FunctionClass row(Axes.Summary summary) {
        return switch (summary) {
            case SUM, MEAN -> FunctionClass.AFF;
            case MAX, MIN, L1 -> FunctionClass.NN;
            default -> FunctionClass.F;
        };
    }

    private static FunctionClass row(Pointwise.Function function) {
        return switch (function) {
            case NEG -> FunctionClass.AFF;
            case CLIP, LEAKY_RELU, HARD_SIGMOID, ABS -> FunctionClass.NN;
            default -> FunctionClass.F;
        };
    }

    private static FunctionClass row(Binary binary) {
        boolean isScaled = binary.constant() != Binary.Constant.NONE;
        return switch (binary.function()) {
            case ADD, SUB -> FunctionClass.AFF;
            case MUL, MATMUL -> isScaled ? FunctionClass.AFF : FunctionClass.F;
            case DIV -> binary.constant() == Binary.Constant.RIGHT ? FunctionClass.AFF : FunctionClass.F;
            case MIN, MAX -> FunctionClass.NN;
            case PRELU -> binary.constant() == Binary.Constant.RIGHT ? FunctionClass.NN : FunctionClass.F;
            default -> FunctionClass.F;
        };
    }
}
