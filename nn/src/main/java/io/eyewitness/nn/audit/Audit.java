package io.eyewitness.nn.audit;

import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
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
import io.eyewitness.theory.claim.Preregistration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /** The manipulations whose networks are examined. */
    private static final Set<String> SUSPECTS = Set.of("permuted", "arbitrary", "silent");

    /**
     * The findings of an audit.
     *
     * @param lines for people
     * @param isAsExpected whether every claim that there is evidence on has the verdict that the ledger records, no experiment that decides
     *     claims was left out, and every measurement that the user has a criterion for meets it
     */
    public record Report(List<String> lines, boolean isAsExpected) {}

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
        parts.put("paths", new Part("paths", (on, own) -> PathExperiment.of(on, UnitProtocol.of(on, own), null)));
        parts.put(
                DEFENCE,
                new Part("defences", (on, own) -> DefenceExperiment.of(on, UnitProtocol.of(on, own), suspects)));
        return parts;
    }

    /**
     * The experiments by the names of their directories. The last one examines the networks that earlier ones write below the directory.
     *
     * @param directory the directory of the results
     * @throws IllegalArgumentException if one of them cannot be run on the subject
     */
    Map<String, Experiment> experiments(Path directory) {
        Map<String, Path> suspects = new LinkedHashMap<>();
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        parts(suspects).forEach((name, part) -> {
            Experiment experiment = experiment(name, part);
            experiments.put(name, experiment);
            if (SUSPECTS.contains(name)) {
                suspects.put(name, directory.resolve(name).resolve(experiment.mainFile()));
            }
        });
        return experiments;
    }

    private Choices choices() {
        return subject.terms().choices().with("steps", steps).with("fine-tuning", steps);
    }

    private Subject on(Choices choices) {
        RunTerms terms = new RunTerms(choices, subject.terms().criteria());
        return new Subject(subject.model(), subject.device(), subject.images(), terms);
    }

    private Experiment experiment(String name, Part part) {
        Set<String> names = usual(part).settings().keySet();
        Subject chosen = on(choices().of(name, names));
        chosen.terms().choices().requireAmong(names);
        return part.maker.make(chosen, seed == null ? seed(part.measurement, subject.name()) : seed);
    }

    private Experiment usual(Part part) {
        return part.maker.make(on(Choices.NONE), USUAL_SEED);
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
                .forEach((name, part) -> fitting(part).ifPresent(experiment -> {
                    fitting.add(experiment);
                    experiment.settings().keySet().forEach(setting -> {
                        known.add(setting);
                        known.add(name + "." + setting);
                    });
                }));
        subject.terms().choices().requireAmong(known);
        subject.requireOwnCriteria(fitting);
    }

    /** An experiment with the usual settings; empty if it does not fit the subject, for a reason that its run gives. */
    private Optional<Experiment> fitting(Part part) {
        try {
            return Optional.of(usual(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the ledger has a claim that an experiment decides on the subject. */
    private boolean isRecorded(Part part) {
        return UnitProtocol.isFixed(subject.network())
                && Preregistration.find(part.measurement, subject.name()).isPresent();
    }

    /**
     * Runs them, and writes the results of each to a directory of its own, and all evidence together. An experiment that the subject does not
     * fit is left out, and the report says why.
     *
     * @param directory to write to
     * @throws IllegalArgumentException if none can be run
     */
    public Report run(Path directory, Progress progress) throws IOException {
        subject.graph();
        requireFittingTerms();
        List<String> lines = new ArrayList<>();
        Map<String, Path> suspects = new LinkedHashMap<>();
        Map<String, Part> parts = parts(suspects);
        boolean isAsExpected = true;
        int number = 0;
        List<IllegalArgumentException> leftOut = new ArrayList<>();
        for (Map.Entry<String, Part> named : parts.entrySet()) {
            String name = named.getKey();
            progress.reached(++number + " of " + parts.size() + ": " + name);
            Finished finished;
            try {
                finished = finished(name, named.getValue(), suspects, progress);
            } catch (IllegalArgumentException e) {
                leftOut.add(e);
                isAsExpected &= !isRecorded(named.getValue());
                lines.add(name + ": left out, because " + e.getMessage());
                continue;
            }
            finished.result.judgedBy(subject.terms()).writeTo(directory.resolve(name));
            finished.result.writeEvidenceTo(directory);
            if (SUSPECTS.contains(name)) {
                suspects.put(name, directory.resolve(name).resolve(finished.experiment.mainFile()));
            }
            isAsExpected &= report(name, finished.experiment, finished.result, lines);
        }
        if (leftOut.size() == parts.size()) {
            throw leftOut.get(0);
        }
        return new Report(lines, isAsExpected);
    }

    private record Finished(Experiment experiment, ExperimentResult result) {}

    private Finished finished(String name, Part part, Map<String, Path> suspects, Progress progress)
            throws IOException {
        Experiment experiment = experiment(name, part);
        if (name.equals(DEFENCE) && suspects.isEmpty()) {
            throw new IllegalArgumentException("there is no manipulated network to examine");
        }
        return new Finished(experiment, experiment.run(subject, progress));
    }

    /** Adds the lines about a result; returns whether it is as the ledger or the user expects. */
    private boolean report(String name, Experiment experiment, ExperimentResult result, List<String> lines) {
        boolean isAsExpected = result.isMet();
        List<String> own = new ArrayList<>();
        for (ExperimentResult.Outcome outcome : result.outcomes()) {
            if (outcome.isEvidence()) {
                own.addAll(outcome.lines());
                isAsExpected &= outcome.isAsRecorded();
            } else if (result.hasStanding(outcome)) {
                own.addAll(result.lines(outcome));
            }
        }
        if (own.isEmpty()) {
            own.add(name
                    + ": no evidence, because the ledger has no criterion for it, or because its settings (such as the"
                    + " seed) are not the protocol's");
        } else if (!experiment.isRegistered()) {
            lines.add(name + ", with " + Choices.text(experiment.settings()));
        }
        lines.addAll(own);
        return isAsExpected;
    }
}
