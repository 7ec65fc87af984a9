package io.eyewitness.check.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The character encoding of the terminal. */
final class Locales {
    private Locales() {}

    /** Whether the terminal shows UTF-8, by the launcher, which may run Java under another locale, or else by the environment. */
    static boolean isTerminalUtf8() {
        String told = System.getProperty("eyewitness.utf8");
        return told == null ? isUtf8(System.getenv()) : Boolean.parseBoolean(told);
    }

    /** Whether the first of LC_ALL, LC_CTYPE and LANG that is set names UTF-8. */
    static boolean isUtf8(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .isPresent();
    }
}
