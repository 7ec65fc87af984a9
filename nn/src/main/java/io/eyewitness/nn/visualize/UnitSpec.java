package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A unit of a network, as users write it: {@code LAYER:CHANNEL}, {@code LAYER:CHANNEL,Y,X}, {@code LAYER}, {@code logit:CLASS} or
 * {@code probability:CLASS}; with a minus before it, the unit is minimized; plus signs join several, such as {@code logit:3+-relu5:7}.
 *
 * @param terms the summands, at least one
 */
public record UnitSpec(List<Term> terms) {
    private static final String LOGIT = "logit";
    private static final String PROBABILITY = "probability";
    private static final String FORMS =
            "give LAYER:CHANNEL, LAYER:CHANNEL,Y,X, LAYER, logit:CLASS or probability:CLASS,"
                    + " with a minus before it to minimize it, and a plus between two for both";
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})(?:,(\\d{1,9}),(\\d{1,9}))?");

    public UnitSpec {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a unit needs at least one term");
        }
    }

    /**
     * A summand.
     *
     * @param minimized whether its value is to be small
     */
    public record Term(boolean minimized, Part part) {
        Objective objective() {
            return minimized ? part.objective().negative() : part.objective();
        }

        /** Whether a value of the objective is as large as it can be: that of a closed unit that is minimized, and a probability of 1. */
        public boolean isBest(float value) {
            return minimized ? value == 0 : value == 1 && part instanceof Output output && output.isProbability();
        }

        @Override
        public String toString() {
            return (minimized ? "-" : "") + part;
        }
    }

    /** The part of a network that a term is about. */
    public sealed interface Part {
        /** Its layer. */
        String layer();

        /** Its value, to be maximized. */
        Objective objective();

        /**
         * Refuses a part that the layer does not have.
         *
         * @param shape of the layer's activations, (1, channels, height, width) or (1, units)
         * @throws IllegalArgumentException saying how many there are
         */
        void requireIn(Shape shape);
    }

    /** {@code LAYER:CHANNEL}, on average over its places. */
    public record Channel(String layer, int channel) implements Part {
        @Override
        public Objective objective() {
            return Objective.channel(layer, channel);
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
    public record Neuron(String layer, int channel, int y, int x) implements Part {
        @Override
        public Objective objective() {
            return Objective.neuron(layer, channel, y, x);
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
    public record Layer(String layer) implements Part {
        @Override
        public Objective objective() {
            return Objective.layer(layer);
        }

        @Override
        public void requireIn(Shape shape) {}

        @Override
        public String toString() {
            return layer;
        }
    }

    /** {@code logit:CLASS} or {@code probability:CLASS}. */
    public record Output(int index, boolean isProbability) implements Part {
        @Override
        public String layer() {
            return Network.LOGITS;
        }

        @Override
        public Objective objective() {
            return isProbability ? Objective.probability(index) : Objective.logit(index);
        }

        @Override
        public void requireIn(Shape shape) {
            requireIndex("the network", index, shape, "classes");
        }

        @Override
        public String toString() {
            return (isProbability ? PROBABILITY : LOGIT) + ":" + index;
        }
    }

    private static void requireIndex(String owner, int index, Shape shape, String kind) {
        if (index >= shape.get(1)) {
            throw new IllegalArgumentException(
                    owner + " has " + shape.get(1) + " " + kind + ", counted from 0; there is no " + index);
        }
    }

    /** The logit of a class. */
    public static UnitSpec logit(int number) {
        return new UnitSpec(List.of(new Term(false, new Output(number, false))));
    }

    /** A channel of a layer. */
    public static UnitSpec channel(String layer, int number) {
        return new UnitSpec(List.of(new Term(false, new Channel(layer, number))));
    }

    /**
     * The unit that a text names; {@link #toString} is the inverse.
     *
     * @throws IllegalArgumentException naming the fault and the forms of a unit
     */
    public static UnitSpec parse(String text) {
        return new UnitSpec(
                Arrays.stream(text.split("\\+", -1)).map(UnitSpec::term).toList());
    }

    private static Term term(String text) {
        String stripped = text.strip();
        boolean minimized = stripped.startsWith("-");
        return new Term(minimized, part(minimized ? stripped.substring(1) : stripped));
    }

    private static Part part(String text) {
        int colon = text.lastIndexOf(':');
        if (text.isEmpty() || colon == 0 || text.startsWith("-")) {
            throw new IllegalArgumentException("'" + text + "' is no unit; " + FORMS);
        }
        if (colon < 0) {
            return new Layer(text);
        }
        String layer = text.substring(0, colon);
        Matcher place = PLACE.matcher(text.substring(colon + 1));
        if (!place.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no unit: after the colon stands neither a number nor"
                    + " three separated by commas; " + FORMS);
        }
        int index = Integer.parseInt(place.group(1));
        if (place.group(2) != null) {
            return new Neuron(layer, index, Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)));
        }
        return switch (layer) {
            case LOGIT -> new Output(index, false);
            case PROBABILITY -> new Output(index, true);
            default -> new Channel(layer, index);
        };
    }

    /** The layers of its terms. */
    public Set<String> layers() {
        return terms.stream().map(term -> term.part().layer()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether all its terms are minimized. */
    public boolean isMinimized() {
        return terms.stream().allMatch(Term::minimized);
    }

    /** Its value, to be maximized. */
    public Objective objective() {
        return terms.stream().map(Term::objective).reduce(Objective::plus).orElseThrow();
    }

    /**
     * Refuses a unit that a network does not have.
     *
     * @param size of the images, in pixels
     * @throws IllegalArgumentException naming near layers, or how many channels, classes or places there are
     */
    public void requireIn(Network network, int size) {
        Map<String, Shape> shapes = LayerShapes.of(network, layers(), size);
        terms.forEach(term -> term.part().requireIn(shapes.get(term.part().layer())));
    }

    /**
     * The unit as it is written, with the names of its classes.
     *
     * @param suffix what follows a class's index, such as {@code " (Sandal)"}
     */
    public String named(IntFunction<String> suffix) {
        return terms.stream()
                .map(term -> term + (term.part() instanceof Output output ? suffix.apply(output.index()) : ""))
                .collect(Collectors.joining(" + "));
    }

    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining("+"));
    }
}
