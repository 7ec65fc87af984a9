package io.eyewitness.theory.console;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options, with error messages in plain words. */
public final class Converters {
    private Converters() {}

    /** A file or directory; the empty name is refused, because it would mean the current directory. */
    public static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("the name is empty; give a file or directory");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is not a file name: " + e.getReason());
        }
    }

    /** A whole number that fits in 32 bits. */
    public static int smallInteger(String text) {
        long number = integer(text);
        if (number != (int) number) {
            throw new TypeConversionException("'" + text + "' is too large a number");
        }
        return (int) number;
    }

    /** A whole number that fits in 64 bits. */
    public static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text + (text.matches("[+-]?\\d+") ? "' is too large a number" : "' is not a whole number"));
        }
    }

    /** A number in floating point. */
    public static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number such as 0.05");
        }
    }

    /** A rational number such as {@code 1/16}, {@code 0.125} or {@code 1e-3}, exactly. */
    public static BigFraction rational(String text) {
        try {
            return Rationals.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** One of an enumeration's names, in any case. Messages list them as the help does: those of classes in capitals, others in lower case. */
    static <E> ITypeConverter<E> oneOf(Class<E> type) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(value -> type == FunctionClass.class
                        ? value.toString()
                        : value.toString().toLowerCase(Locale.ROOT))
                .toList();
        return text -> Stream.of(type.getEnumConstants())
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of " + names + " but was '" + text + "'"));
    }
}
