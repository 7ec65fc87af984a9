package io.eyewitness.check.solver;

import io.github.cvc5.Command;
import io.github.cvc5.Context;
import io.github.cvc5.InputParser;
import io.github.cvc5.Solver;
import io.github.cvc5.SymbolManager;
import io.github.cvc5.TermManager;
import io.github.cvc5.modes.InputLanguage;
import java.time.Duration;
import java.util.Locale;

/**
 * One script, read and answered by cvc5's native library; for one thread of a process that does nothing else with cvc5.
 * Non-linear arithmetic is left to cylindrical coverings alone: with the default, which linearises first, A1.range.d8 takes
 * more than 20 s instead of 0.2 s.
 */
final class Cvc5Script {
    private Cvc5Script() {}

    /** The version of the library. */
    static String version() {
        try {
            return new Solver(new TermManager()).getInfo("version").replace("\"", "");
        } finally {
            Context.deletePointers();
        }
    }

    /**
     * The answer to the script's one {@code check-sat}.
     *
     * @throws IllegalArgumentException if cvc5 cannot read the script
     */
    static ScriptAnswer answer(String script, Duration timeout) {
        try {
            TermManager terms = new TermManager();
            Solver solver = new Solver(terms);
            solver.setOption("tlimit-per", Long.toString(timeout.toMillis()));
            solver.setOption("nl-cov", "true");
            solver.setOption("nl-ext", "none");
            return answer(script, solver, new SymbolManager(terms));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            // Native code throws checked exceptions that its signatures do not declare.
            throw new IllegalArgumentException("cvc5 cannot read the script: " + e.getMessage(), e);
        } finally {
            Context.deletePointers();
        }
    }

    private static ScriptAnswer answer(String script, Solver solver, SymbolManager symbols) {
        InputParser parser = new InputParser(solver, symbols);
        parser.setStringInput(InputLanguage.SMT_LIB_2_6, script, "script");
        ScriptAnswer answer = null;
        for (Command command = parser.nextCommand(); !command.isNull(); command = parser.nextCommand()) {
            String output = command.invoke(solver, symbols).strip();
            if (command.getCommandName().equals("check-sat")) {
                if (answer != null) {
                    throw new IllegalArgumentException("the script has more than one check-sat");
                }
                answer = printed(output);
            } else if (!output.isEmpty()) {
                throw new IllegalArgumentException("cvc5 cannot read the script: " + output);
            }
        }
        if (answer == null) {
            throw new IllegalArgumentException("the script has no check-sat");
        }
        return answer;
    }

    /**
     * The answer that cvc5 printed.
     *
     * @param output {@code unsat}, {@code sat}, {@code unknown} or {@code unknown (REASON)}
     */
    static ScriptAnswer printed(String output) {
        return switch (output) {
            case "unsat" -> ScriptAnswer.UNSAT;
            case "sat" -> ScriptAnswer.SAT;
            default -> {
                if (!output.matches("unknown( \\(\\w+\\))?")) {
                    throw new IllegalArgumentException("cvc5 cannot read the script: " + output);
                }
                yield ScriptAnswer.unknown(output.replaceAll("^unknown|\\W", "").toLowerCase(Locale.ROOT));
            }
        };
    }
}
