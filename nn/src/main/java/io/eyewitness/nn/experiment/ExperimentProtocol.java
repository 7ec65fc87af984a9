package io.eyewitness.nn.experiment;

import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The protocol of an experiment on a network. For the networks of the ledger everything but the seed was fixed together with the criteria,
 * before the first run; for others it follows from the rules of {@link ProtocolRules}.
 */
public interface ExperimentProtocol {
    /** The transforms of images of about 30 pixels. */
    String SMALL_TRANSFORMS = "pad:2,jitter:2,scale:0.9:1.1,rotate:5";

    /** The transforms of photographs of 128 pixels. */
    String PHOTOGRAPH_TRANSFORMS = "pad:6,jitter:4,scale:0.9:1.1,rotate:10,jitter:2";

    /** The parametrisations of experiments that measure more than one. */
    List<Parametrisation> PARAMETRISATIONS =
            List.of(new Parametrisation.Fourier(), new Parametrisation.Pixel(), new Parametrisation.Maco());

    /** The largest number of anything that a setting counts. */
    int MOST = 1_000_000;

    /** The largest side of images, in pixels. */
    int LARGEST_SIDE = 8192;

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

    /** Its settings by name, as the option {@code --set} takes them. */
    SortedMap<String, String> settings();

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

    /**
     * The protocol that was fixed for a network of a known architecture, whatever its weights.
     *
     * @param fixed the protocols that were fixed, by network
     */
    static <P> Optional<P> fixed(Map<String, P> fixed, Network network) {
        return Optional.ofNullable(fixed.get(network.name()))
                .filter(protocol -> Architectures.isOf(network.name(), network.layers()));
    }

    /**
     * The size of the images, in pixels.
     *
     * @param usual the size, if the user chose none
     * @throws IllegalArgumentException if the network's data set has another size
     */
    static int size(Network network, Choices choices, int usual) {
        int size = choices.whole("size", usual);
        if (size != usual
                && Task.named(network.name()).isPresent()
                && Architectures.isOf(network.name(), network.layers())) {
            throw new IllegalArgumentException("--set size=" + size + ": the images of " + network.name() + " have "
                    + usual + " pixels a side, and no other size; leave this setting out");
        }
        requireRange("size", size, 2, LARGEST_SIDE);
        return size;
    }

    /**
     * Refuses a setting that is out of its range.
     *
     * @throws IllegalArgumentException naming the setting and its range
     */
    static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "--set " + name + "=" + value + ": " + name + " is a number from " + least + " to " + most);
        }
    }

    /**
     * The layer of a setting.
     *
     * @param usual the layer, if the user chose none
     * @throws UnknownLayer naming similar layers
     * @throws IllegalArgumentException if the layer has no channels to compare, or the network cannot take images of the size
     */
    static String layer(GraphNetwork network, Choices choices, String name, String usual, int size) {
        String layer = network.graph().layer(choices.text(name, usual));
        if (LayerShapes.width(network, layer, size) < 2) {
            throw new IllegalArgumentException(
                    "the layer " + layer + " of " + network.name() + " has a single channel, but several are compared");
        }
        return layer;
    }
}
