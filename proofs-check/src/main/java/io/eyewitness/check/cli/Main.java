package io.eyewitness.check.cli;

import io.eyewitness.check.report.Format;
import io.eyewitness.check.solver.SolverDisagreement;
import io.eyewitness.check.solver.SolverMissing;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.exact.Norm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the checker. Exit codes: 0 all claims hold, 1 a claim fails, 2 bad input, 3 something is missing. */
@Command(
        name = "eyewitness",
        description =
                "Can you trust a feature visualization? The claims of \"Don't trust your eyes\", checked by machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = "%nReal networks: ./eyewitness nn --help",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
public final class Main implements Callable<Integer> {
    private static final List<Class<?>> COMMANDS = List.of(
            TableCommand.class,
            CheckCommand.class,
            SelfTestCommand.class,
            ExplainCommand.class,
            DefeatCommand.class,
            IrisCommand.class);
    private static final int FAILS = 1;
    private static final int MISSING = 3;

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLineFor(arguments).execute(arguments));
    }

    /** The command line, for tests too; standard output and error can be replaced with its setters. */
    public static CommandLine commandLine() {
        return commandLine(CommandLine.defaultFactory());
    }

    /** The command line with commands from a factory. */
    static CommandLine commandLine(CommandLine.IFactory factory) {
        return commandLine(factory, COMMANDS);
    }

    /** The command line with only the command that the first argument names, or with all: to set up all takes picocli long. */
    static CommandLine commandLineFor(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return commandLine(CommandLine.defaultFactory(), named.isEmpty() ? COMMANDS : named);
    }

    private static CommandLine commandLine(CommandLine.IFactory factory, List<Class<?>> commands) {
        CommandLine main = new CommandLine(new Main(), factory);
        commands.forEach(main::addSubcommand);
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Converters::path)
                .registerConverter(int.class, Converters::smallInteger)
                .registerConverter(Integer.class, Converters::smallInteger)
                .registerConverter(long.class, Converters::integer)
                .registerConverter(Subject.class, Subject::named)
                .registerConverter(Format.class, Converters.oneOf(Format.class))
                .registerConverter(DefeatCommand.Format.class, Converters.oneOf(DefeatCommand.Format.class))
                .registerConverter(Notion.class, Converters.oneOf(Notion.class))
                .registerConverter(Norm.class, Converters.oneOf(Norm.class))
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
     * A native library that is missing shows as an error, which picocli would let pass; output that did not get out, as to a full disk,
     * must not look like success.
     */
    static int run(ParseResult parsed) {
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
        boolean isWrapped = thrown instanceof UncheckedIOException
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException;
        Throwable problem = isWrapped ? thrown.getCause() : thrown;
        if (problem instanceof IllegalArgumentException || problem instanceof IOException) {
            command.getErr().println("eyewitness: " + InputProblem.sentence((Exception) problem));
            return CommandLine.ExitCode.USAGE;
        }
        if (problem instanceof SolverDisagreement) {
            command.getErr().println("eyewitness: " + problem.getMessage());
            return FAILS;
        }
        if (problem instanceof SolverMissing) {
            command.getErr().println("eyewitness: " + problem.getMessage());
            return MISSING;
        }
        if (problem instanceof LinkageError) {
            command.getErr()
                    .println("eyewitness: Z3's library cannot be loaded on this platform (" + problem.getMessage()
                            + "); see the platforms in README.md");
            return MISSING;
        }
        command.getErr().println("eyewitness: this is a defect of eyewitness; please report it with what follows.");
        thrown.printStackTrace(command.getErr());
        return MISSING;
    }
}
