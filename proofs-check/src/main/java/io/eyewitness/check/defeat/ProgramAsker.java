package io.eyewitness.check.defeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.theory.ask.Asker;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Question;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder that asks and is a program: started once by {@code sh -c}, it is shown the visualization as a line of JSON, and writes lines
 * with one question each, which are answered by a line each. {@code {"ready":true}} is answered by {@code {"x":[..]}}; {@code {"z":..}} is
 * the prediction at x, or everywhere if it was not told x.
 *
 * @param command the command line
 * @param timeout the longest time that it may take for a line
 * @param total the longest time that it may take in all
 */
public record ProgramAsker(String command, Duration timeout, Duration total) implements Asker {
    /** The default of the longest time for a line. */
    public static final Duration TIMEOUT = ProgramDecoder.TIMEOUT;

    /** The default of the longest time in all. */
    public static final Duration TOTAL = Duration.ofMinutes(2);

    private static final int MOST_EXPONENT = 400;
    private static final String FORMS =
            "{\"ask\":[..]}, {\"germ\":[..]}, {\"box\":[[..],[..]]}, {\"ready\":true} or {\"z\":..}";
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

    @Override
    public BigFraction decode(Interview interview) {
        try (ProgramDialogue dialogue = new ProgramDialogue(command, timeout, total)) {
            dialogue.say(AskedJson.opening(interview));
            while (true) {
                String line = dialogue.hear();
                JsonNode json = parse(line);
                try {
                    if (json.has("z")) {
                        return number(json.get("z"));
                    }
                    dialogue.say(
                            json.has("ready")
                                    ? AskedJson.point(interview.x())
                                    : AskedJson.reply(interview.ask(question(json))));
                } catch (IllegalArgumentException e) {
                    throw bad(e.getMessage(), line, e);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot run the decoder " + name() + ": " + e.getMessage(), e);
        }
    }

    /** An object with one of the keys. */
    private JsonNode parse(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw bad("that is not JSON", line, e);
        }
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        if (keys.size() != 1 || !List.of("ask", "germ", "box", "ready", "z").contains(keys.get(0))) {
            throw bad("that is none of " + FORMS, line, null);
        }
        return json;
    }

    private static Question question(JsonNode json) {
        if (json.has("ask")) {
            return new Question.OfValue(point(json.get("ask")));
        }
        if (json.has("germ")) {
            return new Question.OfGerm(point(json.get("germ")));
        }
        JsonNode box = json.get("box");
        if (!box.isArray() || box.size() != 2) {
            throw new IllegalArgumentException("a box is two points, [[..],[..]]");
        }
        return new Question.OfBox(point(box.get(0)), point(box.get(1)));
    }

    private static Point point(JsonNode json) {
        if (!json.isArray() || json.isEmpty()) {
            throw new IllegalArgumentException("a point is an array of numbers");
        }
        List<BigFraction> coordinates = new ArrayList<>();
        json.forEach(coordinate -> coordinates.add(number(coordinate)));
        return new Point(coordinates);
    }

    private static BigFraction number(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException(
                    "there must be a number where " + ChildProcess.printable(json.toString()) + " is");
        }
        BigDecimal value = json.decimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MOST_EXPONENT || value.scale() > 2 * MOST_EXPONENT) {
            throw new IllegalArgumentException("a number is too large, too small or too long");
        }
        return Rationals.of(value);
    }

    private IllegalArgumentException bad(String fault, String line, Exception cause) {
        return new IllegalArgumentException(
                "the decoder " + name() + " wrote " + ChildProcess.printable(line) + ", but " + fault, cause);
    }
}
