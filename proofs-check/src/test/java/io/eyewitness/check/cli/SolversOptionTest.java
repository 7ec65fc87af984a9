package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.solver.Cvc5Solver;
import io.eyewitness.check.solver.Saying;
import io.eyewitness.check.solver.ScriptAnswer;
import io.eyewitness.check.solver.ScriptSolver;
import io.eyewitness.check.solver.SolverMissing;
import io.eyewitness.check.solver.TwoSolvers;
import io.eyewitness.check.solver.Z3ScriptSolver;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** {@code table --solvers}, with the solvers asked about a few obligations. */
class SolversOptionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Saying RIGHT = new Saying("z3 0", ScriptAnswer.UNSAT);
    private static final Saying LIAR = new Saying("cvc5 0", ScriptAnswer.SAT);

    @TempDir
    Path directory;

    private Run table(
            Supplier<? extends ScriptSolver> first, Supplier<? extends ScriptSolver> second, String... options) {
        List<Obligation> few = List.of(Obligations.byId("S1"), Obligations.byId("C3"));
        TableCommand command =
                new TableCommand(new TwoSolvers(few, first, second), new FormalCache(directory.resolve("cache")));
        IFactory commands = new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == TableCommand.class
                        ? type.cast(command)
                        : CommandLine.defaultFactory().create(type);
            }
        };
        List<String> line = new ArrayList<>(List.of(
                "table",
                "--solvers",
                "--evidence",
                directory.resolve("evidence").toString()));
        line.addAll(List.of(options));
        return Run.of(Main.commandLine(commands), line.toArray(String[]::new));
    }

    private List<SolverAnswer> kept(String obligation) throws IOException {
        Bundle bundle = Bundle.read(directory.resolve("evidence"));
        return ((ObligationEvidence) EvidenceFiles.read("obligation/" + obligation + ".json", bundle::text)).answers();
    }

    @Test
    void z3AndCvc5AreCountedAndTheirAnswersKept() throws IOException {
        Run run = table(() -> new Z3ScriptSolver(LIMIT), () -> new Cvc5Solver(LIMIT))
                .succeeded();
        assertTrue(run.output().contains("\nz3 4.14.1: 2 unsat; cvc5 1.3.2: 2 unsat\n"), run.output());
        List<SolverAnswer> both =
                List.of(new SolverAnswer("z3 4.14.1", "unsat"), new SolverAnswer("cvc5 1.3.2", "unsat"));
        assertEquals(both, kept("S1"));
        assertEquals(both, kept("C3"));
        assertEquals(List.of(), kept("S2"));
    }

    @Test
    void unknownIsReportedAndNotCounted() throws IOException {
        Path json = directory.resolve("table.json");
        Run run = table(
                        () -> RIGHT,
                        () -> new Saying("cvc5 0", ScriptAnswer.unknown("timeout")),
                        "--format",
                        "json",
                        "--out",
                        json.toString())
                .succeeded();
        assertTrue(run.output().contains("\nz3 0: 2 unsat; cvc5 0: 2 unknown (S1, C3)\n"), run.output());
        assertTrue(Files.readString(json).contains("\"cvc5 0\" : \"unknown\""), json.toString());
    }

    @Test
    void solversThatDisagreeAreNamedWithTheObligation() {
        Run run = table(() -> RIGHT, () -> LIAR);
        assertEquals(1, run.exitCode(), run.errors());
        assertEquals(
                "eyewitness: the solvers disagree on obligation:S1: z3 0 says unsat, cvc5 0 says sat; one of them is wrong\n",
                run.errors());
        assertFalse(run.output().contains("cells hold"), run.output());
    }

    @Test
    void solversThatContradictTheKernelFailTheClaims() {
        Run run = table(() -> new Saying("z3 0", ScriptAnswer.SAT), () -> LIAR);
        assertEquals(1, run.exitCode(), run.errors());
        assertTrue(run.output().contains("claim:F.exact does not hold"), run.output());
        for (String solver : List.of("z3 0", "cvc5 0")) {
            String problem = "  - obligation/S1.json: " + solver + " answered sat, but the kernel has accepted a proof";
            assertTrue(run.output().contains(problem), run.output());
        }
    }

    @Test
    void aSolverThatIsNotThereIsNamed() {
        Run run = table(() -> RIGHT, () -> {
            throw new SolverMissing("cvc5 has no native library here", null);
        });
        assertEquals(3, run.exitCode());
        assertEquals("eyewitness: cvc5 has no native library here\n", run.errors());
    }
}
