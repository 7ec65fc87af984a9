package io.eyewitness.nn.inspect;

import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.theory.text.Visible;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An inspection as JUnit XML: a test case for each unit, which fails unless its verdict is consistent, whatever {@code --fail-on}, and one for the network. */
final class InspectionXml {
    private InspectionXml() {}

    static String of(Inspection inspection) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "eyewitness nn inspect");
            long failures =
                    inspection.units().stream().filter(InspectionXml::fails).count()
                            + (inspection.verdict() == Assessment.CONSISTENT ? 0 : 1);
            xml.writeAttribute("tests", String.valueOf(inspection.units().size() + 1));
            xml.writeAttribute("failures", String.valueOf(failures));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (Card card : inspection.units()) {
                testCase(xml, inspection.network(), card.unit(), card.verdict(), card.reasons());
            }
            testCase(xml, inspection.network(), "network", inspection.verdict(), inspection.reasons());
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text + "\n";
    }

    private static boolean fails(Card card) {
        return card.verdict() != Assessment.CONSISTENT;
    }

    private static void testCase(
            XMLStreamWriter xml, String group, String name, Assessment verdict, List<String> reasons)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Visible.line(group));
        xml.writeAttribute("name", Visible.line(name));
        if (verdict != Assessment.CONSISTENT) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("message", verdict.text());
            xml.writeCharacters(reasons.stream().map(Visible::line).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
