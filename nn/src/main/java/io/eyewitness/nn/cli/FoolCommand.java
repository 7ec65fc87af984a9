package io.eyewitness.nn.cli;

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
        exitCodeListHeading = Main.EXIT_CODES,
        exitCodeList = {Main.DONE, Main.BAD_INPUT, Main.MISSING})
final class FoolCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
