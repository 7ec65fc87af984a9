package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.BoundBundle;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.bundle.TranscriptFile;
import io.eyewitness.check.defeat.AskedRefutation;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.report.CheckedBounds;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a bundle of evidence by the kernel and exact arithmetic alone. */
@Command(
        name = "check",
        description =
                "Verifies, by the kernel and exact arithmetic, a bundle of evidence that was made elsewhere. Needs"
                        + " neither a solver nor a neural network.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, "1:the bundle is refused", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            defaultValue = "evidence",
            description =
                    "the bundle, as ./eyewitness table --evidence DIR or, with --bounds, ./eyewitness sim bound --out"
                            + " DIR writes it (default: ${DEFAULT-VALUE})")
    private Path directory;

    @Option(
            names = "--bounds",
            description =
                    "verify the bounds in the folder bound of DIR, which are no evidence for the table; nothing else"
                            + " in DIR is verified")
    private boolean isOfBounds;

    @Option(
            names = "--transcript",
            description =
                    "verify the file transcript.json of DIR, as ./eyewitness defeat --ask --out DIR writes it, which"
                            + " is no evidence for the table; nothing else in DIR is verified")
    private boolean isOfTranscript;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown, json, junit or html, for the table's evidence (default: ${DEFAULT-VALUE})")
    private Format format;

    @Spec
    private CommandSpec spec;

    private final FormalCache cache;

    CheckCommand() {
        this(FormalCache.ofTheUser());
    }

    /** With a cache of runs of Coq. */
    CheckCommand(FormalCache cache) {
        this.cache = cache;
    }

    @Override
    public Integer call() throws IOException {
        requireOneKind();
        if (isOfBounds) {
            return checkBounds();
        }
        if (isOfTranscript) {
            return checkTranscript();
        }
        Bundle bundle = Bundle.read(directory);
        CompletableFuture<Optional<FormalEvidence>> local = CompletableFuture.supplyAsync(cache::ofTheBuiltIn);
        try {
            print(new BundleCheck().check(bundle).with(local.join()));
            return 0;
        } catch (BundleRefused e) {
            e.report().ifPresent(report -> print(report.with(local.join())));
            Console.tell(spec.commandLine().getErr(), directory + " is refused: " + e.getMessage());
            return 1;
        }
    }

    private void requireOneKind() {
        if (isOfBounds && isOfTranscript) {
            throw new IllegalArgumentException("give only one of --bounds and --transcript");
        }
        if ((isOfBounds || isOfTranscript) && format != Format.TEXT) {
            throw new IllegalArgumentException("with " + (isOfBounds ? "--bounds" : "--transcript")
                    + " the only format is text, not " + format.name().toLowerCase(Locale.ROOT));
        }
    }

    private int checkTranscript() throws IOException {
        String text = TranscriptFile.read(directory);
        try {
            new AskedRefutation(TranscriptFile.check(text))
                    .lines()
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().println("verified: " + directory.resolve(TranscriptFile.NAME));
            return 0;
        } catch (BundleRefused e) {
            Console.tell(spec.commandLine().getErr(), directory + " is refused: " + e.getMessage());
            return 1;
        }
    }

    private int checkBounds() throws IOException {
        BoundBundle bundle = BoundBundle.read(directory);
        try {
            CheckedBounds.lines(bundle.check()).forEach(spec.commandLine().getOut()::println);
            spec.commandLine()
                    .getOut()
                    .println("verified: " + directory.resolve(EvidenceFiles.BOUNDS) + "; what else is in " + directory
                            + " was not read");
            return 0;
        } catch (BundleRefused e) {
            Console.tell(spec.commandLine().getErr(), directory + " is refused: " + e.getMessage());
            return 1;
        }
    }

    private void print(Report report) {
        spec.commandLine().getOut().print(format.write(report));
        spec.commandLine().getOut().flush();
    }
}
