package io.eyewitness.nn.cli;

import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.io.IOException;
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

    /** Prints a note on standard error, such as how many files of a data set were skipped. */
    static void note(CommandSpec command, String sentence) {
        Console.tell(command.commandLine().getErr(), sentence);
        command.commandLine().getErr().flush();
    }

    final void note(String sentence) {
        note(spec, sentence);
    }

    /** Work that reports its progress. */
    interface Work<T> {
        T run(Progress progress) throws IOException;
    }

    /** The result of some work, whose progress is shown on standard error while it runs. */
    final <T> T withProgress(Work<T> work) throws IOException {
        try (ShownProgress progress = new ShownProgress()) {
            return work.run(progress);
        }
    }

    /** Shows the help of a command that only has subcommands. */
    final int showHelp() {
        Console.showHelp(spec.commandLine());
        return 0;
    }

    /** Progress on standard error: a bar for each stage on a terminal, intermediate results, and notes. */
    private final class ShownProgress implements Progress, AutoCloseable {
        private Bar bar = new Bar("");

        @Override
        public void started(String stage, long parts) {
            bar.close();
            bar = new Bar(stage).start(parts);
        }

        @Override
        public void finished(long parts) {
            bar.stepBy(parts);
        }

        @Override
        public void finishedOne(String state) {
            bar.step(state);
        }

        @Override
        public void reached(String line) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }

        @Override
        public void note(String sentence) {
            NnCommand.this.note(sentence);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
