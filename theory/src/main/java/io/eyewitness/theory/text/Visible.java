package io.eyewitness.theory.text;

/**
 * Text that others wrote, such as a sentence of a ledger, a unit's name or the name of a file, so that it shows what it holds: characters
 * that cannot be seen, or that change how others are seen, are written as {@code \}{@code n}, {@code \}{@code u001b} and so on. These are
 * Unicode's control characters (C0, DEL, C1), format characters (of directions, of width zero), separators of lines and paragraphs,
 * surrogates without their other half, and what is no character.
 */
public final class Visible {
    private static final int MOST = 2_000;
    private static final int LAST = 500;
    private static final int NO_CHARACTER = 0xfffe;

    private Visible() {}

    /** The text in one line: a line feed is escaped too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text in its own lines, which end in line feeds. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** The text if it is of 2,000 characters or fewer; else its start and its end, with the number of those left out between. */
    public static String clipped(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int start = MOST - LAST;
        int end = text.length() - LAST;
        return text.substring(0, start) + " ... (" + (end - start) + " characters) ... " + text.substring(end);
    }

    /** Whether a character is not seen, or changes how others are. */
    public static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> (character & NO_CHARACTER) == NO_CHARACTER;
        };
    }

    private static String escaped(String text, boolean keepsLines) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            if (isHidden(character) && !(keepsLines && character == '\n')) {
                shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
                escape(shown, text, i, next);
            } else if (shown != null) {
                shown.appendCodePoint(character);
            }
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    private static void escape(StringBuilder shown, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> shown.append(String.format("\\u%04x", (int) unit));
            }
        }
    }
}
