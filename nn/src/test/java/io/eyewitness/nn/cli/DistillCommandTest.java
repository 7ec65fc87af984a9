package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.distill.DistillClaim;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What distill measures without a criterion, and what it refuses with exit code 2 and one sentence. */
class DistillCommandTest {
    @TempDir
    private Path directory;

    private Run distill(String... arguments) {
        List<String> all = new ArrayList<>(List.of("distill", "--out=" + directory.resolve("out")));
        all.addAll(Arrays.asList(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void whatTheLedgerHasNoCriterionForIsExploratory() throws IOException {
        Run run = distill("--data=built-in", "--claims=V6", "--set=steps=1").done();
        assertTrue(run.output().contains("V6: exploratory: no criterion was fixed"), run.output());
        assertTrue(Files.exists(directory.resolve("out/numbers/V6.json")));
        assertFalse(Files.exists(directory.resolve("out/measurement")));
    }

    /** Parts of other claims are not in the way. */
    @Test
    void aStoppedRunWithOtherSettingsIsDroppedOnlyIfForced() throws IOException {
        for (String claims : List.of("-V4", "-V6")) {
            try (RunParts parts =
                    RunParts.open(directory.resolve("out"), claims, new TreeMap<>(Map.of("seed", "7")), false, "")) {
                parts.kept("V6", Progress.NONE).part("a", PartForm.FLOATS, () -> new float[1]);
            }
        }
        String[] arguments = {"--data=built-in", "--claims=V6", "--set=steps=1"};
        distill(arguments).refused("; give --force to start anew");
        Run.of("distill", "--out=/", "--data=built-in", "--claims=V6", "--set=steps=1")
                .refused("/ is the root of all files");
        distill("--data=built-in", "--claims=V6", "--set=steps=1", "--force").done();
        assertTrue(Files.exists(directory.resolve(".out-V4.parts")));
        assertFalse(Files.exists(directory.resolve(".out-V6.parts")));
    }

    /** Measures a claim on a network in which a unit is closed, as distill measures it on a network that the ledger knows. */
    @Command(name = "closed")
    private record Closed(DistillClaim claim) implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            LabelledImages images = FashionMnist.builtIn().first(40);
            try (GraphNetwork open = Pretrained.network("fashion", Device.cpu())) {
                Setup usual = new UnitProtocol(
                                "fashion", "relu4", 28, 500, 20, ExperimentProtocol.SMALL_TRANSFORMS, 1, 3)
                        .on(open, images);
                List<Integer> channels = usual.channels().subList(0, 2);
                Map<String, Tensor> tensors = new HashMap<>(open.tensors());
                for (Map.Entry<String, Float> changed :
                        Map.of("bn4.weight", 0f, "bn4.bias", -1f).entrySet()) {
                    Tensor tensor = tensors.get(changed.getKey());
                    float[] values = tensor.values().clone();
                    values[channels.get(0)] = changed.getValue();
                    tensors.put(changed.getKey(), new Tensor(tensor.shape(), values));
                }
                try (GraphNetwork shut = new GraphNetwork(open.graph(), tensors, Device.cpu())) {
                    NaturalStatistics naturals = NaturalStatistics.of(shut, usual.layer(), images);
                    claim.measure(new Setup(usual.protocol(), naturals, channels, usual.classes()), 1, Progress.NONE);
                }
            }
            return 0;
        }
    }

    /** No weights that the ledger knows have such a unit, so a command of the same command line measures one that has. */
    @ParameterizedTest
    @EnumSource(
            value = DistillClaim.class,
            names = {"V2", "V3"})
    void aUnitThatStaysClosedIsBadInputAndNoDefect(DistillClaim claim) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine()
                .addSubcommand(new Closed(claim))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true));
        new Run(command.execute("closed"), output.toString(), errors.toString())
                .refused("leave V2 and V3 out of --claims");
    }
}
