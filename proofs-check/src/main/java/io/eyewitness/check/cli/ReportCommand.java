package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.page.HtmlPage;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code report}: checks a bundle of evidence and shows it as a page. */
@Command(
        name = "report",
        description =
                "Checks a bundle of evidence, as check does, and shows all of it as one HTML file: the tables with"
                        + " witness pairs, obligations and theorems, the experiments unit by unit, the simulations. The"
                        + " file needs nothing else, and no network.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, "1:the bundle is refused", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            defaultValue = "evidence",
            description = "the bundle, as ./eyewitness table --evidence DIR writes it (default: ${DEFAULT-VALUE})")
    private Path evidence;

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            defaultValue = "report.html",
            description = "the file (default: ${DEFAULT-VALUE})")
    private Path out;

    /** Until progress is shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    private final FormalCache cache;

    ReportCommand() {
        this(FormalCache.ofTheUser());
    }

    /** With a cache of runs of Coq. */
    ReportCommand(FormalCache cache) {
        this.cache = cache;
    }

    @Override
    public Integer call() throws IOException {
        CompletableFuture<Optional<FormalEvidence>> local = CompletableFuture.supplyAsync(cache::ofTheBuiltIn);
        try (Bar bar = new Bar("reporting").startAfter(PATIENCE)) {
            bar.say("checking the evidence");
            Bundle bundle = Bundle.read(evidence);
            Report report = new BundleCheck().check(bundle).with(local.join());
            bar.say("making the page");
            AtomicFiles.write(out, HtmlPage.of(report, bundle).getBytes(StandardCharsets.UTF_8));
            report.verdicts().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().println("The page is in " + out);
            return 0;
        } catch (BundleRefused e) {
            Console.tell(spec.commandLine().getErr(), evidence + " is refused, so there is no page: " + e.getMessage());
            return 1;
        }
    }
}
