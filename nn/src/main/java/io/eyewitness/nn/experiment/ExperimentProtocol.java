package io.eyewitness.nn.experiment;

import java.util.Map;

/** How an experiment is run on a network. All but the seed was fixed together with the criteria, before the first run. */
public interface ExperimentProtocol {
    /** The network's name. */
    String network();

    /** The side of the images, in pixels. */
    int size();

    /** The optimization steps of each visualization. */
    int steps();

    /** The transforms that each step applies to its images, as text. */
    String transforms();

    /** The seed of all draws. */
    long seed();

    /** Whether all but the seed is as it was fixed; measurements by another protocol are no evidence. */
    boolean isRegistered();

    /**
     * The protocol of a network.
     *
     * @param fixed those there are, by network
     * @param purpose such as {@code twins are made of}
     * @throws IllegalArgumentException naming the networks that have one
     */
    static <P> P of(String network, Map<String, P> fixed, String purpose) {
        P protocol = fixed.get(network);
        if (protocol == null) {
            throw new IllegalArgumentException("there is no protocol for " + network + "; " + purpose + " "
                    + String.join(", ", fixed.keySet().stream().sorted().toList()));
        }
        return protocol;
    }
}
