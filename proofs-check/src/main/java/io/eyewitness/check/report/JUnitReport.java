package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.text.JUnitXml;
import io.eyewitness.theory.text.JUnitXml.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The report as JUnit XML for continuous integration: a test case for each claim and one for the obligations' hypotheses. */
public final class JUnitReport {
    private JUnitReport() {}

    /** The report. */
    public static String of(Report report) {
        List<TestCase> cases = new ArrayList<>();
        for (ClaimResult result : report.results()) {
            cases.add(testCase(
                    group(result.claim()),
                    result.claim().id(),
                    result.derivation().nanos(),
                    result.problems()));
        }
        if (report.scrutiny().isPresent()) {
            cases.add(testCase("obligations", "hypotheses have exact models", 0, report.obligationProblems()));
        }
        return JUnitXml.of("eyewitness", cases);
    }

    private static String group(Claim claim) {
        if (claim.isCellOf(Statement.HOLDS)) {
            return "table";
        }
        if (claim.isOwnCell()) {
            return "rows of our own";
        }
        return claim.isCell() ? "second table" : "claims";
    }

    private static TestCase testCase(String group, String name, long nanos, List<String> problems) {
        return new TestCase(group, name, OptionalLong.of(nanos), problems.isEmpty() ? "" : problems.get(0), problems);
    }
}
