package io.eyewitness.nn.audit;

import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitExperiment;
import io.eyewitness.nn.fool.circuit.CircuitProtocol;
import io.eyewitness.nn.fool.silent.SilentExperiment;
import io.eyewitness.nn.fool.silent.SilentProtocol;
import io.eyewitness.nn.fool.slingshot.FineTuning;
import io.eyewitness.nn.fool.slingshot.SlingshotExperiment;
import io.eyewitness.nn.fool.twins.TwinsExperiment;
import io.eyewitness.nn.fool.twins.TwinsProtocol;
import io.eyewitness.nn.paths.PathExperiment;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All manipulations, paths and defences on one subject, and the comparison of their outcomes with the ledger or the user's criteria.
 *
 * @param subject a network whose layers can be seen
 * @param steps of each visualization and of a slingshot's fine-tuning, or null for the protocols'
 * @param seed of all experiments, or null for the seed of each protocol in the ledger
 */
public record Audit(Subject subject, Integer steps, Long seed) {
    private static final long USUAL_SEED = 1;
    private static final String DEFENCE = "defence";
    private static final String TUNING = "fine-tuning";
    private static final String LEFT_OUT = ": left out, because ";

    /** The manipulations whose networks are examined. */
    private static final Set<String> SUSPECTS = Set.of("permuted", "arbitrary", "silent");

    /**
     * The findings of an audit.
     *
     * @param lines for people
     * @param isAsExpected whether every claim that there is evidence on has the verdict that the ledger records, no experiment that decides
     *     claims was left out, and every measurement that the user has a criterion for was made and meets it
     */
    public record Report(List<String> lines, boolean isAsExpected) {
        /**
         * The page, which leads to those of the experiments.
         *
         * @param network what was audited
         * @param settings of the audit
         */
        public ResultPage page(String network, Map<String, String> settings) {
            List<String> left = lines.stream()
                    .filter(line -> line.contains(LEFT_OUT))
                    .map(line -> line.substring(0, line.indexOf(LEFT_OUT)))
                    .toList();
            return ResultPage.of(
                    "Audit of " + network,
                    isAsExpected ? "Everything is as expected." : "Not everything is as expected.",
                    List.of(
                            Section.of(
                                    "Experiments",
                                    "Each has a page of its own.",
                                    new PagePart.Pages(names().stream()
                                            .filter(name -> !left.contains(name))
                                            .toList())),
                            Section.of("Findings", "", new PagePart.Text(lines))),
                    settings);
        }
    }

    /** Makes an experiment on a subject. */
    private interface Maker {
        Experiment make(Subject subject, long seed);
    }

    /**
     * An experiment of the audit.
     *
     * @param measurement whose protocol in the ledger has the seed
     */
    private record Part(String measurement, Maker maker) {}

    private static Map<String, Part> parts(Map<String, Path> suspects) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(
                "permuted",
                new Part(
                        "permuted",
                        (on, own) ->
                                new CircuitExperiment(CircuitProtocol.of(on, own), new CircuitExperiment.Permuted())));
        parts.put(
                "arbitrary",
                new Part(
                        "arbitrary-image",
                        (on, own) -> new CircuitExperiment(
                                CircuitProtocol.of(on, own), new CircuitExperiment.Arbitrary(TargetImage.EYE))));
        parts.put(
                "silent",
                new Part(
                        "silent-units",
                        (on, own) -> new SilentExperiment(
                                SilentProtocol.of(on, own), SilentExperiment.target(on.network()))));
        parts.put("twins", new Part("twins", (on, own) -> new TwinsExperiment(TwinsProtocol.of(on, own))));
        parts.put("slingshot", new Part("slingshots", (on, own) -> {
            UnitProtocol units = UnitProtocol.of(on, own);
            return new SlingshotExperiment(units, FineTuning.of(on, units), TargetImage.EYE);
        }));
        parts.put(
                "paths",
                new Part("paths", (on, own) -> PathExperiment.of(on, UnitProtocol.of(on, own), null, Suspects.none())));
        parts.put(
                DEFENCE,
                new Part(
                        "defences",
                        (on, own) -> DefenceExperiment.of(on, UnitProtocol.of(on, own), new Suspects(suspects))));
        return parts;
    }

    /** The names of the experiments and of their directories, in the order in which they are run. */
    static List<String> names() {
        return List.copyOf(parts(Map.of()).keySet());
    }

    private Choices choices() {
        Choices chosen = subject.terms().choices().with("steps", steps);
        return chosen.chosen().containsKey(TUNING) ? chosen : chosen.with(TUNING, steps);
    }

    private Subject on(Choices choices) {
        RunTerms terms = new RunTerms(choices, subject.terms().criteria());
        return new Subject(subject.model(), subject.device(), subject.images(), terms);
    }

    /**
     * An experiment.
     *
     * @param name one of {@link #names}
     * @param suspects the networks that earlier experiments wrote, which the last one examines
     * @throws IllegalArgumentException if it cannot be run on the subject
     */
    Experiment experiment(String name, Map<String, Path> suspects) {
        Part part = parts(suspects).get(name);
        Set<String> names = own(name, part).settings().keySet();
        Subject chosen = on(choices().of(name, names));
        chosen.terms().choices().requireAmong(names);
        return part.maker.make(chosen, seed == null ? seed(part.measurement, subject.name()) : seed);
    }

    /**
     * The experiment that tells which settings there are: with the user's choices, on which they may depend, or, if it cannot be made like this,
     * with the usual ones.
     */
    private Experiment own(String name, Part part) {
        Choices chosen = choices();
        try {
            return part.maker.make(on(chosen.of(name, chosen.chosen().keySet())), USUAL_SEED);
        } catch (IllegalArgumentException e) {
            return part.maker.make(on(Choices.NONE), USUAL_SEED);
        }
    }

    /** The seed of a measurement's protocol in the ledger; 1 if it has none. */
    static long seed(String measurement, String subject) {
        return Preregistration.find(measurement, subject)
                .map(known -> Long.parseLong(known.protocol().settings().get("seed")))
                .orElse(USUAL_SEED);
    }

    /** Refuses choices of settings that no experiment has that fits the subject, and criteria that are not wanted, before any is run. */
    private void requireFittingTerms() {
        Set<String> known = new TreeSet<>(Set.of("images"));
        List<Experiment> fitting = new ArrayList<>();
        parts(Map.of())
                .forEach((name, part) -> fitting(name, part).ifPresent(experiment -> {
                    fitting.add(experiment);
                    experiment.settings().keySet().forEach(setting -> {
                        known.add(setting);
                        known.add(name + "." + setting);
                    });
                }));
        subject.terms().choices().requireAmong(known);
        subject.requireOwnCriteria(fitting);
        Set<String> measured = fitting.stream()
                .flatMap(experiment -> experiment.measurements().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        subject.terms().criteria().ifPresent(own -> own.requireAmong(measured));
    }

    /** An experiment; empty if it does not fit the subject, for a reason that its run gives. */
    private Optional<Experiment> fitting(String name, Part part) {
        try {
            return Optional.of(own(name, part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the ledger has a claim that an experiment decides on the subject. */
    boolean isRecorded(String name) {
        return UnitProtocol.isFixed(subject.network())
                && Preregistration.isAbout(
                        subject.network().name(), subject.model().sha256())
                && Preregistration.find(parts(Map.of()).get(name).measurement, subject.name())
                        .isPresent();
    }

    /**
     * Runs them, and writes the results of each to a directory of its own, and all evidence together. An experiment that the subject does not
     * fit is left out, and the report says why.
     *
     * @param directory to write to
     * @param parts of this run that a stopped run has kept, and that this one keeps
     * @throws IllegalArgumentException if none can be run, or if a criterion of the user's can never be judged
     */
    public Report run(Path directory, RunParts parts, Progress progress) throws IOException {
        subject.graph();
        requireFittingTerms();
        List<String> lines = new ArrayList<>();
        Map<String, Path> suspects = new LinkedHashMap<>();
        boolean isAsExpected = true;
        Set<String> unjudged = new TreeSet<>(wanted());
        int number = 0;
        List<IllegalArgumentException> leftOut = new ArrayList<>();
        for (String name : names()) {
            progress.reached(++number + " of " + names().size() + ": " + name);
            FinishedExperiment finished;
            try {
                finished = parts.kept(name, progress)
                        .part(
                                "finished",
                                FinishedExperiment.PART,
                                () -> finished(name, suspects, directory, parts, progress));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (IllegalArgumentException e) {
                leftOut.add(e);
                isAsExpected &= !isRecorded(name);
                lines.add(name + LEFT_OUT + e.getMessage());
                continue;
            }
            finished.writeTo(directory, name);
            if (SUSPECTS.contains(name)) {
                suspects.put(name, directory.resolve(name).resolve(finished.mainFile()));
            }
            finished.measured().forEach(unjudged::remove);
            isAsExpected &= finished.isAsExpected();
            lines.addAll(finished.lines());
        }
        if (leftOut.size() == names().size()) {
            throw leftOut.get(0);
        }
        unjudged.forEach(name -> lines.add(
                name + ": not judged by " + subject.terms().standing() + ", because its experiment was left out"));
        return new Report(lines, isAsExpected && unjudged.isEmpty());
    }

    /** The measurements that the user has criteria for. */
    private Set<String> wanted() {
        return subject.terms().criteria().map(own -> own.judges().keySet()).orElse(Set.of());
    }

    private FinishedExperiment finished(
            String name, Map<String, Path> suspects, Path directory, RunParts parts, Progress progress) {
        Experiment experiment = experiment(name, suspects);
        if (name.equals(DEFENCE) && suspects.isEmpty()) {
            throw new IllegalArgumentException("there is no manipulated network to examine");
        }
        try {
            ExperimentResult result =
                    experiment.run(subject, parts.kept(name + ".run", progress)).judgedBy(subject.terms());
            result.writeTo(directory.resolve(name));
            List<String> lines = new ArrayList<>();
            boolean isAsExpected = report(name, experiment, result, lines);
            return FinishedExperiment.of(
                    directory.resolve(name), experiment.mainFile(), experiment.measurements(), isAsExpected, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the findings depend on, by name, see {@link Subject#identity}. */
    public SortedMap<String, String> identity(Progress progress) throws IOException {
        List<Experiment> fitting = new ArrayList<>();
        parts(Map.of()).forEach((name, part) -> fitting(name, part).ifPresent(fitting::add));
        SortedMap<String, String> identity = subject.identity(fitting, progress);
        identity.put("steps", String.valueOf(steps));
        identity.put("seed", String.valueOf(seed));
        return identity;
    }

    /** Adds the lines about a result; returns whether it is as the ledger or the user expects. */
    private boolean report(String name, Experiment experiment, ExperimentResult result, List<String> lines) {
        boolean isAsExpected = result.isMet();
        if (!experiment.isRegistered(subject)) {
            lines.add(name + ", with " + Choices.text(experiment.settings()));
        }
        for (ExperimentResult.Outcome outcome : result.outcomes()) {
            lines.addAll(result.lines(outcome));
            isAsExpected &= !outcome.isEvidence() || outcome.isAsRecorded();
        }
        lines.addAll(result.unjudged());
        return isAsExpected;
    }
}
