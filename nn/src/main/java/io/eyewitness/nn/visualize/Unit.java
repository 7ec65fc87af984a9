package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is visualized, as it is written: {@code LAYER:CHANNEL}, {@code LAYER:CHANNEL,Y,X}, {@code LAYER}, {@code logit:CLASS} or
 * {@code probability:CLASS}; after a minus what it dislikes; parted by plus signs several at once, such as
 * {@code logit:3+-relu5:7}.
 *
 * @param terms added up, at least one
 */
public record Unit(List<Term> terms) {
    private static final String FORMS =
            "give LAYER:CHANNEL, LAYER:CHANNEL,Y,X, LAYER, logit:CLASS or probability:CLASS,"
                    + " with a minus before it for what it dislikes, and a plus between two for both";
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})(?:,(\\d{1,9}),(\\d{1,9}))?");

    /**
     * A part, or what it dislikes.
     *
     * @param disliked whether it is to be small
     */
    public record Term(boolean disliked, Part part) {
        Objective objective() {
            return disliked ? part.objective().negative() : part.objective();
        }

        @Override
        public String toString() {
            return (disliked ? "-" : "") + part;
        }
    }

    public Unit {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a unit needs at least one part");
        }
    }

    /** The logit of a class. */
    public static Unit logit(int number) {
        return new Unit(List.of(new Term(false, new Part.Logit(number))));
    }

    /**
     * The unit of a text; {@link #toString} writes it.
     *
     * @throws IllegalArgumentException naming what is wrong, and the forms there are
     */
    public static Unit parse(String text) {
        return new Unit(Arrays.stream(text.split("\\+", -1)).map(Unit::term).toList());
    }

    private static Term term(String text) {
        String stripped = text.strip();
        boolean disliked = stripped.startsWith("-");
        return new Term(disliked, part(disliked ? stripped.substring(1) : stripped));
    }

    private static Part part(String text) {
        int colon = text.lastIndexOf(':');
        if (text.isEmpty() || colon == 0 || text.startsWith("-")) {
            throw new IllegalArgumentException("'" + text + "' is no unit; " + FORMS);
        }
        if (colon < 0) {
            return new Part.Layer(text);
        }
        String layer = text.substring(0, colon);
        Matcher place = PLACE.matcher(text.substring(colon + 1));
        if (!place.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no unit: after the colon stands neither a number nor"
                    + " three parted by commas; " + FORMS);
        }
        int index = Integer.parseInt(place.group(1));
        if (place.group(2) != null) {
            return new Part.Neuron(layer, index, Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)));
        }
        return switch (layer) {
            case Part.Logit.PREFIX -> new Part.Logit(index);
            case Part.Probability.PREFIX -> new Part.Probability(index);
            default -> new Part.Channel(layer, index);
        };
    }

    /** The layers it is in. */
    public Set<String> layers() {
        return terms.stream().map(term -> term.part().layer()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether all that is wanted of it is that it be small. */
    public boolean isDisliked() {
        return terms.stream().allMatch(Term::disliked);
    }

    /** What makes it large. */
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

    /** The unit as it is written, after each class its name. */
    public String named(ClassNames names) {
        List<String> texts = new ArrayList<>();
        for (Term term : terms) {
            texts.add(term + name(term.part(), names));
        }
        return String.join(" + ", texts);
    }

    private static String name(Part part, ClassNames names) {
        if (part instanceof Part.Logit logit) {
            return names.suffix(logit.index());
        }
        return part instanceof Part.Probability probability ? names.suffix(probability.index()) : "";
    }

    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining("+"));
    }
}
