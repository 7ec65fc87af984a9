package io.eyewitness.check.solver;

import com.microsoft.z3.Context;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Version;
import com.microsoft.z3.Z3Exception;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Z3 on SMT-LIB text. */
public final class Z3ScriptSolver implements ScriptSolver {
    private static final Pattern LOGIC = Pattern.compile("(?m)^\\(set-logic (\\w+)\\)");

    private final Context context = Z3Library.context();
    private final Duration timeout;

    /**
     * A solver.
     *
     * @param timeout how long one script may take before the answer is unknown
     */
    public Z3ScriptSolver(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "z3 " + Version.getMajor() + "." + Version.getMinor() + "." + Version.getBuild();
    }

    @Override
    public ScriptAnswer check(String script) {
        Solver solver = solver(script);
        try {
            solver.add(context.parseSMTLIB2String(script, null, null, null, null));
        } catch (Z3Exception e) {
            throw new IllegalArgumentException("z3 cannot read the script: " + e.getMessage(), e);
        }
        try {
            return switch (solver.check()) {
                case UNSATISFIABLE -> ScriptAnswer.UNSAT;
                case SATISFIABLE -> ScriptAnswer.SAT;
                case UNKNOWN -> ScriptAnswer.unknown(solver.getReasonUnknown());
            };
        } catch (Z3Exception e) {
            return ScriptAnswer.unknown(String.valueOf(e.getMessage()));
        }
    }

    private Solver solver(String script) {
        Matcher logic = LOGIC.matcher(script);
        Solver solver = logic.find() ? context.mkSolver(logic.group(1)) : context.mkSolver();
        Params parameters = context.mkParams();
        parameters.add("timeout", Math.toIntExact(timeout.toMillis()));
        solver.setParameters(parameters);
        return solver;
    }

    @Override
    public void close() {
        context.close();
    }
}
