package io.eyewitness.nn.cli;

import io.eyewitness.nn.benchmark.Benchmark;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the speed of visualizations. */
@Command(
        name = "benchmark",
        description =
                "Measures the time of an optimization step, with the usual settings of a visualization, beside that of a bare pass:"
                        + " the network forward and backward. Passes and steps take turns; the medians are printed. On a"
                        + " machine with other work the times tell little.",
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class BenchmarkCommand extends NnCommand {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "The height and width of the images. Default: the network's usual size.")
    private Integer size;

    @Option(
            names = "--batch",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "1,8,32",
            description = "Numbers of images of a step. Default: ${DEFAULT-VALUE}.")
    private List<Integer> batches;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description =
                    "The time for each number of images; three turns are timed in any case. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "single",
            description = "The precision of the network: single, half or bfloat16. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the numbers to a file.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        if (seconds < 0) {
            throw new IllegalArgumentException("--seconds must be at least 0, not " + seconds);
        }
        try (LoadedModel loaded = model.open(size)) {
            Benchmark benchmark = measure(loaded.network().in(precision));
            print(benchmark.table());
            if (json != null) {
                AtomicFiles.put(json, EvidenceJson.write(benchmark).getBytes(StandardCharsets.UTF_8));
            }
        }
        return 0;
    }

    private Benchmark measure(Network network) throws IOException {
        Map<String, String> setting = new TreeMap<>(Subject.machine(model.device()));
        setting.put("precision", precision.toString());
        return withProgress(progress -> Benchmark.of(
                network,
                size == null ? network.input().size() : size,
                batches,
                Duration.ofSeconds(seconds),
                setting,
                progress));
    }
}
