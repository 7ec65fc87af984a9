package io.eyewitness.nn.audit;

import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
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
import java.util.function.LongFunction;

/**
 * All manipulations, paths and defences on one subject, and the comparison of their outcomes with the ledger.
 *
 * @param subject a network that has a protocol for each experiment
 * @param steps of each visualization and of a slingshot's fine-tuning, or null for the protocols'
 * @param seed of all experiments, or null for the seed of each protocol in the ledger
 */
public record Audit(Subject subject, Integer steps, Long seed) {
    private static final long USUAL_SEED = 1;

    /**
     * The findings of an audit.
     *
     * @param lines for people
     * @param isAsRecorded whether every claim that there is evidence on has the verdict that the ledger records
     */
    public record Report(List<String> lines, boolean isAsRecorded) {}

    /**
     * The experiments by the names of their directories. The last one examines the networks that earlier ones write below the directory.
     *
     * @param directory the directory of the results
     */
    Map<String, Experiment> experiments(Path directory) {
        String network = subject.network().name();
        Map<String, Experiment> experiments = new LinkedHashMap<>();
        experiments.put(
                "permuted",
                seeded("permuted", own -> new CircuitExperiment(circuit(own), new CircuitExperiment.Permuted())));
        experiments.put(
                "arbitrary",
                seeded(
                        "arbitrary-image",
                        own -> new CircuitExperiment(circuit(own), new CircuitExperiment.Arbitrary(TargetImage.EYE))));
        experiments.put("silent", seeded("silent-units", own -> {
            SilentProtocol usual = SilentProtocol.of(network, own);
            return new SilentExperiment(
                    usual.shortened(usual.units(), steps(usual.steps()), usual.calibration()), SilentExperiment.TARGET);
        }));
        experiments.put("twins", seeded("twins", own -> {
            TwinsProtocol usual = TwinsProtocol.of(network, own);
            return new TwinsExperiment(usual.shortened(usual.groups(), steps(usual.steps())));
        }));
        experiments.put("slingshot", seeded("slingshots", own -> {
            FineTuning usual = FineTuning.of(subject.name(), units(own));
            return new SlingshotExperiment(units(own), usual.withSteps(steps(usual.steps())), TargetImage.EYE);
        }));
        experiments.put(
                "paths",
                seeded(
                        "paths",
                        own -> new PathExperiment(units(own), null, PathExperiment.UNITS, PathExperiment.IMAGES)));
        Map<String, Path> suspects = new LinkedHashMap<>();
        for (String name : List.of("permuted", "arbitrary", "silent")) {
            suspects.put(
                    name, directory.resolve(name).resolve(experiments.get(name).mainFile()));
        }
        experiments.put(
                "defence",
                seeded("defences", own -> new DefenceExperiment(units(own), DefenceExperiment.IMAGES, suspects)));
        return experiments;
    }

    private Experiment seeded(String measurement, LongFunction<Experiment> experiment) {
        return experiment.apply(seed == null ? seed(measurement, subject.name()) : seed);
    }

    /** The seed of a measurement's protocol in the ledger; 1 if it has none. */
    static long seed(String measurement, String subject) {
        return Preregistration.find(measurement, subject)
                .map(known -> Long.parseLong(known.protocol().settings().get("seed")))
                .orElse(USUAL_SEED);
    }

    private CircuitProtocol circuit(long own) {
        CircuitProtocol usual = CircuitProtocol.of(subject.network().name(), own);
        return usual.withSteps(steps(usual.steps()));
    }

    private UnitProtocol units(long own) {
        UnitProtocol usual = UnitProtocol.of(subject.network().name(), own);
        return usual.withSteps(steps(usual.steps()));
    }

    private int steps(int usual) {
        return steps == null ? usual : steps;
    }

    /**
     * Runs them, and writes the results of each to a directory of its own, and all evidence together.
     *
     * @param directory to write to
     */
    public Report run(Path directory, Progress progress) throws IOException {
        Map<String, Experiment> experiments = experiments(directory);
        List<String> lines = new ArrayList<>();
        boolean isAsRecorded = true;
        int number = 0;
        for (Map.Entry<String, Experiment> named : experiments.entrySet()) {
            progress.reached(++number + " of " + experiments.size() + ": " + named.getKey());
            ExperimentResult result = named.getValue().run(subject, progress);
            result.writeTo(directory.resolve(named.getKey()));
            result.writeEvidenceTo(directory);
            List<ExperimentResult.Outcome> evidence = result.outcomes().stream()
                    .filter(ExperimentResult.Outcome::isEvidence)
                    .toList();
            if (evidence.isEmpty()) {
                lines.add(named.getKey()
                        + ": no evidence, because the ledger has no criterion for it, or because its settings (such as the"
                        + " seed) are not the protocol's");
            }
            for (ExperimentResult.Outcome outcome : evidence) {
                lines.addAll(outcome.lines());
                isAsRecorded &= outcome.isAsRecorded();
            }
        }
        return new Report(lines, isAsRecorded);
    }
}
