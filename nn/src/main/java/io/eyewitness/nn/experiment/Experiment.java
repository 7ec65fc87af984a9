package io.eyewitness.nn.experiment;

import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Preregistration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** An experiment on a network, whose measurements decide claims of the ledger. */
public interface Experiment {
    /** The names of its measurements, such as {@code twins}. */
    List<String> measurements();

    /** The claims of the ledger about a subject that its measurements decide; none if the ledger has no criterion for the subject. */
    default List<Claim> claims(Subject subject) {
        return measurements().stream()
                .flatMap(name -> Preregistration.find(name, subject.name()).stream())
                .flatMap(known -> known.claims().stream())
                .toList();
    }

    /** The protocol of its run. */
    ExperimentProtocol protocol();

    /** All its settings by name, as the option {@code --set} takes them: those of the protocol, unless it says otherwise. */
    default SortedMap<String, String> settings() {
        return protocol().settings();
    }

    /** Whether everything but the seed is as it was fixed for a subject; measurements of any other run are no evidence. */
    default boolean isRegistered(Subject subject) {
        return protocol().isRegistered();
    }

    /** The files that it reads besides the network and the images, such as a target picture. */
    default List<Path> files() {
        return List.of();
    }

    /** The name of the main file of its results, by which a directory is recognised as one of its results. */
    String mainFile();

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException if the subject does not fit the experiment
     * @throws IOException naming the file that cannot be read
     */
    ExperimentResult run(Subject subject, Progress progress) throws IOException;
}
