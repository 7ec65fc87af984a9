package io.eyewitness.nn.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small ONNX files, for tests. */
final class OnnxBuilder {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int BOOL = 9;

    private final Message graph = new Message();
    private final long opset;
    private String domain = "";

    OnnxBuilder(long opset) {
        this.opset = opset;
    }

    /** A message of protobuf's wire format. */
    static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message real(int field, float value) {
            varint((long) field << 3 | 5);
            bytes.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] all() {
            return bytes.toByteArray();
        }
    }

    /** An opset of another domain. */
    OnnxBuilder domain(String other) {
        domain = other;
        return this;
    }

    /** A length below 0 is open. */
    static Message value(String name, int type, long... shape) {
        Message lengths = new Message();
        for (long length : shape) {
            lengths.message(1, length < 0 ? new Message().text(2, "n") : new Message().number(1, length));
        }
        Message tensor = new Message().number(1, type).message(2, lengths);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    OnnxBuilder input(String name, long... shape) {
        graph.message(11, value(name, FLOAT, shape));
        return this;
    }

    OnnxBuilder output(String name, long... shape) {
        graph.message(12, value(name, FLOAT, shape));
        return this;
    }

    static Message tensor(String name, List<Long> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return dims(shape).number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    static Message tensor(String name, List<Long> shape, long... values) {
        Message message = dims(shape).number(2, INT64).text(8, name);
        for (long value : values) {
            message.number(7, value);
        }
        return message;
    }

    static Message truths(String name, List<Long> shape, long... values) {
        Message message = dims(shape).number(2, BOOL).text(8, name);
        for (long value : values) {
            message.number(5, value);
        }
        return message;
    }

    private static Message dims(List<Long> shape) {
        Message message = new Message();
        shape.forEach(length -> message.number(1, length));
        return message;
    }

    OnnxBuilder initializer(Message tensor) {
        graph.message(5, tensor);
        return this;
    }

    OnnxBuilder constant(String name, List<Long> shape, float... values) {
        return initializer(tensor(name, shape, values));
    }

    OnnxBuilder constant(String name, List<Long> shape, long... values) {
        return initializer(tensor(name, shape, values));
    }

    /** Integers in a row. */
    OnnxBuilder row(String name, long... values) {
        return constant(name, List.of((long) values.length), values);
    }

    /** A setting by its name: a number, a text, a list of Longs or Floats, a tensor ({@link Message}). */
    record Attribute(String name, Object value) {
        Message message() {
            Message message = new Message().text(1, name);
            if (value instanceof Long number) {
                return message.number(3, number).number(20, 2);
            }
            if (value instanceof Float number) {
                return message.real(2, number).number(20, 1);
            }
            if (value instanceof String text) {
                return message.text(4, text).number(20, 3);
            }
            if (value instanceof Message tensor) {
                return message.message(5, tensor).number(20, 4);
            }
            if (value instanceof OnnxBuilder branch) {
                return message.message(6, branch.graph.text(2, "branch")).number(20, 5);
            }
            List<?> list = (List<?>) value;
            for (Object number : list) {
                if (number instanceof Long whole) {
                    message.number(8, whole);
                } else {
                    message.real(7, (Float) number);
                }
            }
            return message.number(20, list.get(0) instanceof Long ? 7 : 6);
        }
    }

    static Attribute with(String name, Object value) {
        return new Attribute(name, value instanceof Integer whole ? Long.valueOf(whole) : value);
    }

    static Attribute list(String name, long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return new Attribute(name, list);
    }

    OnnxBuilder node(String operator, List<String> inputs, String output, Attribute... attributes) {
        return node(operator, inputs, List.of(output), "node_" + output, attributes);
    }

    OnnxBuilder node(String operator, List<String> inputs, List<String> outputs, String name, Attribute... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, name).text(4, operator).text(7, domain);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
        return this;
    }

    byte[] bytes() {
        Message model = new Message().number(1, 8).text(2, "test");
        model.message(7, graph.text(2, "graph"));
        model.message(8, new Message().text(1, "").number(2, opset));
        return model.all();
    }

    Path write(Path folder, String name) {
        try {
            return Files.write(folder.resolve(name), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
