package io.eyewitness.check.defeat;

/** What a program wrote, made fit for a message: on one line, not long, without control characters. */
final class Printable {
    private static final int LENGTH = 160;

    private Printable() {}

    static String text(String text) {
        String line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "...";
    }
}
