package io.eyewitness.nn.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.nn.gallery.ContactSheet;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.MeasurementSection;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The result of an experiment: files, and measurements that may be evidence if the ledger has a criterion for them. Mutable. */
public final class ExperimentResult {
    /** The page that shows the result. */
    public static final String PAGE = "index.html";

    /** What the setting says of measurements that no criterion of the ledger is for: where they stand. */
    static final String STANDING = "standing";

    private static final String NUMBERS = "numbers";
    private static final String SCHEMA = "eyewitness-numbers/1";

    private final SortedMap<String, String> setting;
    private final boolean registered;
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, SavedNetwork> networks = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final SortedMap<String, String> missing = new TreeMap<>();
    private final List<Section> sections = new ArrayList<>();
    private Optional<Gallery> gallery = Optional.empty();
    private Optional<ResultPage> ownPage = Optional.empty();
    private Optional<Criteria> criteria = Optional.empty();
    private Optional<String> departure = Optional.empty();

    private record SavedNetwork(Graph graph, Map<String, Tensor> tensors) {}

    /**
     * An empty result.
     *
     * @param setting of all its measurements
     * @param registered whether the experiment is run by the protocol as it was fixed; otherwise no measurement is evidence
     */
    public ExperimentResult(SortedMap<String, String> setting, boolean registered) {
        this.setting = Collections.unmodifiableSortedMap(new TreeMap<>(setting));
        this.registered = registered;
    }

    /** Adds a measurement, by its name in the ledger. */
    public ExperimentResult with(String name, Measurement measurement) {
        measurements.put(name, measurement);
        return this;
    }

    /**
     * Says why a measurement is missing.
     *
     * @param reason the end of a sentence about it
     */
    public ExperimentResult without(String name, String reason) {
        missing.put(name, reason);
        return this;
    }

    /**
     * Has measurements judged by the user's criteria, if there are any.
     *
     * @throws IllegalArgumentException if their file changed since the run began
     * @throws IOException if it is gone
     */
    public ExperimentResult judgedBy(RunTerms terms) throws IOException {
        criteria = terms.criteria();
        if (criteria.isPresent()) {
            criteria.get().requireUnchanged();
        }
        return this;
    }

    /** Says why its measurements are no evidence although the protocol is the fixed one, if there is a reason. */
    public ExperimentResult departing(Optional<String> reason) {
        departure = reason;
        return this;
    }

    /** Adds a file. */
    public ExperimentResult withFile(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Adds a file of text in UTF-8. */
    public ExperimentResult withFile(String name, String text) {
        return withFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a network, whose file also holds the setting. */
    public ExperimentResult withNetwork(String name, GraphNetwork network) {
        networks.put(name, new SavedNetwork(network.graph(), network.tensors()));
        return this;
    }

    /** Adds a contact sheet, and shows the images on the page, with plots below them. */
    public ExperimentResult showing(Gallery shown, Section... plots) {
        gallery = Optional.of(shown);
        sections.addAll(List.of(plots));
        return withFile(ContactSheet.FILE, ContactSheet.png(shown));
    }

    /** Has a page of its own instead of the usual one. */
    public ExperimentResult withPage(ResultPage page) {
        ownPage = Optional.of(page);
        return this;
    }

    /** The page: the images, plots, and the measurements with what they say, unless it has one of its own. */
    public ResultPage page() {
        return ownPage.orElseGet(this::usualPage);
    }

    private ResultPage usualPage() {
        List<Section> all = new ArrayList<>();
        gallery.ifPresent(shown -> all.add(Section.of("Pictures", "", shown.part())));
        all.addAll(sections);
        for (Outcome outcome : outcomes()) {
            all.add(MeasurementSection.of(
                    outcome.name(), lines(outcome), outcome.measurement(), Criteria.known(outcome.name())));
        }
        return ResultPage.of(
                gallery.map(Gallery::title).orElseGet(() -> "Measurements of " + MeasurementEvidence.subject(setting)),
                gallery.map(Gallery::subtitle).orElseGet(() -> String.join(", ", measurements.keySet())),
                all,
                setting);
    }

    /** Adds a line for people. */
    public ExperimentResult remarking(String line) {
        remarks.add(line);
        return this;
    }

    /**
     * A measurement and its evaluation by the criterion of the ledger.
     *
     * @param name such as {@code twins}
     * @param measurement the numbers of each unit
     * @param preregistration of the measurement, if the ledger has a criterion for it and the experiment was run by the fixed protocol
     * @param evidence the measurement under the criterion, with the preregistration
     * @param objection the reason why it is no evidence although the ledger has a criterion, such as a seed that is not the ledger's
     */
    public record Outcome(
            String name,
            Measurement measurement,
            Optional<Preregistration> preregistration,
            Optional<MeasurementEvidence> evidence,
            Optional<String> objection) {
        /** Whether the measurement is evidence. */
        public boolean isEvidence() {
            return evidence.isPresent() && objection.isEmpty();
        }

        /** Whether it is evidence, and all claims that rest on it have the verdicts that the ledger records. */
        public boolean isAsRecorded() {
            return isEvidence() && preregistration.orElseThrow().isAsRecorded(evidence.orElseThrow());
        }

        /** Lines for people: the verdicts if it is evidence, else the means. */
        public List<String> lines() {
            if (isEvidence()) {
                return preregistration.orElseThrow().lines(evidence.orElseThrow());
            }
            List<String> lines = new ArrayList<>();
            measurement
                    .means()
                    .forEach((column, mean) -> lines.add(Decimals.format("%s: mean of %s %.4g", name, column, mean)));
            objection.ifPresent(reason -> lines.add(name + ": no evidence, because " + reason));
            return lines;
        }
    }

    /** The measurements in the order in which they were added. */
    public List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        measurements.forEach((name, measurement) -> outcomes.add(outcome(name, measurement)));
        return outcomes;
    }

    private Outcome outcome(String name, Measurement measurement) {
        Optional<Preregistration> known = known(name);
        if (!registered) {
            return new Outcome(name, measurement, Optional.empty(), Optional.empty(), departureFromProtocol(known));
        }
        Optional<MeasurementEvidence> evidence = known.map(one -> one.evidence(setting, measurement));
        return new Outcome(
                name, measurement, known, evidence, evidence.flatMap(one -> objection(known.orElseThrow(), one)));
    }

    private Optional<Preregistration> known(String name) {
        return Preregistration.find(name, MeasurementEvidence.subject(setting));
    }

    private Optional<String> objection(Preregistration known, MeasurementEvidence evidence) {
        String network = setting.get("network");
        return Preregistration.isAbout(network, evidence.weights())
                ? known.whyNot(evidence).or(() -> departure)
                : Optional.of("the claim is about other weights of " + network);
    }

    /** The reason for which an experiment is not run by the protocol as it was fixed; empty if the ledger has none for its network. */
    private Optional<String> departureFromProtocol(Optional<Preregistration> known) {
        return known.filter(one -> !setting.containsKey(STANDING))
                .map(one -> one.protocol().ofSettings(setting).stream()
                        .findFirst()
                        .orElse("its settings are not those of the protocol that was fixed"));
    }

    /** The result in lines for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(remarks);
        outcomes().forEach(outcome -> lines.addAll(lines(outcome)));
        lines.addAll(unjudged());
        return lines;
    }

    /** A line for each missing measurement that the user has a criterion for. */
    public List<String> unjudged() {
        List<String> lines = new ArrayList<>();
        criteria.ifPresent(own -> missing.forEach((name, reason) -> {
            if (own.judges().containsKey(name)) {
                lines.add(name + ": not judged by " + own.text() + ", because " + reason);
            }
        }));
        return lines;
    }

    /** The lines of an outcome, with the user's criterion, or that there is none. */
    public List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>(outcome.lines());
        Optional<Criteria.Judged> judged = judged(outcome);
        if (judged.isPresent()) {
            lines.add(outcome.name() + ": " + (judged.get().isMet() ? "met" : "not met") + " by "
                    + criteria.orElseThrow().text());
            lines.addAll(judged.get().lines());
        } else if (hasStanding(outcome)) {
            lines.add(outcome.name() + ": " + RunTerms.EXPLORATORY);
        }
        return lines;
    }

    private Optional<Criteria.Judged> judged(Outcome outcome) {
        return criteria.flatMap(own -> own.judge(outcome.name(), outcome.measurement()));
    }

    /** Whether every measurement that the user has a criterion for was made and meets it. */
    public boolean isMet() {
        return unjudged().isEmpty()
                && outcomes().stream()
                        .allMatch(outcome ->
                                judged(outcome).map(Criteria.Judged::isMet).orElse(true));
    }

    /** Whether the ledger has no criterion for a measurement, so that it is exploratory or stands under the user's criteria. */
    public boolean hasStanding(Outcome outcome) {
        return setting.containsKey(STANDING) || known(outcome.name()).isEmpty();
    }

    /** Where a measurement stands that is no evidence. */
    private Optional<String> standing(Outcome outcome) {
        return hasStanding(outcome)
                ? Optional.of(setting.getOrDefault(STANDING, RunTerms.EXPLORATORY))
                : outcome.objection().map(reason -> "no evidence, because " + reason);
    }

    /** All that is known of a measurement that is no evidence. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Numbers(
            String schema,
            String name,
            String standing,
            SortedMap<String, String> setting,
            Optional<Criteria.Judge> criterion,
            Optional<Criteria.Judged> judged,
            SortedMap<String, Double> means,
            List<String> columns,
            List<MeasurementEvidence.Unit> units) {}

    private String numbers(Outcome outcome, String standing) {
        Measurement measurement = outcome.measurement();
        return EvidenceJson.write(new Numbers(
                SCHEMA,
                outcome.name(),
                standing,
                setting,
                criteria.flatMap(own -> Optional.ofNullable(own.judges().get(outcome.name()))),
                judged(outcome),
                measurement.means(),
                measurement.columns(),
                measurement.units()));
    }

    /** Writes all files to a directory, the page unless it has one of its own among them, and the evidence below it. */
    public void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            AtomicFiles.put(directory.resolve(file.getKey()), file.getValue());
        }
        if (!files.containsKey(PAGE)) {
            AtomicFiles.put(directory.resolve(PAGE), page().html().getBytes(StandardCharsets.UTF_8));
        }
        networks.forEach((name, network) ->
                NetworkFile.write(directory.resolve(name), network.graph(), network.tensors(), setting));
        writeEvidenceTo(directory);
    }

    /**
     * Writes each evidence to {@code measurement/NAME.json} below a directory, and each measurement that is none to
     * {@code numbers/NAME.json}.
     */
    public void writeEvidenceTo(Path directory) throws IOException {
        for (Outcome outcome : outcomes()) {
            Optional<String> standing = standing(outcome);
            if (standing.isPresent()) {
                Path folder = Files.createDirectories(directory.resolve(NUMBERS));
                AtomicFiles.put(
                        folder.resolve(outcome.name() + ".json"),
                        numbers(outcome, standing.get()).getBytes(StandardCharsets.UTF_8));
            }
            if (outcome.isEvidence()) {
                AtomicFiles.write(
                        directory, EvidenceFiles.write(outcome.evidence().orElseThrow()));
            }
        }
    }
}
