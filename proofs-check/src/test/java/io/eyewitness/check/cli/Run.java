package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What a command line did. */
record Run(int exitCode, String output, String errors) {
    static Run of(String... arguments) {
        return of(Main.commandLine(), arguments);
    }

    static Run of(CommandLine commandLine, String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        commandLine.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        int exitCode = commandLine.execute(arguments);
        return new Run(exitCode, output.toString(), errors.toString());
    }

    Run succeeded() {
        assertEquals(0, exitCode, errors);
        return this;
    }

    /** Exit code 2 and one sentence, perhaps with a hint where to look. */
    void refused(String sentence) {
        assertEquals(2, exitCode, errors);
        List<String> lines = errors.lines().toList();
        assertTrue(lines.size() == 1 || lines.size() == 2 && lines.get(1).startsWith("Try: ./eyewitness"), errors);
        assertTrue(lines.get(0).startsWith("eyewitness: "), errors);
        assertTrue(lines.get(0).contains(sentence), errors);
        assertFalse(errors.contains("Exception"), errors);
    }
}
