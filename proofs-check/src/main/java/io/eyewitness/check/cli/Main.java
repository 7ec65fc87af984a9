package io.eyewitness.check.cli;

import io.eyewitness.check.formal.CoqUnavailable;
import io.eyewitness.check.solver.SolverDisagreement;
import io.eyewitness.check.solver.SolverMissing;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.Console.Failure;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the checker. Exit codes: 0 all claims hold, 1 a claim fails, 2 bad input, 3 something is missing. */
@Command(
        name = "eyewitness",
        description =
                "Can you trust a feature visualization? The claims of \"Don't trust your eyes\", checked by machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "%nReal networks: ./eyewitness nn --help",
            "Simulations and bounds: ./eyewitness sim --help",
            "Results from parts that several machines computed: ./eyewitness merge --help"
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
public final class Main implements Callable<Integer> {
    private static final List<Class<?>> COMMANDS = List.of(
            TableCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            SelfTestCommand.class,
            ExplainCommand.class,
            DefeatCommand.class,
            FormalCommand.class,
            IrisCommand.class);
    private static final Set<String> WANT_LEDGER = Set.of("table", "check", "report");
    private static final int FAILS = 1;

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && WANT_LEDGER.contains(arguments[0])) {
            // Reading the ledger takes as long as setting up picocli, so another core does it.
            CompletableFuture.runAsync(Ledger::builtIn);
        }
        Console.main(() -> commandLineFor(arguments), arguments);
    }

    /** The command line; its setters replace standard output and error. */
    public static CommandLine commandLine() {
        return commandLine(CommandLine.defaultFactory());
    }

    /** The command line with commands from a factory. */
    static CommandLine commandLine(CommandLine.IFactory factory) {
        return commandLine(factory, COMMANDS);
    }

    /** The command line with the one command that the first argument names, which picocli sets up sooner, or else with all. */
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
        return Console.setUp(main, "Z3's library", Main::explain)
                .registerConverter(ExplanationSubject.class, ExplanationSubject::named);
    }

    @Override
    public Integer call() {
        Console.showHelp(spec.commandLine());
        return CommandLine.ExitCode.OK;
    }

    private static Optional<Failure> explain(Throwable problem) {
        if (problem instanceof SolverDisagreement) {
            return Optional.of(new Failure(FAILS, problem.getMessage()));
        }
        return problem instanceof SolverMissing || problem instanceof CoqUnavailable
                ? Optional.of(new Failure(Console.MISSING, problem.getMessage()))
                : Optional.empty();
    }
}
