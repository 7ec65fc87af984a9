package io.eyewitness.nn.paths;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures similarities at some layers in one pass; at each the activations of all channels at all places form one vector. */
final class LayerMeter {
    private static final int TOGETHER = 50;

    private final Network network;
    private final List<String> layers;
    private final Groups groups;
    private final List<PathUnit> units;

    LayerMeter(Network network, List<String> layers, Groups groups, List<PathUnit> units) {
        this.network = network;
        this.layers = layers;
        this.groups = groups;
        this.units = units;
    }

    /**
     * The similarities of each unit at each of the layers, by measure.
     *
     * @param visualizations of each unit
     */
    List<Map<Similarity, List<Anchored>>> measure(List<Images> visualizations) {
        Map<String, Map<Similarity, Naturals>> naturals = new HashMap<>();
        layers.forEach(layer -> naturals.put(layer, new EnumMap<>(Similarity.class)));
        groups.images()
                .inBatches(
                        network.manager(),
                        TOGETHER,
                        (batch, from, to) -> network.activations(batch, layers).forEach((layer, activations) -> {
                            for (Similarity similarity : Similarity.values()) {
                                float[][] vectors = similarity.units(activations);
                                naturals.get(layer)
                                        .computeIfAbsent(similarity, key -> new Naturals(vectors[0].length))
                                        .add(from, vectors);
                            }
                        }));
        Map<String, Map<Similarity, List<Anchored>>> measured = new HashMap<>();
        layers.forEach(layer -> measured.put(layer, new EnumMap<>(Similarity.class)));
        for (int i = 0; i < units.size(); i++) {
            PathUnit unit = units.get(i);
            try (NDManager scratch = network.manager().newSubManager()) {
                network.activations(visualizations.get(i).on(scratch), layers).forEach((layer, activations) -> {
                    for (Similarity similarity : Similarity.values()) {
                        measured.get(layer)
                                .computeIfAbsent(similarity, key -> new ArrayList<>())
                                .add(naturals.get(layer).get(similarity).anchored(unit, similarity.units(activations)));
                    }
                });
            }
        }
        return layers.stream().map(measured::get).toList();
    }

    /** The vectors of the natural images at a layer under one measure. */
    private final class Naturals {
        private final VectorSet all;

        /** By the numbers of their images: a group of one class is its unit's class. */
        private final Map<List<Integer>, VectorSet> sets = new HashMap<>();

        Naturals(int dimension) {
            all = new VectorSet(dimension);
            for (PathUnit unit : units) {
                sets.computeIfAbsent(groups.members(unit.group()), images -> new VectorSet(dimension));
                sets.computeIfAbsent(unit.own(), images -> new VectorSet(dimension));
            }
        }

        void add(int first, float[]... vectors) {
            for (int i = 0; i < vectors.length; i++) {
                float[] vector = vectors[i];
                int image = first + i;
                all.add(vector);
                sets.forEach((images, set) -> {
                    if (images.contains(image)) {
                        set.add(vector);
                    }
                });
            }
        }

        Anchored anchored(PathUnit unit, float[]... visualizations) {
            VectorSet seen = new VectorSet(visualizations[0].length);
            for (float[] visualization : visualizations) {
                seen.add(visualization);
            }
            VectorSet group = sets.get(groups.members(unit.group()));
            VectorSet own = sets.get(unit.own());
            return new Anchored(seen.meanProduct(group), own.meanProductWithin(group), group.meanProductOutside(all));
        }
    }
}
