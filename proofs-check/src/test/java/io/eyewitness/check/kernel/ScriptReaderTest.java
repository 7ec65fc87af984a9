package io.eyewitness.check.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.SmtLib;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {
    static Stream<Obligation> obligations() {
        return Obligations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void whatItReadsIsWrittenAsTheSameBytes(Obligation obligation) {
        String comment = "obligation:" + obligation.id() + "\n" + obligation.sentence();
        assertEquals(obligation.script(), SmtLib.script(comment, ScriptReader.assertions(obligation.script())));
    }

    @Test
    void readsEveryOperator() {
        Term x = Term.variable("x");
        Term y = Term.variable("y");
        Term z = Term.variable("z");
        List<Formula> formulas = List.of(
                Term.sum(x, y, z).lessThan(Term.constant(-1, 2)),
                Term.product(x, y, z).atMost(Term.min(x, Term.max(y, z))),
                Formula.or(x.equalTo(Term.abs(y)), Formula.and(), Formula.or()),
                Formula.not(Formula.and(x.equalTo(y), y.equalTo(z), z.equalTo(Term.relu(x)))));
        assertEquals(formulas, ScriptReader.assertions(SmtLib.script("", formulas)));
    }

    @Test
    void linearScriptsAndScriptsWithoutAssertionsAreRead() {
        assertEquals(List.of(), ScriptReader.assertions(Scripts.of().replace("QF_NRA", "QF_LRA")));
        assertEquals(List.of(), ScriptReader.assertions("; one\n; two\n" + Scripts.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1",
                "(< x y z)",
                "(< x)",
                "(<)",
                "(and (< x y))",
                "(or)",
                "(not (< x y) (< y z))",
                "(and x (< x y))",
                "(not x)",
                "(= (< x y) (< y x))",
                "(< (not (< x y)) y)",
                "(> x y)",
                "(=> (< x y) (< y z))",
                "(< w 1)",
                "(< x 1.5)",
                "(< x 01)",
                "(< x -1)",
                "(< x (- y))",
                "(< x (- 1 2))",
                "(< x (/ y 2))",
                "(< x (/ 2 y))",
                "(< x (ite (< x y) x y))",
                "((< x y))",
                "()",
                "(< x y",
                "< x y)",
                "(< x y))",
                "(< x y) (< y z)",
                "true) (assert false",
                "|x|",
                "; comment",
                "(let ((w x)) (< w y))",
                " ",
            })
    void refusesOtherAssertions(String assertion) {
        assertThrows(Rejected.class, () -> ScriptReader.assertions(Scripts.of(assertion)));
    }

    static Stream<String> otherScripts() {
        String script = Scripts.of("(< x 0)");
        return Stream.of(
                "",
                ";",
                "; a comment without an end",
                "; only a comment\n",
                "; the end in a comment (check-sat)\n",
                script.strip(),
                script + "(exit)\n",
                script.replace("(check-sat)\n", ""),
                script.replace("\n", "\r\n"),
                "; comment\r(assert false)\n" + script,
                script.replace("(assert", "\t(assert"),
                script.replace("QF_NRA", "QF_NIA"),
                script.replace("(ite (<= 0 p) p 0)", "(ite (<= 0 p) p p)"),
                script.replace("(declare-const z Real)", "(declare-const z Int)"),
                script.replace("(declare-const z Real)", "(declare-const x Real)"),
                script.replace("(declare-const z Real)", "(declare-const true Real)"),
                script.replace("(declare-const z Real)", "(declare-const |z z| Real)"),
                script.replace("(declare-const z Real)", "(define-fun z () Real 0)"),
                script.replace("(assert (< x 0))", "(assert (< x 0)) (push)"),
                script.replace("(assert (< x 0))", "(push)\n(assert (< x 0))"),
                script.replace("(< x 0)", "(< x " + "9".repeat(1_001) + ")"),
                script.replace("(< x 0)", "(not ".repeat(100) + "(< x 0)" + ")".repeat(100)),
                script.replace("(< x 0)", "(".repeat(400_000)),
                ";".repeat(1_000_000) + "\n" + script,
                ";\n".repeat(400_000) + "x" + script);
    }

    @ParameterizedTest
    @MethodSource("otherScripts")
    void refusesOtherScriptsQuickly(String script) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(Rejected.class, () -> ScriptReader.assertions(script)));
    }

    @Test
    void aHundredParenthesesAreNotTooDeep() {
        String deep = "(not ".repeat(98) + "(< x 0)" + ")".repeat(98);
        assertEquals(1, ScriptReader.assertions(Scripts.of(deep)).size());
    }
}
