package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.ask.Asker;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Question;
import io.eyewitness.theory.exact.Point;
import java.io.IOException;
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

    private static final String FORMS =
            "{\"ask\":[..]}, {\"germ\":[..]}, {\"box\":[[..],[..]]}, {\"ready\":true} or {\"z\":..}";

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
                try {
                    JsonNode json = parse(line);
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
    private static JsonNode parse(String line) {
        JsonNode json = ProgramJson.read(line);
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        if (keys.size() != 1 || !List.of("ask", "germ", "box", "ready", "z").contains(keys.get(0))) {
            throw new IllegalArgumentException("that is none of " + FORMS);
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
        return ProgramJson.number(json);
    }

    private IllegalArgumentException bad(String fault, String line, Exception cause) {
        return new IllegalArgumentException(
                "the decoder " + name() + " wrote " + ChildProcess.printable(line) + ", but " + fault, cause);
    }
}
