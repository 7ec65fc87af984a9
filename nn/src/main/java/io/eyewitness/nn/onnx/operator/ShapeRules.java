package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Operators that tell shapes, make constants, and leave numbers as they are. */
final class ShapeRules {
    private ShapeRules() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("Constant", Rule.of(ShapeRules::constant));
        rules.put("ConstantOfShape", Rule.of(ShapeRules::constantOfShape));
        rules.put("Range", Rule.of(ShapeRules::range));
        rules.put("Shape", Rule.of(ShapeRules::shape));
        rules.put(
                "Size",
                Rule.of(site -> Constant.of(
                        List.of(), site.declared(site.input(0)).stream().reduce(1L, (a, b) -> a * b))));
        rules.put("Identity", Rule.of(site -> site.input(0)));
        rules.put("Dropout", Rule.of(ShapeRules::dropout));
        rules.put("Cast", Rule.of(ShapeRules::cast));
        rules.put("CastLike", Rule.of(site -> like(site.input(0), site.input(1))));
        return rules;
    }

    private static Operand constant(Site site) {
        if (site.hasAttribute("value")) {
            return site.tensor("value");
        }
        if (site.hasAttribute("value_float")) {
            return Constant.of(List.of(), site.real("value_float", 0));
        }
        if (site.hasAttribute("value_int")) {
            return Constant.of(List.of(), site.integer("value_int", 0));
        }
        if (site.hasAttribute("value_ints")) {
            return Constant.row(site.integers("value_ints"));
        }
        if (site.hasAttribute("value_floats")) {
            List<Float> reals = site.reals("value_floats");
            float[] values = new float[reals.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = reals.get(i);
            }
            return Constant.of(List.of((long) values.length), values);
        }
        throw new IllegalArgumentException("its value is neither numbers nor a tensor");
    }

    private static Operand constantOfShape(Site site) {
        List<Long> shape = site.constant(0).integers();
        Constant value = site.tensor("value");
        Constant single = value == null ? Constant.of(List.of(1L), 0f) : value;
        single.single();
        Constant.requireComputed(Constant.size(shape), 0);
        return single.pick(shape, i -> 0);
    }

    private static Operand range(Site site) {
        double from = site.constant(0).single();
        double to = site.constant(1).single();
        double step = site.constant(2).single();
        double count = Math.max(0, Math.ceil((to - from) / step));
        if (!(count <= Constant.MOST_COMPUTED)) {
            throw new IllegalArgumentException("it has too many numbers");
        }
        List<Long> shape = List.of((long) count);
        if (site.constant(0).isReal()) {
            float[] reals = new float[(int) count];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = (float) (from + i * step);
            }
            return Constant.of(shape, reals);
        }
        return Constant.of(
                shape,
                LongStream.range(0, (long) count)
                        .map(i -> (long) from + i * (long) step)
                        .toArray());
    }

    private static Operand shape(Site site) {
        List<Long> shape = site.declared(site.input(0));
        int start = (int) AxisRules.clamped(site.integer("start", 0), shape.size());
        int end = (int) AxisRules.clamped(site.integer("end", shape.size()), shape.size());
        return Constant.row(shape.subList(start, Math.max(start, end)));
    }

    private static Operand dropout(Site site) {
        site.ignore("ratio", "seed", "is_test");
        return site.isConstant(0) ? site.input(0) : site.step(new Operation.Identity(), site.input(0));
    }

    private static Operand cast(Site site) {
        site.ignore("saturate", "round_mode");
        long type = site.integer("to", 0);
        if (!Tensors.isReal(type) && !Tensors.isInteger(type)) {
            throw new IllegalArgumentException("type " + type + " is not known");
        }
        if (site.isConstant(0)) {
            Constant constant = site.constant(0);
            return Tensors.isReal(type)
                    ? constant.asReal()
                    : Tensors.isTruth(type)
                            ? constant.map(x -> x == 0 ? 0 : 1, x -> x == 0 ? 0 : 1)
                                    .asInteger()
                            : constant.asInteger();
        }
        if (Tensors.isTruth(type)) {
            return NumberRules.not(
                    site, NumberRules.both(site, Binary.Function.EQUAL, site.input(0), Constant.of(List.of(), 0f)));
        }
        if (!Tensors.isReal(type)) {
            throw new IllegalArgumentException("values that depend on the image are floats or truths only");
        }
        return site.input(0);
    }

    private static Operand like(Operand operand, Operand other) {
        boolean isReal = !(other instanceof Constant type) || type.isReal();
        if (operand instanceof Constant constant) {
            return isReal ? constant.asReal() : constant.asInteger();
        }
        if (!isReal) {
            throw new IllegalArgumentException("values that depend on the image are floats or truths only");
        }
        return operand;
    }
}
