package io.eyewitness.theory.console;

import io.eyewitness.theory.part.MergedParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the results of a campaign from its parts. */
@Command(
        name = "merge",
        description =
                "Makes the results of a campaign from the parts that --part K/N or a cluster computed: the same files as those of the"
                        + " command without --part. A part that is there twice is compared; damaged parts and parts of another"
                        + " campaign are refused.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:done", "1:as of the command itself", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
public final class MergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of parts, all of one campaign.")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the results go.")
    private Path out;

    @Option(
            names = "--at",
            paramLabel = "OLD=NEW",
            description =
                    "Where a file or folder that the command names is now, such as --at data/w.safetensors=w.safetensors; may"
                            + " be given more than once. Its content must be the same.")
    private Map<String, String> places = new LinkedHashMap<>();

    @Option(names = "--force", description = "Replaces the output of an earlier run.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MergedParts parts = MergedParts.of(folders);
        List<String> more = new ArrayList<>(List.of("--out=" + out));
        if (force) {
            more.add("--force");
        }
        CampaignLines.Parsed parsed = CampaignLines.parse(parts.line().with(places), more.toArray(String[]::new));
        parsed.line()
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr());
        parts.require(parsed.command().campaign());
        return parsed.command().finish(parts);
    }
}
