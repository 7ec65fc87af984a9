package io.eyewitness.sim.cli;

import io.eyewitness.theory.console.CampaignProgram;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.MergeCommand;
import io.eyewitness.theory.console.Version;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the simulations. */
@Command(
        name = "eyewitness sim",
        description =
                "Measures how wrong a feature visualization leaves its reader on average, and which further information would help.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {GameCommand.class, PhaseCommand.class, BoundCommand.class, AgreeCommand.class, MergeCommand.class
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.DONE,
            "1:a decoder beats a bound that is proven",
            "2:wrong usage, bad input or contradictory observations",
            ExitCodes.MISSING
        })
public final class Main implements Callable<Integer>, CampaignProgram {
    static final String NAME = "sim";

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Console.main(Main::commandLine, arguments);
    }

    /** The command line, for tests too; standard output and error can be replaced with its setters. */
    public static CommandLine commandLine() {
        return Console.setUp(
                new CommandLine(new Main()), "the linear programming library", problem -> Optional.empty());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CommandLine line() {
        return commandLine();
    }

    @Override
    public Integer call() {
        Console.showHelp(spec.commandLine());
        return CommandLine.ExitCode.OK;
    }
}
