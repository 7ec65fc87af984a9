package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.TranscriptFile;
import io.eyewitness.check.defeat.AskedRefutation;
import io.eyewitness.check.defeat.ProgramAsker;
import io.eyewitness.check.defeat.ProgramDecoder;
import io.eyewitness.check.defeat.Refutation;
import io.eyewitness.check.explain.DecoderExample;
import io.eyewitness.check.explain.PairChoice;
import io.eyewitness.theory.ask.Asker;
import io.eyewitness.theory.ask.Askers;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.ask.Transcript;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.text.Visible;
import io.eyewitness.theory.witness.WitnessPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        exitCodeList = {
            "0:the decoder is defeated",
            "1:it is not, or the adversary gives in",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        },
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
            "With --ask the decoder may ask about the function before it predicts. It is",
            "bisect, grid, random, gradient-descent, a decoder that asks nothing, or a",
            "program, which is started once. The program reads a line",
            "  {\"class\":..,\"d\":..,\"a\":[..],\"b\":[..],\"min\":..,\"max\":..,\"limit\":..}",
            "(for LIP also lipschitz and norm, for ERM inputs and labels), and writes",
            "lines, each of which is answered by a line:",
            "  {\"ask\":[..]}          {\"value\":..}",
            "  {\"germ\":[..]}         {\"value\":..,\"gradient\":[..],\"radius\":..}",
            "  {\"box\":[[..],[..]]}   {\"min\":..,\"max\":..,\"argmin\":[[..]],\"argmax\":[[..]]}",
            "  {\"ready\":true}        {\"x\":[..]}, after which it may ask no more",
            "  {\"z\":..}             the prediction at x, or everywhere before x is told",
            "A germ is f(y) = value + gradient.(y - x) for |y - x|_1 <= radius; at a kink",
            "the gradient is null, and max or min holds two; at the maximiser of CONV",
            "steep says how f rises (docs/guide.md). A box is two corners. Numbers are",
            "exact: a fraction without an end as a decimal is text, such as \"1/3\".",
            "A program has 10 s for each line and 2 minutes in",
            "all. For example",
            "  ./eyewitness defeat CONV --ask --exec 'echo \"{\\\"z\\\":0.5}\"'",
            "An adversary that has to give in, as that of AFF after d - 1 values or one",
            "germ, is exit code 1.",
            "",
            "A program that fails is bad input, and so is a class (AFF1, CONST)",
            "with a decoder that is always right."
        })
final class DefeatCommand implements Callable<Integer> {
    private static final int MOST_QUESTIONS = 10_000;

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
            names = "--ask",
            description =
                    "Let the decoder ask before it predicts, and decide the function as late as possible; see below.")
    private boolean isAsking;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With --ask: the largest number of questions. Default: " + MOST_QUESTIONS + ".")
    private Integer limit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --ask: writes DIR/" + TranscriptFile.NAME
                    + ", which ./eyewitness check --transcript DIR verifies.")
    private Path directory;

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
    public Integer call() throws IOException {
        if (isAsking) {
            return playWithQuestions();
        }
        if (limit != null || directory != null) {
            throw usage("--limit and --out are for --ask");
        }
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

    private int playWithQuestions() throws IOException {
        Asker asker = asker();
        Interview interview = interview();
        BigFraction decoded = asker.decode(interview);
        Optional<Transcript> transcript = interview.transcript(asker.name(), decoded);
        if (transcript.isEmpty()) {
            return giveIn(asker);
        }
        if (directory != null) {
            Files.createDirectories(directory);
            AtomicFiles.write(
                    directory.resolve(TranscriptFile.NAME),
                    TranscriptFile.write(transcript.get()).getBytes(StandardCharsets.UTF_8));
        }
        AskedRefutation refutation = new AskedRefutation(transcript.get());
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.print(refutation.json());
        } else {
            refutation.lines().forEach(out::println);
        }
        out.flush();
        return transcript.get().isDefeated() ? 0 : 1;
    }

    /** Leaves no transcript of an earlier game. */
    private int giveIn(Asker asker) throws IOException {
        if (directory != null) {
            Files.deleteIfExists(directory.resolve(TranscriptFile.NAME));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.print(AskedRefutation.jsonOfGivingIn());
        } else {
            out.println("The adversary gives in: only one function of " + functionClass.symbol()
                    + " has the answers that it gave the decoder " + Visible.line(asker.name()) + ".");
        }
        out.flush();
        return 1;
    }

    private Asker asker() {
        if (program != null && decoder == null) {
            return new ProgramAsker(program, ProgramAsker.TIMEOUT, ProgramAsker.TOTAL);
        }
        if (decoder != null && program == null && Askers.NAMES.contains(decoder)) {
            return Askers.byName(decoder, seed);
        }
        return Askers.of(decoder());
    }

    private Interview interview() {
        try {
            if (limit != null && limit < 0) {
                throw new IllegalArgumentException("--limit must not be negative, but is " + limit);
            }
            return new Interview(
                    Setting.of(
                            functionClass,
                            Optional.ofNullable(dimension),
                            Optional.ofNullable(gap),
                            lipschitz,
                            norm,
                            seed),
                    limit == null ? MOST_QUESTIONS : limit);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
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
