package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import java.time.Duration;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder that is a program: started for each question by {@code sh -c}, it reads one line {@code
 * {"a":[..],"b":[..],"min":..,"max":..,"x":[..]}} and answers with one line {@code {"z":..}}.
 *
 * @param command the command line
 * @param timeout how long it may take
 */
public record ProgramDecoder(String command, Duration timeout) implements Decoder {
    /** How long a program may take unless said otherwise. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "'" + command + "'";
    }

    /**
     * What the program answers, read exactly.
     *
     * @throws IllegalArgumentException saying what is wrong if the program fails, takes too long, or answers no number
     */
    @Override
    public Surd decode(Visualization phi, Point x) {
        return Surd.of(ProgramAnswer.parse(name(), ProgramRun.of(command, question(phi, x), timeout)));
    }

    /** The line that the program reads; doubles must hold all numbers exactly. */
    static String question(Visualization phi, Point x) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json.putArray("a"), phi.a());
        put(json.putArray("b"), phi.b());
        json.put("min", phi.min().doubleValue());
        json.put("max", phi.max().doubleValue());
        put(json.putArray("x"), x);
        return json + "\n";
    }

    private static void put(ArrayNode array, Point point) {
        point.coordinates().stream().mapToDouble(BigFraction::doubleValue).forEach(array::add);
    }
}
