package io.eyewitness.nn.cli;

import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** Sentences that a command tells beside its output, on standard error, such as which files of a data set it passed over. */
final class Notes {
    private Notes() {}

    /** Tells each in a line of its own. */
    static Consumer<String> of(CommandSpec command) {
        return note -> {
            command.commandLine().getErr().println("eyewitness: " + note.replaceAll("\\p{Cntrl}", "?"));
            command.commandLine().getErr().flush();
        };
    }
}
