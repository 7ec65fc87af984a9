package io.eyewitness.nn.cli;

import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.console.Bar;
import picocli.CommandLine.Model.CommandSpec;

/** Shows progress on standard error: a bar for each stage on a terminal, intermediate results, and notes. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private final CommandSpec command;
    private Bar bar = new Bar("");

    ConsoleProgress(CommandSpec command) {
        this.command = command;
    }

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
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }

    @Override
    public void note(String sentence) {
        NnCommand.note(command, sentence);
    }

    @Override
    public void close() {
        bar.close();
    }
}
