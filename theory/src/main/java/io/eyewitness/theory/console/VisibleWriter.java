package io.eyewitness.theory.console;

import io.eyewitness.theory.text.Visible;
import java.io.PrintWriter;

/** Escapes control characters other than line feeds, because output may contain untrusted text, see {@link Visible}. */
final class VisibleWriter extends PrintWriter {
    /** A writer that is flushed after each line, as picocli's are. */
    VisibleWriter(PrintWriter out) {
        super(out, true);
    }

    /** The underlying writer. */
    PrintWriter beneath() {
        return (PrintWriter) out;
    }

    @Override
    public void write(String text, int from, int length) {
        String shown = Visible.lines(text.substring(from, from + length));
        super.write(shown, 0, shown.length());
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }
}
