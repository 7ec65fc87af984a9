package io.eyewitness.theory.console;

import io.eyewitness.theory.file.NativeLibrary;
import io.eyewitness.theory.file.Reasons;
import io.eyewitness.theory.file.TemporaryFolder;
import io.eyewitness.theory.text.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The common behaviour of all command lines: how they read options and how they fail. Wrong usage and bad input give one sentence on
 * standard error and exit code 2, a defect gives a stack trace and exit code 3, and output that cannot be written is a failure.
 */
public final class Console {
    /** The exit code when something needed is missing, or for a defect. */
    public static final int MISSING = 3;

    /**
     * A failure that a command line can explain.
     *
     * @param code the exit code
     * @param sentence the problem and its remedy
     */
    public record Failure(int code, String sentence) {}

    private static final byte[] NO_MEMORY = ("eyewitness: " + memory() + "\n").getBytes(StandardCharsets.UTF_8);
    private static StandardOutput output;

    private Console() {}

    /** Runs a command line as a program and exits with its code. */
    public static void main(Supplier<CommandLine> commands, String... arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> end(problem));
        TemporaryFolder.adopt();
        int code;
        try {
            output = StandardOutput.ofThisProcess();
            System.setOut(output.stream());
            code = commands.get().execute(arguments);
        } catch (StandardOutput.ReaderGone e) {
            code = StandardOutput.ReaderGone.EXIT_CODE;
        } catch (RuntimeException | Error e) {
            end(e);
            return;
        }
        System.exit(code);
    }

    /** Handles exceptions outside of commands and those that end a thread. Must not need memory where memory is short. */
    private static void end(Throwable problem) {
        if (isOutOfMemory(problem)) {
            try (FileOutputStream errors = new FileOutputStream(FileDescriptor.err)) {
                errors.write(NO_MEMORY);
            } catch (IOException e) {
                // The exit code says it too.
            } finally {
                Runtime.getRuntime().halt(MISSING);
            }
        }
        explainDefect(problem, new PrintWriter(System.err, true));
        if (!isShuttingDown()) {
            Runtime.getRuntime().exit(MISSING);
        }
    }

    /** During a shutdown, a thread of it that called exit would wait for itself. */
    private static boolean isShuttingDown() {
        Thread none = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean isOutOfMemory(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError
                    || cause instanceof LinkageError
                            && String.valueOf(cause.getMessage()).contains(OutOfMemoryError.class.getName())) {
                return true;
            }
        }
        return false;
    }

    private static String memory() {
        return "not enough memory: Java may use "
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MB; give it more, such as EYEWITNESS_JAVA_OPTS=-Xmx4g";
    }

    /**
     * Sets a command line up, once all its subcommands are added.
     *
     * @param library the name, in messages, of the native library that the commands need
     * @param explain maps exceptions of the module to failures; empty for exceptions that all modules share
     */
    public static CommandLine setUp(CommandLine main, String library, Function<Throwable, Optional<Failure>> explain) {
        enumerations(main.getCommandSpec()).forEach(type -> register(main, type));
        return main.registerConverter(Path.class, Converters::path)
                .registerConverter(int.class, Converters::smallInteger)
                .registerConverter(Integer.class, Converters::smallInteger)
                .registerConverter(long.class, Converters::integer)
                .registerConverter(double.class, Converters::number)
                .registerConverter(Double.class, Converters::number)
                .registerConverter(BigFraction.class, Converters::rational)
                .setUsageHelpAutoWidth(false)
                .setExecutionStrategy(Console::run)
                .setParameterExceptionHandler(Console::explainUsage)
                .setExecutionExceptionHandler(
                        (thrown, command, parsed) -> explainProblem(thrown, command, library, explain));
    }

    /**
     * Catches the errors of missing native libraries, which picocli lets pass, and fails if output could not be written, as on a full
     * disk.
     */
    private static int run(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        if (commands.stream().noneMatch(one -> isHelp(one.getParseResult()))) {
            CommandLine main = commands.get(0);
            main.setOut(new VisibleWriter(main.getOut())).setErr(new VisibleWriter(main.getErr()));
        }
        int code;
        try {
            code = new CommandLine.RunLast().execute(parsed);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (command.getOut().checkError() || System.out.checkError()) {
            String reason = output == null || output.reason() == null ? "" : " (" + output.reason() + ")";
            tell(command.getErr(), "standard output cannot be written to" + reason + ", so output is lost");
            return CommandLine.ExitCode.USAGE;
        }
        return code;
    }

    /** Prints a sentence in one line that starts with the program's name. The sentence may quote untrusted text. */
    public static void tell(PrintWriter lines, String sentence) {
        lines.println("eyewitness: " + Visible.line(Visible.clipped(sentence)));
    }

    /** Shows a command's help, coloured where picocli colours it. */
    public static void showHelp(CommandLine command) {
        PrintWriter out = command.getOut();
        command.usage(out instanceof VisibleWriter visible ? visible.beneath() : out);
    }

    /** Whether picocli prints help or the version, which it may colour. */
    private static boolean isHelp(ParseResult parsed) {
        return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
    }

    /** The enumerations among the types of a command's options and parameters, and of its subcommands'. */
    private static Set<Class<?>> enumerations(CommandSpec command) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (ArgSpec argument : command.args()) {
            types.add(argument.type());
            types.addAll(List.of(argument.auxiliaryTypes()));
        }
        types.removeIf(type -> !type.isEnum());
        command.subcommands().values().forEach(other -> types.addAll(enumerations(other.getCommandSpec())));
        return types;
    }

    private static <E> void register(CommandLine main, Class<E> type) {
        main.registerConverter(type, Converters.oneOf(type));
    }

    private static int explainUsage(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        tell(command.getErr(), problem.getMessage());
        command.getErr().println("Try: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explainProblem(
            Exception thrown, CommandLine command, String library, Function<Throwable, Optional<Failure>> explain) {
        boolean isWrapped = thrown instanceof UncheckedIOException
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException;
        Throwable problem = isWrapped ? thrown.getCause() : thrown;
        if (problem instanceof StandardOutput.ReaderGone) {
            return StandardOutput.ReaderGone.EXIT_CODE;
        }
        Optional<Failure> failure = resources(thrown)
                .or(() -> explain.apply(problem))
                .or(() -> badInput(problem))
                .or(() -> missing(problem, library));
        if (failure.isPresent()) {
            tell(command.getErr(), failure.get().sentence());
            return failure.get().code();
        }
        explainDefect(thrown, command.getErr());
        return MISSING;
    }

    /** Indents frames by spaces, because the writer escapes tabs: the trace may quote untrusted text. */
    private static void explainDefect(Throwable problem, PrintWriter errors) {
        tell(errors, "this is a defect of eyewitness; please report it with what follows.");
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace, true));
        errors.print(trace.toString().replace("\t", "    "));
        errors.flush();
    }

    private static Optional<Failure> resources(Throwable thrown) {
        if (isOutOfMemory(thrown)) {
            return Optional.of(new Failure(MISSING, memory()));
        }
        return thrown.getCause() instanceof StackOverflowError
                ? Optional.of(new Failure(
                        MISSING,
                        "the input is nested too deeply for Java's stack; give it more, such as"
                                + " EYEWITNESS_JAVA_OPTS=-Xss16m"))
                : Optional.empty();
    }

    /** Looks at all causes, because exceptions of other threads may be wrapped more than once. */
    private static Optional<Failure> missing(Throwable problem, String library) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibrary.Unusable) {
                return Optional.of(new Failure(MISSING, cause.getMessage()));
            }
            if (cause instanceof LinkageError) {
                return Optional.of(new Failure(MISSING, NativeLibrary.notHere(library, cause)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> badInput(Throwable problem) {
        return problem instanceof IllegalArgumentException || problem instanceof IOException
                ? Optional.of(new Failure(CommandLine.ExitCode.USAGE, sentence((Exception) problem)))
                : Optional.empty();
    }

    /** The message of an exception; Java's own message for a file is its name alone. */
    private static String sentence(Exception problem) {
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + Reasons.of(file);
        }
        return problem.getMessage() == null ? "something cannot be read or written" : problem.getMessage();
    }
}
