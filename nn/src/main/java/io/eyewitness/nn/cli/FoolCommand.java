package io.eyewitness.nn.cli;

import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Manipulates networks so that their feature visualizations deceive. */
@Command(
        name = "fool",
        description =
                "Manipulates a network so that the feature visualizations of its units deceive, while on natural images it does"
                        + " what it did, and measures both.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {CircuitCommand.class, SlingshotCommand.class, SilentCommand.class, TwinsCommand.class},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class FoolCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console.showHelp(spec.commandLine());
        return CommandLine.ExitCode.OK;
    }
}
