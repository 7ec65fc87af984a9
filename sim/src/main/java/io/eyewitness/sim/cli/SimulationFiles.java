package io.eyewitness.sim.cli;

import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The files of simulations: tables, numbers, plots, evidence. */
final class SimulationFiles {
    /** The page that shows a simulation. */
    static final String PAGE = "index.html";

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private SimulationFiles() {}

    /** Writes a table as {@code NAME.csv}; a cell is written as its text. */
    static void table(StagingDirectory staging, String name, List<String> header, List<List<Object>> rows)
            throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(header);
            for (List<Object> row : rows) {
                printer.printRecord(
                        row.stream().map(cell -> cell instanceof Double number ? Decimals.text(number) : cell));
            }
        }
        staging.write(name + ".csv", text.toString());
    }

    /** A table as a part of a page, with the cells of {@link #table}. */
    static PagePart part(String caption, List<String> header, List<List<Object>> rows) {
        return new PagePart.Table(
                caption,
                header,
                rows.stream()
                        .map(row -> row.stream()
                                .<Object>map(cell -> cell instanceof Number ? cell : String.valueOf(cell))
                                .toList())
                        .toList());
    }

    /** A point of a line, with its interval. */
    static List<Double> point(double x, Estimate estimate) {
        return List.of(x, estimate.value(), estimate.low(), estimate.high());
    }

    /** Writes the page of a simulation. */
    static void page(StagingDirectory staging, String name, List<Section> sections, Map<String, String> setting)
            throws IOException {
        staging.write(
                PAGE,
                ResultPage.of("Simulation: " + name, "All numbers are also in the files beside it.", sections, setting)
                        .html());
    }

    /** Writes a record as {@code NAME.json}. */
    static void json(StagingDirectory staging, String name, Object content) throws IOException {
        staging.write(name + ".json", EvidenceJson.write(content));
    }

    /** Writes a plot as {@code NAME.png} and {@code NAME.svg}. */
    static void plot(StagingDirectory staging, String name, Figure figure) throws IOException {
        staging.write(name + ".png", figure.png());
        staging.write(name + ".svg", figure.svg());
    }

    /**
     * Writes {@code measurement/CLAIM.SIMULATION.json} if the setting, with its seed, is that of the protocol.
     *
     * @param setting everything that decides the numbers but the simulation and versions
     * @return the outcome of the claim, or why there is no evidence
     */
    static List<String> evidence(
            StagingDirectory staging,
            String claim,
            String simulation,
            Map<String, String> setting,
            Measurement measurement)
            throws IOException {
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("simulation", simulation);
        all.put("versions", "eyewitness " + Version.number());
        Preregistration preregistration = Preregistration.of(claim, simulation);
        MeasurementEvidence evidence = preregistration.evidence(all, measurement);
        Optional<String> reason = preregistration.whyNot(evidence);
        if (reason.isPresent()) {
            return List.of(claim + ": no evidence, because " + reason.get());
        }
        staging.write(EvidenceFiles.write(evidence));
        return preregistration.lines(evidence);
    }
}
