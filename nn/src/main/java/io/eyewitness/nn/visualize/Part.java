package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.Network;

/** One of the things that a {@link Unit} adds up. */
public sealed interface Part {
    /** The layer it is in. */
    String layer();

    /** What makes it large. */
    Objective objective();

    /**
     * Refuses what the layer does not have.
     *
     * @param shape of the layer's activations, (1, channels, height, width) or (1, units)
     * @throws IllegalArgumentException saying how many there are
     */
    void requireIn(Shape shape);

    /** {@code LAYER:CHANNEL}, on average over its places. */
    record Channel(String layer, int channel) implements Part {
        @Override
        public Objective objective() {
            return Objectives.channel(layer, channel);
        }

        @Override
        public void requireIn(Shape shape) {
            requireIndex(layer, channel, shape, shape.dimension() == 2 ? "units" : "channels");
        }

        @Override
        public String toString() {
            return layer + ":" + channel;
        }
    }

    /** {@code LAYER:CHANNEL,Y,X}: one place of a channel. */
    record Neuron(String layer, int channel, int y, int x) implements Part {
        @Override
        public Objective objective() {
            return Objectives.neuron(layer, channel, y, x);
        }

        @Override
        public void requireIn(Shape shape) {
            if (shape.dimension() != 4) {
                throw new IllegalArgumentException(layer + " has no places; write " + layer + ":" + channel);
            }
            requireIndex(layer, channel, shape, "channels");
            if (y >= shape.get(2) || x >= shape.get(3)) {
                throw new IllegalArgumentException("at this size " + layer + " has " + shape.get(2) + " rows and "
                        + shape.get(3) + " columns, counted from 0; there is no place " + y + "," + x);
            }
        }

        @Override
        public String toString() {
            return layer + ":" + channel + "," + y + "," + x;
        }
    }

    /** {@code LAYER}: all of it, as in DeepDream. */
    record Layer(String layer) implements Part {
        @Override
        public Objective objective() {
            return Objectives.layer(layer);
        }

        @Override
        public void requireIn(Shape shape) {}

        @Override
        public String toString() {
            return layer;
        }
    }

    /** {@code logit:CLASS}. */
    record Logit(int index) implements Part {
        static final String PREFIX = "logit";

        @Override
        public String layer() {
            return Network.LOGITS;
        }

        @Override
        public Objective objective() {
            return Objectives.logit(index);
        }

        @Override
        public void requireIn(Shape shape) {
            requireIndex("the network", index, shape, "classes");
        }

        @Override
        public String toString() {
            return PREFIX + ":" + index;
        }
    }

    /** {@code probability:CLASS}. */
    record Probability(int index) implements Part {
        static final String PREFIX = "probability";

        @Override
        public String layer() {
            return Network.LOGITS;
        }

        @Override
        public Objective objective() {
            return Objectives.probability(index);
        }

        @Override
        public void requireIn(Shape shape) {
            requireIndex("the network", index, shape, "classes");
        }

        @Override
        public String toString() {
            return PREFIX + ":" + index;
        }
    }

    private static void requireIndex(String owner, int index, Shape shape, String what) {
        if (index >= shape.get(1)) {
            throw new IllegalArgumentException(
                    owner + " has " + shape.get(1) + " " + what + ", counted from 0; there is no " + index);
        }
    }
}
