package io.eyewitness.theory.text;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report as JUnit XML, for continuous integration. */
public final class JUnitXml {
    private static final double NANOS = 1e9;

    private JUnitXml() {}

    /**
     * A test case.
     *
     * @param group the name of its class
     * @param nanos how long it took
     * @param problems why it fails, at length; empty if it passes
     * @param message why it fails, in short
     */
    public record TestCase(String group, String name, OptionalLong nanos, String message, List<String> problems) {
        public TestCase {
            problems = List.copyOf(problems);
        }
    }

    /** The text of a test suite; hidden characters of names and problems are shown. */
    public static String of(String suite, List<TestCase> cases) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", suite);
            xml.writeAttribute("tests", String.valueOf(cases.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(cases.stream()
                            .filter(one -> !one.problems.isEmpty())
                            .count()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (TestCase one : cases) {
                write(xml, one);
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

    private static void write(XMLStreamWriter xml, TestCase one) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Visible.line(one.group));
        xml.writeAttribute("name", Visible.line(one.name));
        if (one.nanos.isPresent()) {
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.6f", one.nanos.getAsLong() / NANOS));
        }
        if (!one.problems.isEmpty()) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Visible.line(one.message));
            xml.writeCharacters(one.problems.stream().map(Visible::line).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
