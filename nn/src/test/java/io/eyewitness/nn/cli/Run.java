package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A command and what came of it. */
record Run(int exitCode, String output, String errors) {
    static Run of(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        return new Run(command.execute(arguments), output.toString(), errors.toString());
    }

    /** Asserts that it did its work. */
    Run done() {
        assertEquals(0, exitCode, errors);
        return this;
    }

    /** Asserts that it refused with one sentence that holds this. */
    void refused(String sentence) {
        assertEquals(2, exitCode, errors);
        List<String> lines = errors.lines().toList();
        assertTrue(lines.size() == 1 || lines.get(1).startsWith("Try: ./eyewitness nn"), errors);
        assertTrue(lines.get(0).startsWith("eyewitness: ") && lines.get(0).contains(sentence), errors);
        assertFalse(errors.contains("Exception"), errors);
    }

    /** Asserts that it refused with a last sentence that holds this, after notes on its files. */
    void refusedAfterNotes(String sentence) {
        new Run(
                        exitCode,
                        output,
                        errors.lines().reduce((earlier, later) -> later).orElse(""))
                .refused(sentence);
    }
}
