package io.eyewitness.check.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.PolynomialText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule, with a proof that it accepts, and false statements that a weaker rule would let through. */
class ProvenTest {
    private static final Step CONTRADICTION = new Step.Contradiction();

    private static Step split(String polynomial) {
        return new Step.Split(PolynomialText.parse(polynomial));
    }

    /** Products, their factors separated by commas. */
    private static Step sum(String... products) {
        return new Step.Certificate(Stream.of(products)
                .map(product -> Stream.of(product.split(", "))
                        .map(PolynomialText::parse)
                        .toList())
                .toList());
    }

    private static void proves(List<String> assertions, Step... proof) {
        String script = Scripts.of(assertions.toArray(String[]::new));
        assertEquals(script, Proven.check(script, List.of(proof)).script());
    }

    private static void rejects(String reason, List<String> assertions, Step... proof) {
        assertEquals(reason, rejection(Scripts.of(assertions.toArray(String[]::new)), List.of(proof)));
    }

    private static String rejection(String script, List<Step> proof) {
        return assertThrows(Rejected.class, () -> Proven.check(script, proof)).getMessage();
    }

    private static void isNotContradictory(String... assertions) {
        rejects("step 1: no contradiction of signs here", List.of(assertions), CONTRADICTION);
    }

    private static final String NOT_AT_LEAST_ZERO = "step 1: a product is not known to be at least 0";
    private static final String NOT_ABOVE_ZERO = "step 1: no product is known to be above 0";

    @Test
    void aCertificateAddsUpHypotheses() {
        proves(List.of("(< x y)", "(< y x)"), CONTRADICTION);
        proves(List.of("(< x y)", "(< y z)", "(< z x)"), sum("y - x", "z - y", "x - z"));
        proves(List.of("(<= x y)", "(<= y z)", "(< z x)"), sum("2*y - 2*x", "2, z - y", "1/3, 6, x - z"));
    }

    @Test
    void itsSumMustBeZero() {
        rejects("step 1: the sum is not 0", List.of("(< 0 x)"), sum("x"));
        rejects("step 1: the sum is not 0", List.of("(< x y)", "(< y z)"), sum("y - x", "z - y"));
        rejects("step 1: the sum is not 0", List.of(), sum("1"));
    }

    @Test
    void oneProductMustBeAboveZero() {
        rejects(NOT_ABOVE_ZERO, List.of("(<= x y)", "(<= y x)"), sum("y - x", "x - y"));
        rejects(NOT_ABOVE_ZERO, List.of("(<= 0 x)", "(<= x 0)"), sum("x, x", "x, -x"));
        rejects(NOT_ABOVE_ZERO, List.of("(<= 0 (* (- 1) x))", "(< y 0)", "(<= 0 x)"), sum("x, -y", "-x, -y"));
        rejects(NOT_ABOVE_ZERO, List.of(), sum("0"));
        rejects(NOT_ABOVE_ZERO, List.of(), new Step.Certificate(List.of()));
    }

    @Test
    void negativeCoefficientsAreRefused() {
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 x)"), sum("x", "-1, x"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 x)"), sum("x", "-x"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 x)", "(< 0 y)"), sum("-1, x", "-1, y", "x + y"));
        rejects(NOT_AT_LEAST_ZERO, List.of(), sum("1", "-1"));
    }

    @Test
    void factorsThatWereNeverGivenAreRefused() {
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 x)"), sum("x, y", "x, -y"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 (* x y))"), sum("x, y"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(< 0 x)"), sum("x - 1", "1 - x"));
    }

    @Test
    void twoNegativeFactorsAreNotAtLeastZeroTogether() {
        rejects(NOT_AT_LEAST_ZERO, List.of("(< x 0)", "(< y 0)"), sum("x, y"));
    }

    @Test
    void aMultipleOfAnEqualityIsFree() {
        proves(List.of("(= x y)", "(< (* z x) (* z y))"), sum("z*y - z*x", "z, x - y"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(<= x y)", "(< (* z x) (* z y))"), sum("z*y - z*x", "z, x - y"));
        rejects(NOT_AT_LEAST_ZERO, List.of("(< y x)"), sum("x - y", "-1, x - y"));
    }

    @Test
    void anEqualityIsNotAboveZero() {
        rejects(NOT_ABOVE_ZERO, List.of("(= x y)"), sum("x - y", "y - x"));
    }

    @Test
    void aDisequalityHasNoSign() {
        String unequal = "(not (= x y))";
        rejects(NOT_AT_LEAST_ZERO, List.of(unequal), sum("x - y", "y - x"));
        rejects(NOT_AT_LEAST_ZERO, List.of(unequal, "(<= x y)"), sum("x - y", "y - x"));
        proves(List.of(unequal, "(<= x y)", "(<= y x)"), CONTRADICTION);
        isNotContradictory(unequal, "(<= x y)");
        isNotContradictory(unequal);
    }

    @Test
    void aSplitNeedsBothBranches() {
        rejects("the proof ends with 1 branches open", List.of("(< x 0)"), split("x"), CONTRADICTION);
        rejects("the proof ends with 2 branches open", List.of("(< x 0)"), split("x"));
        rejects("the proof ends with 1 branches open", List.of());
    }

    @Test
    void theLowerBranchOfASplitHoldsZero() {
        rejects(
                "step 3: no product is known to be above 0",
                List.of("(<= (* x x) 0)"),
                split("x"),
                sum("x, x", "-x^2"),
                sum("-x, -x", "-x^2"));
        proves(List.of("(<= (* x x) 0)", "(not (= x 0))"), split("x"), sum("x, x", "-x^2"), sum("-x, -x", "-x^2"));
    }

    @Test
    void theUpperBranchOfASplitIsStrict() {
        proves(List.of("(< (* x x) 0)"), split("x"), sum("x, x", "-x^2"), sum("-x, -x", "-x^2"));
        rejects("step 1: no contradiction of signs here", List.of("(<= (* x x) 0)"), CONTRADICTION);
    }

    @Test
    void whatABranchAssumesEndsWithIt() {
        rejects(
                "step 3: a product is not known to be at least 0",
                List.of("(<= x (* y y))"),
                split("x - y^2"),
                CONTRADICTION,
                sum("x - y^2", "y^2 - x"));
        rejects(
                "step 4: a product is not known to be at least 0",
                List.of("(<= (* x x) 0)", "(<= (* y y) 0)"),
                split("y"),
                sum("y, y", "-y^2"),
                split("x"),
                sum("y, y", "-y^2"));
    }

    @Test
    void aSplitOnWhatIsKnownIsHarmless() {
        proves(List.of("(< 0 x)", "(< x 0)"), split("x"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< 0 x)", "(< (* x y) 0)", "(< 0 y)"), split("-x"), CONTRADICTION, sum("x, y", "-x*y"));
        proves(List.of("(< 0 x)", "(< (* x y) 0)", "(< 0 y)"), split("5"), sum("x, y", "-x*y"), CONTRADICTION);
        proves(List.of("(< 0 x)", "(< (* x y) 0)", "(< 0 y)"), split("0"), CONTRADICTION, sum("x, y", "-x*y"));
    }

    @Test
    void aProofEndsWithItsLastLeaf() {
        rejects("step 1: the proof goes on after its last leaf", List.of("false"), CONTRADICTION, CONTRADICTION);
        proves(List.of("false"), CONTRADICTION);
        isNotContradictory("true");
    }

    @Test
    void signsAreKnownUpToAFactor() {
        proves(List.of("(< (* 2 x) (* 2 y))", "(<= 0 (* 3 (+ x (* (- 1) y))))"), CONTRADICTION);
        rejects(NOT_AT_LEAST_ZERO, List.of("(< x y)"), sum("-3*y + 3*x", "3*y - 3*x"));
        isNotContradictory("(< (* 2 x) (* 2 y))", "(<= 0 (* 3 (+ y (* (- 1) x))))");
    }

    @Test
    void constantsHaveTheirSigns() {
        proves(List.of("(< 1 0)"), CONTRADICTION);
        proves(List.of("(< 0 (- 1))"), CONTRADICTION);
        proves(List.of("(= 1 (/ 1 2))"), CONTRADICTION);
        proves(List.of("(not (<= 0 0))"), CONTRADICTION);
        isNotContradictory("(< 0 1)", "(<= 0 0)", "(= (/ 2 4) (/ 1 2))");
    }

    @Test
    void aNegationExcludesExactlyItsOperand() {
        rejects(NOT_ABOVE_ZERO, List.of("(not (< x 0))", "(<= x 0)"), sum("x", "-x"));
        proves(List.of("(not (<= x 0))", "(<= x 0)"), CONTRADICTION);
        proves(List.of("(not (not (< x 0)))", "(<= 0 x)"), CONTRADICTION);
        isNotContradictory("(not (< x 0))", "(= x 0)");
    }

    @Test
    void aConjunctionRequiresItsOperands() {
        proves(List.of("(and (< x y) (< y x))"), CONTRADICTION);
        proves(List.of("(not (or (<= x y) (< y x)))"), CONTRADICTION);
        isNotContradictory("(not (and (<= x y) (< y x)))");
        isNotContradictory("(not (and (< x y) (< y z) (< z x)))");
    }

    @Test
    void aDisjunctionRequiresItsLastOperandOnly() {
        rejects(NOT_AT_LEAST_ZERO, List.of("(or (< x 0) (< y 0))", "(<= 0 y)"), sum("y", "-y"));
        proves(List.of("(or (< x 0) (< y 0))", "(<= 0 y)", "(<= 0 x)"), CONTRADICTION);
        proves(List.of("(or (< x 0) (and (< y 0) (< z 0)))", "(<= 0 z)", "(< 0 x)"), CONTRADICTION);
        proves(List.of("(not (and (< x 0) (< y 0)))", "(< x 0)", "(< y 0)"), CONTRADICTION);
        List<String> open = List.of("(or (< x 0) (< y 0))", "(<= 0 (* x x x))");
        rejects(NOT_AT_LEAST_ZERO, open, sum("-x, -x, -x", "x^3"));
        isNotContradictory("(or (< x 0) (< y 0))", "(<= 0 y)");
        isNotContradictory("(or (< x 0) (< y 0))");
        isNotContradictory("(or (< x 0) (< y 0))", "(< x 0)", "(< y 0)");
    }

    @Test
    void aDisjunctionOfNothingIsFalseAndAConjunctionTrue() {
        proves(List.of("(or false false)"), CONTRADICTION);
        proves(List.of("(not (and true true))"), CONTRADICTION);
        isNotContradictory("(and true true)", "(not (or false false))", "(or false true)");
    }

    @Test
    void maximumAndMinimumAreDecidedBySigns() {
        isNotContradictory("(< (max x y) x)");
        proves(List.of("(< (max x y) x)"), split("x - y"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< (max x y) y)"), split("x - y"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< x (min x y))"), split("x - y"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< y (min x y))"), split("x - y"), CONTRADICTION, CONTRADICTION);
        rejects("step 2: no contradiction of signs here", List.of("(< y (max x y))"), split("x - y"), CONTRADICTION);
        rejects("step 2: no contradiction of signs here", List.of("(< (min x y) x)"), split("x - y"), CONTRADICTION);
        isNotContradictory("(= (max x y) x)", "(not (= (min x y) x))", "(not (= x y))");
    }

    @Test
    void absoluteValueAndReluAreDecidedBySigns() {
        proves(List.of("(< (abs_ x) x)"), split("x"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< (relu x) 0)"), split("x"), CONTRADICTION, CONTRADICTION);
        proves(List.of("(< (relu x) x)"), split("x"), CONTRADICTION, CONTRADICTION);
        rejects("step 2: no contradiction of signs here", List.of("(< 0 (relu x))"), split("x"), CONTRADICTION);
        rejects(
                "step 3: no contradiction of signs here",
                List.of("(< x (abs_ x))"),
                split("x"),
                CONTRADICTION,
                CONTRADICTION);
        isNotContradictory("(< (abs_ x) 0)");
        isNotContradictory("(< (relu x) 0)");
        isNotContradictory("(< (+ (max x y) 1) (max x y))");
        isNotContradictory("(< (* (max x y) (max x y)) (min x y))");
    }

    @Test
    void aProofTenThousandDeepIsNoProblem() {
        List<Step> proof = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            proof.add(split("x - " + i));
        }
        proof.addAll(Collections.nCopies(10_001, CONTRADICTION));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertInstanceOf(Proven.class, Proven.check(Scripts.of("(< x y)", "(< y x)"), proof)));
        assertEquals("step 10001: no contradiction of signs here", rejection(Scripts.of("(< x y)", "(< y z)"), proof));
    }

    @Test
    void whatWouldNotEndIsRefused() {
        String alternatives = "(or false ".repeat(90) + "(< x 0)" + ")".repeat(90);
        String depths = "(abs_ ".repeat(90) + "x" + ")".repeat(90);
        String power = "(* " + "(+ x y z 1) ".repeat(24) + ")";
        String square = "(* x x x x x x x x x x x x x x x x x x x x x x x x x)";
        for (String hard : List.of(alternatives, "(< " + power + " 0)", "(< " + square + " 0)")) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                String reason = rejection(Scripts.of(hard), List.of(CONTRADICTION));
                assertTrue(reason.contains("too "), reason);
            });
        }
        isNotContradictory("(< " + depths + " 0)");
        proves(List.of("(< x x)", "(< " + depths + " 0)"), CONTRADICTION);
        rejects("a polynomial is too large", List.of("(= x y)"), sum("1", "x^13, x^13, x - y"));
    }

    @Test
    void anythingButAScriptIsRejected() {
        assertEquals(
                "not a logic, then the definitions of min, max, abs_ and relu",
                rejection("(check-sat)\n", List.of(CONTRADICTION)));
        assertEquals("a division by 0", rejection(Scripts.of("(< x (/ 1 0))"), List.of(CONTRADICTION)));
    }
}
