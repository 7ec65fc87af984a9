package io.eyewitness.check.cli;

import io.eyewitness.check.defeat.ProgramDecoder;
import io.eyewitness.check.defeat.Refutation;
import io.eyewitness.check.explain.DecoderExample;
import io.eyewitness.check.explain.PairChoice;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.witness.WitnessPair;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Theorem 1 made executable: builds, against a decoder, a function of a class on which it errs by at least R/2 - h. */
@Command(
        name = "defeat",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:the decoder is defeated", "1:it is not", ExitCodes.BAD_INPUT, ExitCodes.MISSING},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description =
                "Builds a function of the class on which your decoder errs by at least R/2 - h, as theorem 1 says.",
        footer = {
            "",
            "A program given with --exec runs by sh -c. It reads one line",
            "  {\"a\":[..],\"b\":[..],\"min\":..,\"max\":..,\"x\":[..]}",
            "(minimiser, maximiser, minimum, maximum, and the point asked for), writes",
            "one line",
            "  {\"z\":..}",
            "and ends, within 10 s. For example",
            "  ./eyewitness defeat CONV --exec 'echo \"{\\\"z\\\":0.5}\"'",
            "",
            "A program that fails is bad input, and so is a class (AFF1, CONST)",
            "with a decoder that is always right."
        })
final class DefeatCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(paramLabel = "CLASS", description = "A row of the table: ${COMPLETION-CANDIDATES}.")
    private FunctionClass functionClass;

    @Option(
            names = "--decoder",
            paramLabel = "NAME",
            description =
                    "mid, nearest, linear, idw, midrange, affine1, constant, envelope (for L and the norm below) or"
                            + " envelope:L:NORM, random (from the seed) or random:SEED.")
    private String decoder;

    @Option(names = "--exec", paramLabel = "COMMAND", description = "The command that runs a decoder; see below.")
    private String program;

    @Option(
            names = "--dimension",
            paramLabel = "D",
            description = "The number of inputs, up to " + PairChoice.MOST_DIMENSIONS
                    + ". Default: 2; 1 for AFF1; 4 for ERM, which uses Fisher's iris and a network trained on it.")
    private Integer dimension;

    @Option(names = "--gap", paramLabel = "H", description = "h, with 0 < h < R/2, such as 1/100. Default: R/16.")
    private BigFraction gap;

    @Option(
            names = "--lipschitz",
            paramLabel = "L",
            defaultValue = "1",
            description = "The Lipschitz constant, for LIP and the decoder envelope. Default: ${DEFAULT-VALUE}.")
    private BigFraction lipschitz;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            defaultValue = "l2",
            description = "l1, l2 or linf, for LIP and the decoder envelope. Default: ${DEFAULT-VALUE}.")
    private Norm norm;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the choices that the other options leave open. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Decoder asked = decoder();
        if (!functionClass.hasWitnesses()) {
            return refuse(asked);
        }
        WitnessPair pair = pair();
        Refutation refutation = Refutation.of(asked, pair);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.print(refutation.json());
        } else {
            refutation.lines().forEach(out::println);
        }
        out.flush();
        return refutation.isDefeated() && refutation.isSideMisjudged() ? 0 : 1;
    }

    private Decoder decoder() {
        if ((decoder == null) == (program == null)) {
            throw usage("give exactly one of --decoder NAME and --exec COMMAND");
        }
        try {
            if (program != null) {
                return new ProgramDecoder(program, ProgramDecoder.TIMEOUT);
            }
            return switch (decoder) {
                case "envelope" -> Decoders.envelope(lipschitz, norm);
                case "random" -> Decoders.random(seed);
                default -> Decoders.byName(decoder);
            };
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private WitnessPair pair() {
        try {
            return new PairChoice(
                            functionClass,
                            Optional.ofNullable(dimension),
                            Optional.ofNullable(gap),
                            lipschitz,
                            norm,
                            seed)
                    .pair();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private int refuse(Decoder asked) {
        DecoderExample example;
        try {
            example = DecoderExample.sample(functionClass, Optional.ofNullable(dimension), seed);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        String best = example.decoder().name();
        out.println(
                "Theorem 1 says nothing of " + functionClass + ": the decoder '" + best + "' is always right there.");
        example.lines().forEach(out::println);
        if (!asked.name().equals(best)) {
            example.errors(asked).forEach(out::println);
        }
        out.flush();
        throw usage("theorem 1 says nothing of " + functionClass + ", so there is no bound to defeat a decoder by: "
                + "no function of " + functionClass + " defeats the decoder '" + best + "'");
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
