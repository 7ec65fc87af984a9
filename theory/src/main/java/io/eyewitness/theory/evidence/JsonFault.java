package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fault of a JSON text, in terms of JSON and not of the library that reads it. */
final class JsonFault {
    /** The parser is closed when a problem is examined, so the token that was found is only in the message. */
    private static final Pattern TOKEN = Pattern.compile("JsonToken\\.([A-Z_]+)");

    private JsonFault() {}

    static String of(JsonProcessingException problem) {
        Throwable cause = problem;
        while (cause instanceof JsonProcessingException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (!(cause instanceof JsonProcessingException json)) {
            return String.valueOf(cause.getMessage());
        }
        if (json instanceof JsonEOFException) {
            return "the text ends too early";
        }
        if (json instanceof UnrecognizedPropertyException unknown) {
            return "the key '" + unknown.getPropertyName() + "' is not known";
        }
        if (json instanceof InvalidTypeIdException type) {
            return type.getTypeId() == null
                    ? "the key 'type' is missing"
                    : "the type '" + type.getTypeId() + "' is not known";
        }
        if (json instanceof InvalidFormatException value) {
            return "'" + value.getValue() + "' is not " + expected(value.getTargetType());
        }
        if (json instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        return syntax(firstLine(json.getOriginalMessage()));
    }

    private static String mismatch(MismatchedInputException problem) {
        String message = firstLine(problem.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return "more text follows after the end";
        }
        if (message.startsWith("No content")) {
            return "it is empty";
        }
        if (message.matches("Missing (required )?creator property '.*")) {
            return "the key '" + message.split("'")[1] + "' is missing";
        }
        if (message.startsWith("Null value for creator property '")) {
            return "the key '" + message.split("'")[1] + "' is null";
        }
        Matcher token = TOKEN.matcher(message);
        String expected = "expected " + expected(problem.getTargetType());
        if (message.contains("map `null`")) {
            return expected + ", found nothing or null";
        }
        return token.find() ? expected + ", found " + found(JsonToken.valueOf(token.group(1))) : expected;
    }

    private static String expected(Class<?> target) {
        if (target == null) {
            return "another value";
        }
        JavaType type = TypeFactory.defaultInstance().constructType(target);
        if (target.isEnum()) {
            return "one of " + spellings(target);
        }
        if (target == String.class) {
            return "text";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return target == double.class || target == Double.class ? "a number" : "a whole number";
        }
        if (type.isArrayType() || Collection.class.isAssignableFrom(target)) {
            return "an array";
        }
        return Map.class.isAssignableFrom(target) || target.isRecord() || target.isInterface()
                ? "an object"
                : "another value";
    }

    /** The constants of an enumeration as files spell them. */
    private static List<String> spellings(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> EvidenceJson.mapper().valueToTree(constant).asText())
                .toList();
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number that is not whole";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** The library's words as far as they speak of the text, such as "Unexpected character ('x' (code 120))". */
    private static String syntax(String message) {
        if (message.startsWith("Duplicate field '")) {
            return "the key '" + message.split("'")[1] + "' stands twice";
        }
        String text = message.replaceAll(" \\(code [^)]*\\)", "")
                .replaceAll(",? \\(?from `[^`]*`", "")
                .replaceFirst("[:;]? \\(?(?:start marker|for |expected |was expecting ).*", "")
                .replaceFirst(" within/between .*", "");
        return text.isEmpty() ? "it is no JSON" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("unreadable");
    }
}
