package io.eyewitness.nn.onnx.proto;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of an ONNX file, as far as networks of images need them.
 *
 * <p>Source: the ONNX specification, onnx.proto (IR version 10).
 */
public final class Proto {
    /** Graphs within graphs. */
    private static final int DEEPEST = 16;

    /** More messages than networks have, so that a small file cannot fill the memory. */
    private static final int MOST = 2_000_000;

    private int messages;

    private Proto() {}

    /** A file. */
    public record Model(Map<String, Long> opsets, String producer, Graph graph) {}

    /** A computation. */
    public record Graph(List<Node> nodes, List<Tensor> initializers, List<Value> inputs, List<Value> outputs) {}

    /** A step of it; an input or output that is left out has no name. */
    public record Node(
            String name,
            String operator,
            String domain,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {
        /** How messages name it. */
        public String title() {
            return name.isEmpty() ? "that gives " + (outputs.isEmpty() ? "no output" : outputs.get(0)) : name;
        }
    }

    /** A setting of a node; what it does not have is null, 0 or empty. */
    public record Attribute(
            long integer,
            float real,
            String text,
            Tensor tensor,
            Graph graph,
            List<Long> integers,
            List<Float> reals) {}

    /** Numbers, in one of several forms. */
    public record Tensor(
            String name,
            int type,
            List<Long> shape,
            ByteBuffer raw,
            List<Long> bits,
            Map<String, String> external,
            boolean isExternal) {}

    /**
     * What a graph takes or gives.
     *
     * @param kind tensor, sequence, map, optional or nothing
     * @param type of the numbers
     * @param shape null if it is not said; a length that is not fixed is null
     */
    public record Value(String name, String kind, int type, List<Long> shape) {}

    /**
     * Reads a file's messages.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Model model(ByteBuffer file) {
        Proto proto = new Proto();
        Wire wire = new Wire(file);
        Map<String, Long> opsets = new HashMap<>();
        String producer = "";
        Graph graph = null;
        while (wire.next()) {
            switch (wire.field()) {
                case 2 -> producer = wire.text();
                case 7 -> graph = proto.graph(wire.message(), 0);
                case 8 -> opset(wire.message(), opsets);
                default -> wire.skip();
            }
        }
        if (graph == null) {
            throw new IllegalArgumentException("it is no ONNX file, for it holds no graph: export the network again");
        }
        return new Model(opsets, producer, graph);
    }

    private static void opset(Wire wire, Map<String, Long> opsets) {
        String domain = "";
        long version = 0;
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> domain = wire.text();
                case 2 -> version = wire.number();
                default -> wire.skip();
            }
        }
        opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
    }

    private Graph graph(Wire wire, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("its graphs are nested more than " + DEEPEST + " deep");
        }
        List<Node> nodes = new ArrayList<>();
        List<Tensor> initializers = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        List<Value> outputs = new ArrayList<>();
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> nodes.add(node(wire.message(), depth));
                case 5 -> initializers.add(tensor(wire.message()));
                case 11 -> inputs.add(value(wire.message()));
                case 12 -> outputs.add(value(wire.message()));
                case 15 -> throw new IllegalArgumentException("it holds sparse tensors, which are not known");
                default -> wire.skip();
            }
        }
        return new Graph(nodes, initializers, inputs, outputs);
    }

    private Node node(Wire wire, int depth) {
        String name = "";
        String operator = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> inputs.add(wire.text());
                case 2 -> outputs.add(wire.text());
                case 3 -> name = wire.text();
                case 4 -> operator = wire.text();
                case 5 -> attribute(wire.message(), depth, attributes);
                case 7 -> domain = wire.text();
                default -> wire.skip();
            }
        }
        return new Node(name, operator, domain.equals("ai.onnx") ? "" : domain, inputs, outputs, attributes);
    }

    private void attribute(Wire wire, int depth, Map<String, Attribute> attributes) {
        String name = "";
        long integer = 0;
        float real = 0;
        String text = "";
        Tensor tensor = null;
        Graph graph = null;
        List<Long> integers = new ArrayList<>();
        List<Float> reals = new ArrayList<>();
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> name = wire.text();
                case 2 -> real = wire.real();
                case 3 -> integer = wire.number();
                case 4 -> text = wire.text();
                case 5 -> tensor = tensor(wire.message());
                case 6 -> graph = graph(wire.message(), depth + 1);
                case 7 -> wire.bits(Float.BYTES, bits -> reals.add(Float.intBitsToFloat((int) bits)));
                case 8 -> wire.numbers(integers::add);
                default -> wire.skip();
            }
        }
        attributes.put(name, new Attribute(integer, real, text, tensor, graph, integers, reals));
    }

    private Tensor tensor(Wire wire) {
        String name = "";
        int type = 0;
        List<Long> shape = new ArrayList<>();
        ByteBuffer raw = null;
        List<Long> bits = new ArrayList<>();
        Map<String, String> external = new HashMap<>();
        boolean isExternal = false;
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> wire.numbers(shape::add);
                case 2 -> type = (int) wire.number();
                case 3 -> throw new IllegalArgumentException("it holds a tensor in segments, which are not known");
                case 4 -> wire.bits(Float.BYTES, bits::add);
                case 5, 7, 11 -> wire.numbers(bits::add);
                case 8 -> name = wire.text();
                case 9 -> raw = wire.content();
                case 10 -> wire.bits(Double.BYTES, bits::add);
                case 13 -> entry(wire.message(), external);
                case 14 -> isExternal = wire.number() == 1;
                default -> wire.skip();
            }
        }
        return new Tensor(name, type, shape, raw, bits, external, isExternal);
    }

    private static void entry(Wire wire, Map<String, String> entries) {
        String key = "";
        String text = "";
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> key = wire.text();
                case 2 -> text = wire.text();
                default -> wire.skip();
            }
        }
        entries.put(key, text);
    }

    private Value value(Wire wire) {
        String name = "";
        Value typed = new Value("", "nothing", 0, null);
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> name = wire.text();
                case 2 -> typed = type(wire.message());
                default -> wire.skip();
            }
        }
        return new Value(name, typed.kind(), typed.type(), typed.shape());
    }

    private Value type(Wire wire) {
        Value typed = new Value("", "nothing", 0, null);
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> typed = tensorType(wire.message());
                case 4 -> typed = other(wire, "sequence");
                case 5 -> typed = other(wire, "map");
                case 9 -> typed = other(wire, "optional");
                default -> wire.skip();
            }
        }
        return typed;
    }

    private static Value other(Wire wire, String kind) {
        wire.skip();
        return new Value("", kind, 0, null);
    }

    private Value tensorType(Wire wire) {
        int type = 0;
        List<Long> shape = null;
        while (wire.next()) {
            count();
            switch (wire.field()) {
                case 1 -> type = (int) wire.number();
                case 2 -> shape = shape(wire.message());
                default -> wire.skip();
            }
        }
        return new Value("", "tensor", type, shape);
    }

    private List<Long> shape(Wire wire) {
        List<Long> shape = new ArrayList<>();
        while (wire.next()) {
            count();
            if (wire.field() != 1) {
                wire.skip();
                continue;
            }
            Wire length = wire.message();
            Long fixed = null;
            while (length.next()) {
                if (length.field() == 1) {
                    fixed = length.number();
                } else {
                    length.skip();
                }
            }
            shape.add(fixed);
        }
        return shape;
    }

    private void count() {
        if (++messages > MOST) {
            throw new IllegalArgumentException("it has more than " + MOST + " nodes, tensors and settings");
        }
    }
}
