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
import org.apache.commons.numbers.fraction.BigFraction;

/** The lines of JSON that programs write. Numbers are read exactly, but none that no double comes near, or that has more digits than any. */
final class ProgramJson {
    private static final int MOST_EXPONENT = 400;
    private static final String EXTREME = "a number is too large or too small, or too long";
    private static final JsonMapper JSON = Decimals.json()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ProgramJson() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException saying what is wrong, such as {@code that is not JSON}
     */
    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(EXTREME, e);
        } catch (JsonProcessingException e) {
            boolean isTwice = EvidenceJson.reason(e).contains("stands twice");
            throw new IllegalArgumentException(isTwice ? "it has a key twice" : "that is not JSON", e);
        }
    }

    /**
     * The value of a number.
     *
     * @throws IllegalArgumentException if it is too large, too small or too long
     */
    static BigFraction number(JsonNode json) {
        BigDecimal value = json.decimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MOST_EXPONENT || value.scale() > 2 * MOST_EXPONENT) {
            throw new IllegalArgumentException(EXTREME);
        }
        return Rationals.of(value);
    }
}
