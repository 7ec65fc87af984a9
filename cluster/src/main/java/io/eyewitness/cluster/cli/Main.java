package io.eyewitness.cluster.cli;

import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of clusters. */
@Command(
        name = "eyewitness cluster",
        description = "Computes campaigns on an Apache Spark cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {SubmitCommand.class, FetchCommand.class},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Console.main(Main::commandLine, arguments);
    }

    /** The command line, for tests too; standard output and error can be replaced with its setters. */
    public static CommandLine commandLine() {
        return Console.setUp(new CommandLine(new Main()), "a native library of Spark", problem -> Optional.empty());
    }

    @Override
    public Integer call() {
        Console.showHelp(spec.commandLine());
        return CommandLine.ExitCode.OK;
    }
}
