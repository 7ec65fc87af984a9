package io.eyewitness.theory.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What others wrote, on a terminal. */
class ConsoleTest {
    private static final String HOSTILE = "a\u001b[2J\u009b\u202e\rb";
    private static final String SHOWN = "a\\u001b[2J\\u009b\\u202e\\rb";

    /** Whether one may have it in a file: the names that a file has are not those of the code. */
    enum Taste {
        YES,
        ONLY_SMALL_L
    }

    @Command(name = "say", description = "Says it.", mixinStandardHelpOptions = true)
    static final class Say implements Callable<Integer> {
        @Parameters(arity = "0..1")
        private String text;

        @Option(names = "--fail")
        private boolean fails;

        @Option(names = "--defect")
        private boolean isDefective;

        @Option(names = "--taste")
        private Taste taste;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (fails) {
                throw new IllegalArgumentException(text);
            }
            if (isDefective) {
                throw new IllegalStateException(text);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.print(text.toCharArray());
            out.printf("%n%s%n", text);
            spec.commandLine().getErr().println(text);
            return 0;
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine main = Console.setUp(new CommandLine(new Say()), "a library", problem -> Optional.empty());
        return main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void whatCommandsPrintHoldsNoControlCharacterButLineFeeds() {
        assertEquals(0, run(HOSTILE));
        assertEquals((SHOWN + "\n").repeat(3), out.toString());
        assertEquals(SHOWN + "\n", err.toString());
    }

    @Test
    void theTraceOfADefectIsIndentedAndShowsWhatItQuotes() {
        assertEquals(3, run("--defect", HOSTILE + "\t1"));
        assertTrue(err.toString().contains("IllegalStateException: " + SHOWN), err.toString());
        assertTrue(err.toString().contains("\n    at io.eyewitness."), err.toString());
        assertFalse(err.toString().contains("\\tat "), err.toString());
        assertFalse(err.toString().contains("\u001b"), err.toString());
    }

    @Test
    void aFailureIsOneLine() {
        assertEquals(2, run("--fail", HOSTILE + "\n30 of 30 cells hold"));
        assertEquals("eyewitness: " + SHOWN + "\\n30 of 30 cells hold\n", err.toString());
        assertEquals(2, run("1", HOSTILE + "\n2"));
        assertTrue(err.toString().contains(SHOWN + "\\n2"), err.toString());
    }

    @Test
    void aFailureIsShort() {
        assertEquals(2, run("--fail", "9".repeat(3_000_000) + ": too long"));
        assertTrue(err.toString().length() < 3_000, err.toString());
        assertTrue(err.toString().endsWith("9: too long\n"), err.toString());
    }

    @Test
    void anOptionsNamesAreToldAsTheyAreWritten() {
        assertEquals(0, run("x", "--taste", "Only_small_l"));
        assertEquals(2, run("x", "--taste", "sweet"));
        assertTrue(err.toString().contains("expected one of [yes, only_small_l] but was 'sweet'"), err.toString());
        assertFalse(err.toString().contains("ONLY_SMALL_L"), err.toString());
    }

    @Test
    void theHelpIsAsPicocliWritesIt() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("Says it."), out.toString());
    }
}
