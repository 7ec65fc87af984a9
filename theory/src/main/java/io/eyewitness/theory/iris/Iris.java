package io.eyewitness.theory.iris;

import io.eyewitness.theory.exact.Rationals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Fisher's iris: 150 flowers of three species, as exact points of the unit cube in four dimensions.
 *
 * <p>Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7 (1936).
 */
public final class Iris {
    /** The number of measurements of a flower. */
    public static final int DIMENSION = 4;

    private static final String HEADER = "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm,species";
    private static final BigFraction CENTIMETRES_PER_UNIT = BigFraction.of(8);
    private static final Map<String, BigFraction> LABELS =
            Map.of("setosa", BigFraction.ZERO, "versicolor", Rationals.HALF, "virginica", BigFraction.ONE);
    private static final List<Sample> SAMPLES = parse(resource("iris.csv"));

    private Iris() {}

    /**
     * One flower.
     *
     * @param input sepal length, sepal width, petal length and petal width, in units of 8 cm; each in [0, 1]
     * @param label 0 for setosa, 1/2 for versicolor, 1 for virginica
     */
    public record Sample(List<BigFraction> input, BigFraction label) {
        public Sample {
            input = List.copyOf(input);
        }
    }

    /** The 150 flowers, in the order of the paper; two of them are equal. */
    public static List<Sample> samples() {
        return SAMPLES;
    }

    static String resource(String name) {
        try (InputStream stream = Iris.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + name + " is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    static List<Sample> parse(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("the first line must be " + HEADER);
        }
        return lines.stream().skip(1).map(Iris::sample).toList();
    }

    private static Sample sample(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != DIMENSION + 1) {
            throw new IllegalArgumentException("not four measurements and a species: " + line);
        }
        BigFraction label = LABELS.get(fields[DIMENSION]);
        if (label == null) {
            throw new IllegalArgumentException("not a species of iris: " + line);
        }
        List<BigFraction> input = Arrays.stream(fields, 0, DIMENSION)
                .map(field -> Rationals.parse(field).divide(CENTIMETRES_PER_UNIT))
                .toList();
        return new Sample(input, label);
    }
}
