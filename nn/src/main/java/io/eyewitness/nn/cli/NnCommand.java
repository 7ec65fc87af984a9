package io.eyewitness.nn.cli;

import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: the shared parts of its help, and its output. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
abstract class NnCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Prints lines to standard output. */
    final void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    final void print(String... lines) {
        print(List.of(lines));
    }

    /** Tells the user a sentence on standard error, such as which files of a data set were skipped. */
    static void note(CommandSpec command, String sentence) {
        Console.tell(command.commandLine().getErr(), sentence);
        command.commandLine().getErr().flush();
    }

    final void note(String sentence) {
        note(spec, sentence);
    }

    /** Shows progress on standard error. */
    final ConsoleProgress progress() {
        return new ConsoleProgress(spec);
    }

    /** Shows the help of a command that only has subcommands. */
    final int showHelp() {
        Console.showHelp(spec.commandLine());
        return 0;
    }
}
