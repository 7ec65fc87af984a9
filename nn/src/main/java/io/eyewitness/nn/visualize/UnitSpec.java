package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A unit of a network, as users write it: {@code LAYER:CHANNEL}, {@code LAYER:CHANNEL,Y,X}, {@code LAYER}, {@code logit:CLASS} or
 * {@code probability:CLASS}; {@code direction(LAYER,3-7)} or {@code direction(LAYER,FILE)}, {@code content(LAYER,PICTURE)} or
 * {@code style(LAYER,PICTURE)}; with a minus before it, the unit is minimized; {@code 0.5*} before it is a weight; plus signs join several,
 * such as {@code logit:3+-relu5:7}.
 *
 * @param terms the summands, at least one
 */
public record UnitSpec(List<Term> terms) {
    private static final String LOGIT = "logit";
    private static final String PROBABILITY = "probability";
    private static final String FORMS =
            "give LAYER:CHANNEL, LAYER:CHANNEL,Y,X, LAYER, logit:CLASS, probability:CLASS, direction(LAYER,3-7),"
                    + " direction(LAYER,FILE), content(LAYER,PICTURE) or style(LAYER,PICTURE),"
                    + " with a minus before it to minimize it, 0.5* before it as a weight, and a plus between two for both";
    private static final Pattern WEIGHTED = Pattern.compile("(-?)(?:(\\d+(?:\\.\\d+)?(?:[eE]-?\\d{1,3})?)\\*)?(.*)");
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
     * @param weight below 0 if its value is to be small
     */
    public record Term(double weight, Part part) {
        Objective objective() {
            return weight == 1 ? part.objective() : part.objective().times(weight);
        }

        /** Whether its value is to be small. */
        public boolean minimized() {
            return weight < 0;
        }

        private Term times(double factor) {
            return new Term(weight * factor, part);
        }

        /** Whether a value of the objective is as large as it can be: that of a closed unit that is minimized, and a probability of 1. */
        public boolean isBest(float value) {
            return minimized() ? value == 0 : value == 1 && part instanceof Output output && output.isProbability();
        }

        @Override
        public String toString() {
            double size = Math.abs(weight);
            String number = size == Math.rint(size) && size < 1e9 ? Long.toString((long) size) : Decimals.plain(size);
            return (weight < 0 ? "-" : "") + (size == 1 ? "" : number + "*") + part;
        }
    }

    /** The part of a network that a term is about. */
    public interface Part {
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
        return new UnitSpec(List.of(new Term(1, new Output(number, false))));
    }

    /** A channel of a layer. */
    public static UnitSpec channel(String layer, int number) {
        return new UnitSpec(List.of(new Term(1, new Channel(layer, number))));
    }

    /**
     * The unit that a text names; {@link #toString} is the inverse.
     *
     * @throws IllegalArgumentException naming the fault and the forms of a unit
     */
    public static UnitSpec parse(String text) {
        List<Term> terms = new ArrayList<>();
        int from = 0;
        int open = 0;
        for (int i = 0; i <= text.length(); i++) {
            char here = i < text.length() ? text.charAt(i) : '+';
            open += here == '(' ? 1 : here == ')' ? -1 : 0;
            if (here == '+' && (open <= 0 || i == text.length())) {
                terms.add(term(text.substring(from, i).strip()));
                from = i + 1;
            }
        }
        return new UnitSpec(terms);
    }

    private static Term term(String text) {
        Matcher weighted = WEIGHTED.matcher(text);
        if (!weighted.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no unit; " + FORMS);
        }
        double weight = weighted.group(2) == null ? 1 : Double.parseDouble(weighted.group(2));
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("'" + text + "' is no unit: the weight is too large; " + FORMS);
        }
        return new Term(weighted.group(1).isEmpty() ? weight : -weight, part(weighted.group(3)));
    }

    private static Part part(String text) {
        Optional<UnitFunction> function = UnitFunction.parse(text);
        if (function.isPresent()) {
            return function.get();
        }
        int colon = text.lastIndexOf(':');
        if (text.isEmpty() || colon == 0 || text.startsWith("-") || UnitFunction.isMeant(text)) {
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
     * Units whose files were read, which have objectives; refuses those that a network does not have.
     *
     * @param size of the images, in pixels
     * @param notes takes sentences about the files
     * @throws IllegalArgumentException naming near layers, or how many channels, classes or places there are
     * @throws IOException naming the file that is missing or malformed
     */
    public static List<UnitSpec> read(List<UnitSpec> units, Network network, int size, Consumer<String> notes)
            throws IOException {
        UnitFunction.Reader reader = new UnitFunction.Reader(network, size, notes);
        List<UnitSpec> all = new ArrayList<>();
        for (UnitSpec unit : units) {
            unit.requireIn(network, size);
            List<Term> terms = new ArrayList<>();
            for (Term term : unit.terms) {
                terms.add(
                        term.part() instanceof UnitFunction function
                                ? new Term(
                                        term.weight(),
                                        reader.read(function, LayerShapes.width(network, function.layer(), size)))
                                : term);
            }
            all.add(new UnitSpec(terms));
        }
        return all;
    }

    /**
     * The directions of a picture's activations at each place of a layer, row by row, for the direction that is their mean; empty where it
     * activates nothing.
     *
     * @throws IllegalArgumentException if this is no such direction, or the layer has no places
     */
    public List<List<Optional<UnitSpec>>> places(Network network) throws IOException {
        if (terms.size() != 1
                || !(terms.get(0).part() instanceof UnitFunction function)
                || !function.isOfWholePicture()) {
            throw new IllegalArgumentException(
                    this + " has no places to show; give direction(LAYER,PICTURE) as the unit of a grid");
        }
        Shape shape = LayerShapes.of(network, layers(), network.input().size()).get(function.layer());
        if (shape.dimension() != 4) {
            throw new IllegalArgumentException(
                    function.layer() + " has no places, so it gives no grid; name another layer");
        }
        UnitFunction.Reader reader =
                new UnitFunction.Reader(network, network.input().size(), note -> {});
        List<List<Optional<UnitSpec>>> rows = new ArrayList<>();
        for (int y = 0; y < shape.get(2); y++) {
            List<Optional<UnitSpec>> row = new ArrayList<>();
            for (int x = 0; x < shape.get(3); x++) {
                UnitFunction place = function.at(y, x);
                row.add(
                        reader.isActive(place, (int) shape.get(1))
                                ? Optional.of(new UnitSpec(
                                        List.of(new Term(terms.get(0).weight(), place))))
                                : Optional.empty());
            }
            rows.add(row);
        }
        return rows;
    }

    /** The files that it needs. */
    public Set<Path> files() {
        return terms.stream()
                .flatMap(term ->
                        term.part() instanceof UnitFunction function ? function.file().stream() : Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The multiple. */
    public UnitSpec times(double factor) {
        return new UnitSpec(terms.stream().map(term -> term.times(factor)).toList());
    }

    /** The sum. */
    public UnitSpec plus(UnitSpec other) {
        return new UnitSpec(
                Stream.of(this, other).flatMap(one -> one.terms.stream()).toList());
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
