package io.eyewitness.nn.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the neural experiments. Exit codes: 0 done, 2 wrong usage or bad input, 3 something is missing. */
@Command(
        name = "eyewitness nn",
        description = "Feature visualization of real networks, and the claims about it, measured.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            VisualizeCommand.class,
            DistillCommand.class,
            PathsCommand.class,
            DefendCommand.class,
            AuditCommand.class,
            ExamplesCommand.class,
            LayersCommand.class,
            AccuracyCommand.class,
            FoolCommand.class,
            TrainCommand.class
        },
        exitCodeListHeading = Main.EXIT_CODES,
        exitCodeList = {Main.DONE, Main.BAD_INPUT, Main.MISSING})
public final class Main implements Callable<Integer> {
    static final String EXIT_CODES = "%nExit codes:%n";
    static final String DONE = "0:done";
    static final String BAD_INPUT = "2:wrong usage or bad input";
    static final String MISSING = "3:something needed is missing";

    private static final int MISSING_CODE = 3;

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for tests too; standard output and error can be replaced with its setters. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explainProblem);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    /**
     * PyTorch's library, where it is missing, shows as an error, which picocli would let pass; output that did not get out, as to a
     * full disk, must not look like success.
     */
    private static int run(ParseResult parsed) {
        int code;
        try {
            code = new CommandLine.RunLast().execute(parsed);
        } catch (LinkageError e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        if (command.getOut().checkError() || System.out.checkError()) {
            command.getErr().println("eyewitness: standard output cannot be written to, so output is lost");
            return CommandLine.ExitCode.USAGE;
        }
        return code;
    }

    private static int explainUsage(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println("eyewitness: " + problem.getMessage());
        command.getErr().println("Try: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explainProblem(Exception thrown, CommandLine command, ParseResult result) {
        if (Problem.isInput(thrown)) {
            command.getErr().println("eyewitness: " + Problem.sentence(thrown));
            return CommandLine.ExitCode.USAGE;
        }
        if (Problem.isOutOfMemory(thrown)) {
            command.getErr().println("eyewitness: " + Problem.outOfMemory(thrown));
            return MISSING_CODE;
        }
        if (thrown.getCause() instanceof LinkageError problem) {
            command.getErr()
                    .println("eyewitness: PyTorch's library cannot be loaded on this platform (" + problem.getMessage()
                            + "); see the platforms in README.md");
            return MISSING_CODE;
        }
        command.getErr().println("eyewitness: this is a defect of eyewitness; please report it with what follows.");
        thrown.printStackTrace(command.getErr());
        return MISSING_CODE;
    }
}
