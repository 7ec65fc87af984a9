package io.eyewitness.nn.network;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A layer that the network does not have; the message lists similar layers. */
public final class UnknownLayer extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownLayer(Network network, String layer) {
        this(network.name(), network.layers(), layer);
    }

    public UnknownLayer(String network, List<String> layers, String layer) {
        super(network + " has no layer " + layer + "; similar layers are " + String.join(", ", near(layer, layers)));
    }

    private static List<String> near(String layer, List<String> layers) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return layers.stream()
                .sorted(Comparator.comparingInt(name -> distance.apply(name, layer)))
                .limit(5)
                .toList();
    }
}
