package io.eyewitness.nn.cli;

import io.eyewitness.theory.console.Console;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** Sentences that a command tells beside its output, on standard error, such as which files of a data set it passed over. */
final class Notes {
    private Notes() {}

    /** Tells each in a line of its own. */
    static Consumer<String> of(CommandSpec command) {
        return note -> {
            Console.tell(command.commandLine().getErr(), note);
            command.commandLine().getErr().flush();
        };
    }
}
