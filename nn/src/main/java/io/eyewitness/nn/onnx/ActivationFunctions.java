package io.eyewitness.nn.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.onnx.operator.BoundOperation;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recognizes activation functions that an exporter wrote in several operators, such as SiLU, x times its sigmoid, or GELU by the error function.
 * However one is spelled, the steps between a value and the last of them are a function of each number by itself, and it is known by its values.
 */
final class ActivationFunctions {
    private static final List<Pointwise> KNOWN = Stream.of(
                    Pointwise.Function.SILU,
                    Pointwise.Function.HARD_SWISH,
                    Pointwise.Function.GELU,
                    Pointwise.Function.GELU_TANH,
                    Pointwise.Function.MISH)
            .map(function -> new Pointwise(function, 0, 0))
            .toList();

    /** More steps than any of them is written in. */
    private static final int MOST_STEPS = 16;

    private static final float LARGEST = 10;
    private static final int DENSE = 401;

    /** What is far from 0, where a limit may still be: within the reach of numbers of 16 bits, and beyond. */
    private static final float[] FAR = {15, 20, 30, 50, 100, 200, 500, 1e3f, 1e4f, 1e5f};

    private static final float[] POINTS = points();
    private static final double TOLERANCE = 1e-6;

    private final List<BoundOperation> steps;
    private final NDManager manager;
    private final Map<String, Integer> places = new HashMap<>();

    private ActivationFunctions(List<BoundOperation> steps, NDManager manager) {
        this.steps = new ArrayList<>(steps);
        this.manager = manager;
        for (int i = 0; i < steps.size(); i++) {
            places.put(steps.get(i).layer(), i);
        }
    }

    /**
     * The same steps, but the last one of each such function is the whole of it. Those that came before it may be needed no longer.
     *
     * @param manager of what is computed on the way
     */
    static List<BoundOperation> recognized(List<BoundOperation> steps, NDManager manager) {
        ActivationFunctions functions = new ActivationFunctions(steps, manager);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).operation() instanceof Binary) {
                int place = i;
                functions.whole(i).ifPresent(step -> functions.steps.set(place, step));
            }
        }
        functions.show();
        return functions.steps;
    }

    /** Layers that show an activation in another order of axes become that activation of what is shown before it. */
    private void show() {
        Map<BoundOperation, Integer> shown = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            BoundOperation step = steps.get(i);
            if (!isShowing(step.operation())) {
                continue;
            }
            int origin = place(step.inputs().get(0));
            shown.put(showing(step.operation(), origin), i);
            Operation activation = origin < 0 ? null : steps.get(origin).operation();
            if (activation instanceof Pointwise || activation instanceof Operation.Relu) {
                Integer before = shown.get(showing(
                        step.operation(), place(steps.get(origin).inputs().get(0))));
                if (before != null) {
                    List<String> inputs = List.of(steps.get(before).layer());
                    steps.set(i, new BoundOperation(step.layer(), activation, Map.of(), inputs));
                }
            }
        }
    }

    private static boolean isShowing(Operation operation) {
        return operation.equals(ChannelsLast.TO_FIRST) || operation.equals(new Axes.Tokens(false));
    }

    /** What shows the value of a step. */
    private static BoundOperation showing(Operation operation, int origin) {
        return new BoundOperation("", operation, Map.of(), List.of(String.valueOf(origin)));
    }

    /** The step that does all that leads to a step from a value; empty if it is no known function. */
    private Optional<BoundOperation> whole(int last) {
        TreeMap<Integer, BoundOperation> inside = new TreeMap<>();
        SortedSet<Integer> before = new TreeSet<>(List.of(last));
        while (inside.size() < MOST_STEPS) {
            int latest = before.last();
            if (latest < 0 || !isPointwise(steps.get(latest))) {
                return Optional.empty();
            }
            before.remove(latest);
            inside.put(latest, steps.get(latest));
            steps.get(latest).inputs().forEach(layer -> before.add(place(layer)));
            if (before.size() == 1 && before.first() >= 0 && inside.size() > 1) {
                String value = steps.get(before.first()).layer();
                Optional<Pointwise> known = known(inside, before.first());
                if (known.isPresent()) {
                    return Optional.of(
                            new BoundOperation(steps.get(last).layer(), known.get(), Map.of(), List.of(value)));
                }
            }
        }
        return Optional.empty();
    }

    /** The place of the step that gives a layer; a value that was only shown in another order of axes is the one before that. */
    private int place(String layer) {
        int place = places.getOrDefault(layer, -1);
        if (place < 0) {
            return place;
        }
        Operation back = steps.get(place).operation();
        int shown = places.getOrDefault(steps.get(place).inputs().get(0), -1);
        boolean isBack = shown >= 0
                && (back instanceof Axes.Tokens || back instanceof Axes.Permute)
                && isUndone(steps.get(shown).operation(), back);
        return isBack ? place(steps.get(shown).inputs().get(0)) : place;
    }

    private static boolean isUndone(Operation operation, Operation back) {
        if (operation instanceof Axes.Permute one && back instanceof Axes.Permute two) {
            return one.order().size() == two.order().size()
                    && one.order().stream()
                            .map(two.order()::get)
                            .toList()
                            .equals(Stream.iterate(0, axis -> axis + 1)
                                    .limit(one.order().size())
                                    .toList());
        }
        return operation.equals(new Axes.Tokens(false)) && back.equals(new Axes.Tokens(true));
    }

    private static boolean isPointwise(BoundOperation step) {
        Tensor value = step.tensors().get("value");
        return step.operation() instanceof Pointwise
                || step.operation() instanceof Operation.Relu
                || step.operation() instanceof Operation.Add
                || step.operation() instanceof Binary binary
                        && binary.function() != Binary.Function.MATMUL
                        && (value == null || value.values().length == 1);
    }

    private Optional<Pointwise> known(TreeMap<Integer, BoundOperation> inside, int from) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray all = scratch.create(POINTS, new Shape(1, 1, 1, POINTS.length));
            Map<Integer, NDArray> values = new HashMap<>(Map.of(from, all));
            inside.forEach((place, step) -> values.put(
                    place,
                    step.apply(
                            step.inputs().stream()
                                    .map(layer -> values.get(place(layer)))
                                    .toList(),
                            scratch)));
            float[] found = values.get(inside.lastKey()).toFloatArray();
            return KNOWN.stream()
                    .filter(function -> areNear(
                            found, function.apply(List.of(all), null, false).toFloatArray()))
                    .findFirst();
        }
    }

    private static float[] points() {
        float[] points = new float[DENSE + 2 * FAR.length];
        for (int i = 0; i < DENSE; i++) {
            points[i] = LARGEST * (2f * i / (DENSE - 1) - 1);
        }
        for (int i = 0; i < FAR.length; i++) {
            points[DENSE + 2 * i] = FAR[i];
            points[DENSE + 2 * i + 1] = -FAR[i];
        }
        return points;
    }

    private static boolean areNear(float[] found, float[] wanted) {
        for (int i = 0; i < POINTS.length; i++) {
            if (!(Math.abs(found[i] - wanted[i]) <= TOLERANCE * (1 + Math.abs(POINTS[i])))) {
                return false;
            }
        }
        return true;
    }
}
