package io.eyewitness.nn.experiment;

import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user decides before a run.
 *
 * @param choices of settings of the protocol
 * @param criteria for the outcome
 */
public record RunTerms(Choices choices, Optional<Criteria> criteria) {
    /** Everything is the protocol's. */
    public static final RunTerms USUAL = new RunTerms(Choices.NONE, Optional.empty());

    /** Where numbers stand for which no criterion was fixed. */
    static final String EXPLORATORY = "exploratory: no criterion was fixed for this network before the run";

    /** Where the numbers of a run stand that the ledger has no criterion for: under the user's criteria, or exploratory. */
    public String standing() {
        return criteria.map(Criteria::text).orElse(EXPLORATORY);
    }

    /**
     * Saves a copy of the criteria, before the run.
     *
     * @param directory of the results
     */
    public void save(Path directory) throws IOException {
        if (criteria.isPresent()) {
            AtomicFiles.put(
                    directory.resolve(Criteria.COPY), criteria.get().content().getBytes(StandardCharsets.UTF_8));
        }
    }
}
