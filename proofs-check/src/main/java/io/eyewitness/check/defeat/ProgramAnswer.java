package io.eyewitness.check.defeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Reads the one line {@code {"z":..}} that a decoder program answers. */
final class ProgramAnswer {
    private static final int MOST_EXPONENT = 400;
    private static final String EXTREME = "z is too large or too small for a value between m and M";
    private static final JsonMapper JSON = Decimals.json()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ProgramAnswer() {}

    /**
     * The number, exactly.
     *
     * @param program its name, for errors
     * @param output all that it wrote
     * @throws IllegalArgumentException if that is not one line with one number z that a double could hold about
     */
    static BigFraction parse(String program, String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() != 1) {
            throw bad(program, "that is " + lines.size() + " lines", output);
        }
        JsonNode z = tree(program, lines.get(0)).path("z");
        if (z.isMissingNode()) {
            throw bad(program, "it has no z", output);
        }
        if (!z.isNumber()) {
            throw bad(program, "z is not a number", output);
        }
        BigDecimal value = z.decimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MOST_EXPONENT || value.scale() > 2 * MOST_EXPONENT) {
            throw bad(program, EXTREME, output);
        }
        return Rationals.of(value);
    }

    private static JsonNode tree(String program, String line) {
        try {
            return JSON.readTree(line);
        } catch (NumberFormatException e) {
            throw bad(program, EXTREME, line);
        } catch (JsonProcessingException e) {
            boolean twice = EvidenceJson.reason(e).contains("stands twice");
            throw bad(program, twice ? "it has a key twice" : "that is not JSON", line);
        }
    }

    private static IllegalArgumentException bad(String program, String what, String output) {
        return new IllegalArgumentException("the decoder " + program + " answered " + Printable.text(output) + ", but "
                + what + "; it must write one line {\"z\":NUMBER}");
    }
}
