package io.eyewitness.check.defeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import java.math.BigDecimal;
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

    private static final int MOST_EXPONENT = 400;
    private static final String EXTREME = "z is too large or too small for a value between m and M";
    private static final JsonMapper JSON = Decimals.json()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

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
        JsonNode z = parse(lines.get(0)).path("z");
        if (z.isMissingNode()) {
            throw bad("it has no z", output);
        }
        if (!z.isNumber()) {
            throw bad("z is not a number", output);
        }
        BigDecimal value = z.decimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MOST_EXPONENT || value.scale() > 2 * MOST_EXPONENT) {
            throw bad(EXTREME, output);
        }
        return Rationals.of(value);
    }

    private JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (NumberFormatException e) {
            throw bad(EXTREME, line);
        } catch (JsonProcessingException e) {
            boolean twice = EvidenceJson.reason(e).contains("stands twice");
            throw bad(twice ? "it has a key twice" : "that is not JSON", line);
        }
    }

    private IllegalArgumentException bad(String fault, String output) {
        return new IllegalArgumentException("the decoder " + name() + " answered " + ChildProcess.printable(output)
                + ", but " + fault + "; it must write one line {\"z\":NUMBER}");
    }
}
