package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.HelpTexts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    @Command(name = "unlinked")
    static final class Unlinked implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new UnsatisfiedLinkError("no z3java");
        }
    }

    @Test
    void aMissingNativeLibraryGetsOneSentenceAndExitCode3() {
        StringWriter errors = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().addSubcommand(new Unlinked()).setErr(new PrintWriter(errors, true));
        assertEquals(3, commandLine.execute("unlinked"));
        assertEquals(1, errors.toString().lines().count(), errors.toString());
        assertTrue(errors.toString().contains("library cannot be loaded"), errors.toString());
        assertTrue(errors.toString().contains("no z3java"), errors.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "check", "report", "selftest", "explain", "defeat", "formal", "iris"})
    void aCommandThatIsNamedFirstIsSetUpAloneAndIsNoOther(String command) {
        CommandLine all = Main.commandLine();
        CommandLine alone = Main.commandLineFor(command, "--help");
        assertEquals(Set.of(command), alone.getSubcommands().keySet());
        assertEquals(
                all.getSubcommands().get(command).getUsageMessage(),
                alone.getSubcommands().get(command).getUsageMessage());
    }

    @Test
    void whereNoCommandIsNamedFirstAllAreSetUp() {
        Set<String> all = Main.commandLine().getSubcommands().keySet();
        assertEquals(8, all.size());
        assertEquals(all, Main.commandLineFor().getSubcommands().keySet());
        assertEquals(all, Main.commandLineFor("--help").getSubcommands().keySet());
        assertEquals(all, Main.commandLineFor("chek", "check").getSubcommands().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "check", "report", "selftest", "explain", "defeat", "formal", "iris"})
    void everyCommandListsItsExitCodes(String command) {
        String help = Run.of(command, "--help").succeeded().output();
        for (String line : new String[] {
            "Exit codes:", "  0   ", "  2   wrong usage or bad input", "  3   something needed is missing"
        }) {
            assertTrue(help.contains(line), line + " is not in\n" + help);
        }
        assertEquals(!command.equals("iris"), help.contains("  1   "), help);
    }

    @Test
    void helpIsText() {
        assertEquals(List.of(), HelpTexts.broken(Main.commandLine()));
    }
}
