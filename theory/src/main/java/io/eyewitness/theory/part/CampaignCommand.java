package io.eyewitness.theory.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A command whose work is a campaign, after its options were set. With it, {@code merge} and a cluster can do the work that
 * its arguments describe. Options that do not decide the bytes of parts are {@code --out}, {@code --force}, {@code --threads} and {@code --part}.
 */
public interface CampaignCommand {
    /**
     * The campaign that the options describe.
     *
     * @throws IllegalArgumentException if the options do not fit together
     */
    PartPlan campaign() throws IOException;

    /**
     * Writes the results to where {@code --out} says, the same bytes as without parts.
     *
     * @param parts all of them, to be read in their order
     * @return the exit code
     */
    int finish(PartPlan.Parts parts) throws IOException;

    /**
     * The user's files that the options name, such as weights. A cluster sends them to its machines, and puts their places there into the
     * arguments.
     */
    default List<Path> files() {
        return List.of();
    }
}
