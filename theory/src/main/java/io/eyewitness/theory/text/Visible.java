package io.eyewitness.theory.text;

/**
 * Makes untrusted text, such as a sentence of a ledger, the name of a unit or of a file, safe to display. Characters that are invisible,
 * or that change how others are displayed, are escaped as {@code \}{@code n}, {@code \}{@code u001b} and so on. These are Unicode's control
 * characters (C0, DEL, C1), format characters (directions, zero width), line and paragraph separators, unpaired surrogates and
 * noncharacters.
 */
public final class Visible {
    private static final int MOST = 2_000;
    private static final int LAST = 500;
    private static final int NO_CHARACTER = 0xfffe;

    private Visible() {}

    /** The text in one line; line feeds are escaped, too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text with its line feeds. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** The text if it has at most 2,000 characters, otherwise its start and end with the number of omitted characters between. */
    public static String clipped(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int start = MOST - LAST;
        int end = text.length() - LAST;
        return text.substring(0, start) + " ... (" + (end - start) + " characters) ... " + text.substring(end);
    }

    /** Whether a character is invisible or changes how others are displayed. */
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
