package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as JUnit's XML, a test case a claim, for continuous integration. */
final class JUnitReport {
    private static final double NANOS = 1e9;

    private JUnitReport() {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "eyewitness");
            xml.writeAttribute("tests", String.valueOf(report.results().size()));
            xml.writeAttribute("failures", String.valueOf(report.failures().size()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (ClaimResult result : report.results()) {
                testCase(xml, result);
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

    private static void testCase(XMLStreamWriter xml, ClaimResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.claim().isCell() ? "table" : "claims");
        xml.writeAttribute("name", result.claim().id());
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.6f", result.derivation().nanos() / NANOS));
        if (!result.holds()) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("message", result.problems().get(0));
            xml.writeCharacters(String.join("\n", result.problems()));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
