package io.eyewitness.nn.experiment;

import io.eyewitness.nn.visualize.Parametrisation;
import java.util.List;
import java.util.Map;

/** The protocol of an experiment on a network. Everything but the seed was fixed together with the criteria, before the first run. */
public interface ExperimentProtocol {
    /** The transforms of images of about 30 pixels. */
    String SMALL_TRANSFORMS = "pad:2,jitter:2,scale:0.9:1.1,rotate:5";

    /** The transforms of photographs of 128 pixels. */
    String PHOTOGRAPH_TRANSFORMS = "pad:6,jitter:4,scale:0.9:1.1,rotate:10,jitter:2";

    /** The parametrisations of experiments that measure more than one. */
    List<Parametrisation> PARAMETRISATIONS =
            List.of(new Parametrisation.Fourier(), new Parametrisation.Pixel(), new Parametrisation.Maco());

    /** The network's name. */
    String network();

    /** The side of the images, in pixels. */
    int size();

    /** The optimization steps of each visualization. */
    int steps();

    /** The transforms that each step applies to its images, as text. */
    String transforms();

    /** The seed of all random draws. */
    long seed();

    /** Whether everything but the seed is as it was fixed; measurements by any other protocol are no evidence. */
    boolean isRegistered();

    /**
     * The logit of one of several visualizations: the logits are spread evenly, or taken in turn if there are fewer than visualizations.
     *
     * @param number of the visualization, from 0
     * @param visualizations the number of visualizations
     * @param outputs the number of the network's logits
     */
    static int logit(int number, int visualizations, int outputs) {
        return outputs >= visualizations ? number * (outputs / visualizations) : number % outputs;
    }

    /**
     * The protocol of a network.
     *
     * @param fixed the protocols that were fixed, by network
     * @param purpose the beginning of a sentence that lists these networks, such as {@code twins are made of}
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
