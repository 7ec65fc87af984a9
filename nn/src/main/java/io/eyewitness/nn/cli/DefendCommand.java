package io.eyewitness.nn.cli;

import io.eyewitness.nn.defend.Defence;
import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.distill.Subjects;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks whether manipulations can be seen. */
@Command(
        name = "defend",
        description =
                "Asks whether a manipulation can be seen: scores units of a clean network and of manipulated ones by"
                        + " how much more their visualizations are like the natural images that activate them most than"
                        + " other natural images are (agreement: which channels are active together; path: all activations"
                        + " of early layers), and writes ROC curves, all scores as JSON, and the visualizations.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class DefendCommand implements Callable<Integer> {
    private static final int BATCH = 2;

    /** What the claim about defences is about. */
    private static final Set<String> USUAL = Set.of("permuted", "arbitrary", "silent");

    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--suspect",
            paramLabel = "NAME=FILE",
            required = true,
            description =
                    "A manipulated network made of the model, as nn fool writes it, and what it is to be called; can"
                            + " be given several times. The claim about defences is of permuted, arbitrary and silent"
                            + " together; what is measured with others is no evidence.")
    private Map<String, Path> suspects;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + BATCH,
            description = "How many visualizations of each unit. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "defence", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (batch < 1) {
            throw new IllegalArgumentException("--batch is at least 1");
        }
        try (LoadedModel loaded = options.open()) {
            if (!(loaded.network() instanceof GraphNetwork clean)) {
                throw new IllegalArgumentException(
                        "of a TorchScript network only the logits are seen, which is too little to defend it");
            }
            LabelledImages all = options.images(clean);
            boolean isUsual = batch == BATCH && suspects.keySet().equals(USUAL);
            requireFitting(clean, all.shape().height());
            Subject usual = Subjects.of(clean, all, options.seed());
            Subject subject = usual.withSteps(options.steps(usual.steps()));
            try (StagingDirectory draft = StagingDirectory.open(out, DefenceFiles.SCORES, options.force())) {
                SortedMap<String, String> setting = options.setting(loaded, subject, all);
                describe(setting);
                DefenceFiles files = score(new Defence(clean, subject, batch));
                Measured measured = new Measured(clean.name(), setting, isUsual && subject.equals(usual));
                files.writeTo(draft, measured);
                PrintWriter output = spec.commandLine().getOut();
                files.lines().forEach(output::println);
                measured.write(draft, "defences", files.measurement()).forEach(output::println);
                draft.finish();
                output.println("See " + out.resolve(Measured.PAGE));
                output.flush();
            }
        }
        return 0;
    }

    private DefenceFiles score(Defence defence) throws IOException {
        Map<List<Unit>, List<Defence.Scored>> ofClean = new HashMap<>();
        Map<String, List<Defence.Scored>> clean = new LinkedHashMap<>();
        Map<String, List<Defence.Scored>> manipulated = new LinkedHashMap<>();
        for (Map.Entry<String, Path> suspect : suspects.entrySet()) {
            try (GraphNetwork network = NetworkFile.read(
                    suspect.getValue(), defence.clean().manager().getDevice())) {
                List<Unit> units = defence.units(network);
                try (Bar bar = new Bar(suspect.getKey()).start(2L * (batch + 1) * units.size())) {
                    List<Defence.Scored> known = ofClean.get(units);
                    if (known == null) {
                        known = defence.score(defence.clean(), units, bar::stepBy);
                        ofClean.put(units, known);
                    } else {
                        bar.stepBy((batch + 1L) * units.size());
                    }
                    clean.put(suspect.getKey(), known);
                    manipulated.put(suspect.getKey(), defence.score(network, units, bar::stepBy));
                }
            }
        }
        return new DefenceFiles(defence.clean().name(), options.seed(), clean, manipulated);
    }

    /** Refuses, before minutes are spent on the others, a suspect that is of another network or that is of no use. */
    private void requireFitting(Network clean, int size) {
        suspects.values().forEach(file -> {
            try (GraphNetwork network = NetworkFile.read(file, clean.manager().getDevice())) {
                if (!network.name().equals(clean.name())) {
                    throw new IllegalArgumentException(
                            file + " is made of " + network.name() + ", not of " + clean.name());
                }
                LayerShapes.of(network, List.of(Network.LOGITS), size);
            }
        });
    }

    private void describe(SortedMap<String, String> setting) throws IOException {
        setting.put("visualizations of each unit", String.valueOf(batch));
        for (Map.Entry<String, Path> suspect : suspects.entrySet()) {
            try (InputStream stream = Files.newInputStream(suspect.getValue())) {
                setting.put("suspect " + suspect.getKey(), "sha256:" + ContentHash.of(stream));
            }
        }
    }
}
