package io.eyewitness.nn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures similarities at one layer; the activations of all channels at all places form one vector. */
final class LayerMeter {
    private static final int TOGETHER = 50;

    private final Network network;
    private final String layer;
    private final Groups groups;
    private final List<PathUnit> units;

    LayerMeter(Network network, String layer, Groups groups, List<PathUnit> units) {
        this.network = network;
        this.layer = layer;
        this.groups = groups;
        this.units = units;
    }

    /**
     * The similarities of each unit at this layer, by measure.
     *
     * @param visualizations of each unit
     */
    Map<Similarity, List<Anchored>> measure(List<Images> visualizations) {
        Map<Similarity, Naturals> naturals = new EnumMap<>(Similarity.class);
        groups.images().inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            NDArray activations = activations(batch);
            for (Similarity similarity : Similarity.values()) {
                float[][] vectors = similarity.units(activations);
                naturals.computeIfAbsent(similarity, key -> new Naturals(vectors[0].length))
                        .add(from, vectors);
            }
        });
        Map<Similarity, List<Anchored>> measured = new EnumMap<>(Similarity.class);
        for (int i = 0; i < units.size(); i++) {
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray activations = activations(visualizations.get(i).on(scratch));
                for (Similarity similarity : Similarity.values()) {
                    measured.computeIfAbsent(similarity, key -> new ArrayList<>())
                            .add(naturals.get(similarity).anchored(units.get(i), similarity.units(activations)));
                }
            }
        }
        return measured;
    }

    private NDArray activations(NDArray images) {
        return network.activations(images, List.of(layer)).get(layer);
    }

    /** The vectors of the natural images under one measure. */
    private final class Naturals {
        private final VectorSet all;
        private final Map<String, VectorSet> ofGroup = new HashMap<>();
        private final Map<PathUnit, VectorSet> own = new HashMap<>();

        Naturals(int dimension) {
            all = new VectorSet(dimension);
            for (PathUnit unit : units) {
                ofGroup.computeIfAbsent(unit.group(), group -> new VectorSet(dimension));
                own.put(unit, new VectorSet(dimension));
            }
        }

        void add(int first, float[]... vectors) {
            for (int i = 0; i < vectors.length; i++) {
                int label = groups.images().label(first + i);
                all.add(vectors[i]);
                VectorSet group = ofGroup.get(groups.groups().get(label));
                if (group != null) {
                    group.add(vectors[i]);
                }
                for (PathUnit unit : units) {
                    if (unit.own().contains(first + i)) {
                        own.get(unit).add(vectors[i]);
                    }
                }
            }
        }

        Anchored anchored(PathUnit unit, float[]... visualizations) {
            VectorSet seen = new VectorSet(visualizations[0].length);
            for (float[] visualization : visualizations) {
                seen.add(visualization);
            }
            VectorSet group = ofGroup.get(unit.group());
            return new Anchored(
                    seen.meanProduct(group), own.get(unit).meanProductWithin(group), group.meanProductOutside(all));
        }
    }
}
