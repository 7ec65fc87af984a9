package io.eyewitness.theory.console;

import io.eyewitness.theory.file.OwnedDirectory;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.MergedParts;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import io.eyewitness.theory.part.PartRun;
import io.eyewitness.theory.part.PartShare;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --part} of all commands that are campaigns; a mixin. */
public final class PartOptions {
    private static final String PARTS = "parts";

    @Option(
            names = "--part",
            paramLabel = "K/N",
            converter = Reader.class,
            description =
                    "Computes only the K-th of N shares, K from 1 to N, and writes its parts to --out; ./eyewitness merge makes the"
                            + " results from the parts of all shares. Goes on from the parts that are there.")
    private PartShare share;

    private static final class Reader implements ITypeConverter<PartShare> {
        @Override
        public PartShare convert(String text) {
            try {
                return PartShare.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Whether the option was given. */
    public boolean isGiven() {
        return share != null;
    }

    /**
     * Computes the share.
     *
     * @param command the command that has this option
     * @param line its command line, which prints what was done
     * @param program of which the command is one, such as {@code sim}
     * @param out the folder of parts
     * @param force refused, for the folder may hold the parts of others
     * @param threads at least 1
     * @return the exit code
     */
    public int compute(CampaignCommand command, CommandLine line, String program, Path out, boolean force, int threads)
            throws IOException {
        if (force) {
            throw new IllegalArgumentException("--force does not go with --part; delete " + out + " to start anew");
        }
        PartPlan campaign = command.campaign();
        List<Integer> parts = share.parts(campaign.size());
        PartFolder folder = PartFolder.open(out, CampaignLines.of(program, line), campaign);
        try (Bar bar = new Bar("part " + share).start(parts.size())) {
            new PartRun(campaign, folder).compute(parts, threads, bar::stepBy);
        }
        PrintWriter output = line.getOut();
        output.println("Its " + parts.size() + " of " + campaign.size() + " parts are in " + out
                + "; ./eyewitness merge makes the results when all are there");
        output.flush();
        return 0;
    }

    /**
     * Computes all parts, and the results from them; a run that was stopped goes on with the parts that it has, in a hidden folder beside its results.
     *
     * @param force whether to drop the parts of a stopped run
     * @return the exit code
     * @throws IllegalArgumentException if a run with other settings was stopped there, or another program makes this run
     */
    public static int whole(
            CampaignCommand command, CommandLine line, String program, Path out, boolean force, int threads)
            throws IOException {
        PartPlan campaign = command.campaign();
        Path target = out.toAbsolutePath().normalize();
        Path hidden = target.resolveSibling("." + target.getFileName() + ".parts");
        OwnedDirectory owned = OwnedDirectory.take(hidden)
                .orElseThrow(() -> new IllegalArgumentException(out + " is being made by another program"));
        boolean isFinished = false;
        try {
            Path parts = hidden.resolve(PARTS);
            PartFolder folder = opened(force ? emptied(parts) : parts, CampaignLines.of(program, line), campaign);
            List<Integer> all = new PartShare(1, 1).parts(campaign.size());
            try (Bar bar = new Bar(program).start(all.size())) {
                new PartRun(campaign, folder).compute(all, threads, bar::stepBy);
            }
            int code = command.finish(MergedParts.of(List.of(folder.path())));
            isFinished = true;
            return code;
        } finally {
            owned.end(isFinished);
        }
    }

    private static PartFolder opened(Path folder, CampaignLine line, PartPlan campaign) throws IOException {
        try {
            return PartFolder.open(folder, line, campaign);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; give --force to start anew", e);
        }
    }

    private static Path emptied(Path folder) throws IOException {
        OwnedDirectory.delete(folder);
        return folder;
    }
}
