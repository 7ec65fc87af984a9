package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import java.time.Duration;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder that is a program: started for each question by {@code sh -c}, it reads one line {@code
 * {"a":[..],"b":[..],"min":..,"max":..,"x":[..]}} and answers with one line {@code {"z":..}}.
 *
 * @param command the command line
 * @param timeout the longest time that it may take
 */
public record ProgramDecoder(String command, Duration timeout) implements Decoder {
    /** The default timeout. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "'" + command + "'";
    }

    /**
     * The program's answer, read exactly.
     *
     * @throws IllegalArgumentException saying what is wrong if the program fails, takes too long, or does not answer with one
     *     number that a double could hold approximately
     */
    @Override
    public Surd decode(Visualization phi, Point x) {
        return Surd.of(answer(ProgramRun.of(command, question(phi, x), timeout)));
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

    /** The number z in the program's output. */
    private BigFraction answer(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() != 1) {
            throw bad("that is " + lines.size() + " lines", output);
        }
        try {
            return number(ProgramJson.read(lines.get(0)).path("z"));
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage(), output);
        }
    }

    private static BigFraction number(JsonNode z) {
        if (z.isMissingNode()) {
            throw new IllegalArgumentException("it has no z");
        }
        if (!z.isNumber()) {
            throw new IllegalArgumentException("z is not a number");
        }
        return ProgramJson.number(z);
    }

    private IllegalArgumentException bad(String fault, String output) {
        return new IllegalArgumentException("the decoder " + name() + " answered " + ChildProcess.printable(output)
                + ", but " + fault + "; it must write one line {\"z\":NUMBER}");
    }
}
