package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A command and what came of it.
 *
 * @param exitCode its exit code
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record Run(int exitCode, String output, String errors) {
    /** Runs a command. */
    public static Run of(CommandLine commandLine, String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        commandLine.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        int exitCode = commandLine.execute(arguments);
        return new Run(exitCode, output.toString(), errors.toString());
    }

    /** Asserts that it did its work. */
    public Run done() {
        assertEquals(0, exitCode, errors);
        return this;
    }

    /** Asserts that it refused with one sentence that holds this, perhaps with a hint where to look. */
    public void refused(String sentence) {
        assertEquals(2, exitCode, errors);
        List<String> lines = errors.lines().toList();
        assertTrue(lines.size() == 1 || lines.size() == 2 && lines.get(1).startsWith("Try: ./eyewitness"), errors);
        assertTrue(lines.get(0).startsWith("eyewitness: ") && lines.get(0).contains(sentence), errors);
        assertFalse(errors.contains("Exception"), errors);
    }
}
