package io.eyewitness.cluster.cli;

import io.eyewitness.cluster.PartStore;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.part.PartFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies parts from where executors wrote them. */
@Command(
        name = "fetch",
        description =
                "Copies the parts that executors wrote to a --store to a folder, for ./eyewitness merge. Checks each, and compares it if"
                        + " the folder has it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class FetchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URI", description = "What submit was given as --store.")
    private URI place;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A property, such as spark.hadoop.fs.s3a.endpoint=URL; may be given more than once.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder of parts.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AtomicLong copied = new AtomicLong();
        PartFolder folder;
        try (Bar bar = new Bar("fetch")) {
            folder = new PartStore(place, SubmitCommand.hadoop(properties)).fetch(out, number -> {
                copied.addAndGet(number);
                bar.stepBy(number);
            });
        }
        PrintWriter output = spec.commandLine().getOut();
        output.println(copied + " of " + folder.size() + " parts were copied to " + out);
        output.flush();
        return 0;
    }
}
