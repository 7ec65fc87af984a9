package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Lays atoms out in layers: an atom is computed in the layer of its depth and passed on, as relu(s) = s for s at least 0
 * (N3), up to the last layer that reads it. Atoms that the output does not need are left out.
 */
final class LayerAssembly {
    private final int dimension;
    private final List<AffineForm> arguments;
    private final List<Integer> depths;
    private final int[] lastReader;

    /** Atoms are numbered so that each comes after those its argument reads; the first are the inputs. */
    LayerAssembly(int dimension, List<AffineForm> arguments, List<Integer> depths) {
        this.dimension = dimension;
        this.arguments = arguments;
        this.depths = depths;
        this.lastReader = new int[arguments.size()];
    }

    ReluNetwork assemble(AffineForm output) {
        int depth = output.coefficients().keySet().stream()
                .mapToInt(depths::get)
                .max()
                .orElse(0);
        Arrays.fill(lastReader, 0);
        markRead(output, depth + 1);
        for (int atom = arguments.size() - 1; atom >= dimension; atom--) {
            if (lastReader[atom] > 0) {
                markRead(arguments.get(atom), depths.get(atom));
            }
        }
        List<Integer> before = new ArrayList<>();
        for (int input = 0; input < dimension; input++) {
            before.add(input);
        }
        List<List<ReluNetwork.Neuron>> hidden = new ArrayList<>();
        for (int layer = 1; layer <= depth; layer++) {
            List<Integer> atoms = atomsIn(layer);
            List<ReluNetwork.Neuron> neurons = new ArrayList<>();
            for (int atom : atoms) {
                boolean computed = depths.get(atom) == layer;
                neurons.add(neuron(computed ? arguments.get(atom) : AffineForm.atom(atom), before));
            }
            hidden.add(neurons);
            before = atoms;
        }
        return new ReluNetwork(dimension, hidden, neuron(output, before));
    }

    private void markRead(AffineForm form, int reader) {
        form.coefficients().keySet().forEach(atom -> lastReader[atom] = Math.max(lastReader[atom], reader));
    }

    private List<Integer> atomsIn(int layer) {
        Effort.spend(arguments.size());
        List<Integer> atoms = new ArrayList<>();
        for (int atom = 0; atom < arguments.size(); atom++) {
            if (depths.get(atom) <= layer && lastReader[atom] > layer) {
                atoms.add(atom);
            }
        }
        return atoms;
    }

    private static ReluNetwork.Neuron neuron(AffineForm form, List<Integer> before) {
        Effort.spend(before.size());
        SortedMap<Integer, BigFraction> weights = new TreeMap<>();
        for (int position = 0; position < before.size(); position++) {
            BigFraction weight = form.coefficients().get(before.get(position));
            if (weight != null) {
                weights.put(position, weight);
            }
        }
        return new ReluNetwork.Neuron(weights, form.constant());
    }
}
