package io.eyewitness.check.cli;

import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.iris.BaseNetwork;
import io.eyewitness.theory.iris.Iris;
import io.eyewitness.theory.iris.IrisNetwork;
import io.eyewitness.theory.iris.IrisTraining;
import io.eyewitness.theory.iris.TrainedNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network on Fisher's iris as the committed network was trained. */
@Command(
        name = "iris",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:the network is trained", ExitCodes.BAD_INPUT, ExitCodes.MISSING},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description =
                "Trains a small ReLU network on Fisher's iris. Without options it trains the network that row 3 of the"
                        + " table uses; the same seed gives the same bytes.")
final class IrisCommand implements Callable<Integer> {
    private static final BigFraction NEAR = BigFraction.of(1, 4);

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + IrisTraining.SEED,
            description = "Seed. Default: ${DEFAULT-VALUE}, the seed of the committed network.")
    private long seed;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "" + IrisTraining.HIDDEN,
            description = "Hidden units, from " + IrisTraining.HIDDEN + " to " + IrisTraining.MAX_HIDDEN
                    + ". Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File of the network, as JSON. Default: standard output.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TrainedNetwork trained = train();
        String json = IrisNetwork.write(trained);
        PrintWriter report = spec.commandLine().getOut();
        if (file == null) {
            spec.commandLine().getOut().print(json);
            spec.commandLine().getOut().flush();
            report = spec.commandLine().getErr();
        } else {
            AtomicFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
            report.println("The network is in " + file);
        }
        report.println("mean squared error before rounding: "
                + trained.errorBeforeRounding().toPlainString());
        report.println("mean squared error after rounding:  " + decimal(trained.meanSquaredError()) + " = "
                + Rationals.text(trained.meanSquaredError()));
        report.println("accuracy: " + right(trained.network()) + " of "
                + Iris.samples().size() + " flowers closest to their own label");
        report.flush();
        return 0;
    }

    private TrainedNetwork train() {
        try {
            return IrisTraining.train(seed, hidden);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** The labels are 0, 1/2 and 1, so a clipped value is closest to its own label if it is less than 1/4 away. */
    private static long right(BaseNetwork network) {
        return Iris.samples().stream()
                .filter(sample -> {
                    BigFraction value = Rationals.max(
                            BigFraction.ZERO, Rationals.min(BigFraction.ONE, network.value(sample.input())));
                    return value.subtract(sample.label()).abs().compareTo(NEAR) < 0;
                })
                .count();
    }

    private static String decimal(BigFraction value) {
        return value.bigDecimalValue(12, RoundingMode.HALF_EVEN)
                .round(new MathContext(6))
                .toPlainString();
    }
}
