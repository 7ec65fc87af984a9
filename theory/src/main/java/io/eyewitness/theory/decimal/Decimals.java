package io.eyewitness.theory.decimal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Formattable;
import java.util.FormattableFlags;
import java.util.Formatter;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Binary numbers as decimal text. The text is the shortest one that gives the number back, as that of {@link Double#toString(double)} is
 * since Java 19. Earlier versions of Java write some numbers differently, so the project never uses Java's own text.
 */
public final class Decimals {
    private Decimals() {}

    /** The shortest text of a double, such as {@code 0.1}, {@code 1.0E23} or {@code NaN}. */
    public static String text(double value) {
        return NumberOutput.toString(value, true);
    }

    /** The shortest text of a finite double without an exponent, such as {@code 0.0005}, as people write it. */
    public static String plain(double value) {
        String text = text(value);
        return text.contains("E") ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
    }

    /** The shortest text of a float. */
    public static String text(float value) {
        return NumberOutput.toString(value, true);
    }

    /** Formats as {@link String#format} does in the root locale, but rounds doubles and floats from their shortest text. */
    public static String format(String pattern, Object... values) {
        return String.format(
                Locale.ROOT, pattern, Stream.of(values).map(Decimals::exact).toArray());
    }

    private static Object exact(Object value) {
        if (value instanceof Double number && Double.isFinite(number) && number != 0) {
            return new Shortest(text(number));
        }
        return value instanceof Float number && Float.isFinite(number) && number != 0
                ? new Shortest(text(number))
                : value;
    }

    /** A number that is rounded from its shortest text; {@code %s} gives that text, where BigDecimal would write the exponent differently. */
    private static final class Shortest extends BigDecimal implements Formattable {
        private static final long serialVersionUID = 1;

        private final String text;

        Shortest(String text) {
            super(text);
            this.text = text;
        }

        @Override
        public void formatTo(Formatter formatter, int flags, int width, int precision) {
            String padded = width < 0 ? text : String.format("%" + (isLeft(flags) ? "-" : "") + width + "s", text);
            formatter.format("%s", padded);
        }

        private static boolean isLeft(int flags) {
            return (flags & FormattableFlags.LEFT_JUSTIFY) != 0;
        }
    }

    /** The builder of all JSON mappers, which write numbers as {@link #text(double)} does. */
    public static JsonMapper.Builder json() {
        return json(new JsonFactory());
    }

    /** The builder of a JSON mapper with limits of its own for reading. */
    public static JsonMapper.Builder json(JsonFactory factory) {
        return JsonMapper.builder(factory).enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER);
    }
}
