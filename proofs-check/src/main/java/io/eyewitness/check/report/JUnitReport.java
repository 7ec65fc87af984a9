package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.text.Visible;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as JUnit XML for continuous integration: a test case for each claim and one for the obligations' hypotheses. */
public final class JUnitReport {
    private static final double NANOS = 1e9;

    private JUnitReport() {}

    /** The report. */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "eyewitness");
            List<String> wrong = report.obligationProblems();
            int scrutinies = report.scrutiny().isPresent() ? 1 : 0;
            xml.writeAttribute("tests", String.valueOf(report.results().size() + scrutinies));
            xml.writeAttribute("failures", String.valueOf(report.failures().size() + (wrong.isEmpty() ? 0 : 1)));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (ClaimResult result : report.results()) {
                testCase(
                        xml,
                        group(result.claim()),
                        result.claim().id(),
                        result.derivation().nanos(),
                        result.problems());
            }
            if (scrutinies > 0) {
                testCase(xml, "obligations", "hypotheses have exact models", 0, wrong);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text + "\n";
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

    private static void testCase(XMLStreamWriter xml, String group, String name, long nanos, List<String> problems)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", group);
        xml.writeAttribute("name", name);
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", nanos / NANOS));
        if (!problems.isEmpty()) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Visible.line(problems.get(0)));
            xml.writeCharacters(problems.stream().map(Visible::line).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
