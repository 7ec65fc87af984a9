package io.eyewitness.nn.inspect;

import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.theory.text.JUnitXml;
import io.eyewitness.theory.text.JUnitXml.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An inspection as JUnit XML: a test case for each unit, which fails unless its verdict is consistent, whatever {@code --fail-on}, and one for the network. */
final class InspectionXml {
    private InspectionXml() {}

    static String of(Inspection inspection) {
        List<TestCase> cases = new ArrayList<>();
        for (Card card : inspection.units()) {
            cases.add(testCase(inspection, card.unit(), card.verdict(), card.reasons()));
        }
        cases.add(testCase(inspection, "network", inspection.verdict(), inspection.reasons()));
        return JUnitXml.of("eyewitness nn inspect", cases);
    }

    private static TestCase testCase(Inspection inspection, String name, Assessment verdict, List<String> reasons) {
        List<String> problems = new ArrayList<>();
        if (verdict != Assessment.CONSISTENT) {
            problems.addAll(reasons.isEmpty() ? List.of(verdict.text()) : reasons);
        }
        return new TestCase(inspection.network(), name, OptionalLong.empty(), verdict.text(), problems);
    }
}
