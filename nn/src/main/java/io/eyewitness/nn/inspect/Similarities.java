package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.inspect.Inspection.Stability;
import io.eyewitness.nn.tensor.Gram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The similarities of all pairs of visualizations of several units.
 *
 * @param layer of the Gram matrices
 * @param units the number of the unit of each visualization
 * @param parametrisations the name of the parametrisation of each
 * @param cosines of all pairs
 */
record Similarities(String layer, List<Integer> units, List<String> parametrisations, double[][] cosines) {
    static Similarities of(Setup setup, List<Ascents> ascents) {
        List<Integer> units = new ArrayList<>();
        List<String> parametrisations = new ArrayList<>();
        for (int unit = 0; unit < ascents.size(); unit++) {
            for (String name : ascents.get(unit).parametrisations()) {
                units.add(unit);
                parametrisations.add(name);
            }
        }
        Images all = Images.together(ascents.stream().map(Ascents::images).toList());
        try (NDManager scratch = setup.network().manager().newSubManager()) {
            double[][] cosines = Gram.table(setup.network()
                    .activations(all.on(scratch), List.of(setup.layer()))
                    .get(setup.layer()));
            return new Similarities(setup.layer(), units, parametrisations, cosines);
        }
    }

    /** The distinctness of each visualization of a unit. */
    double[] distinctness(int unit) {
        return IntStream.range(0, units.size())
                .filter(image -> units.get(image) == unit)
                .mapToDouble(image -> mean(image, other -> units.get(other) == unit && other != image)
                        - mean(image, other -> isOther(image, other)))
                .toArray();
    }

    private boolean isOther(int image, int other) {
        return !units.get(other).equals(units.get(image))
                && parametrisations.get(other).equals(parametrisations.get(image));
    }

    private double mean(int image, IntPredicate others) {
        return IntStream.range(0, units.size())
                .filter(others)
                .mapToDouble(other -> cosines[image][other])
                .average()
                .orElse(0);
    }

    /** The means over pairs. */
    Stability stability(int unit) {
        return new Stability(
                layer,
                over(unit, (image, other) -> isOwn(image, other) && isSameWay(image, other)),
                over(unit, (image, other) -> isOwn(image, other) && !isSameWay(image, other)),
                over(unit, this::isOther));
    }

    private boolean isOwn(int image, int other) {
        return image != other && units.get(image).equals(units.get(other));
    }

    private boolean isSameWay(int image, int other) {
        return parametrisations.get(image).equals(parametrisations.get(other));
    }

    @FunctionalInterface
    private interface Pair {
        boolean test(int image, int other);
    }

    private double over(int unit, Pair pair) {
        return IntStream.range(0, units.size())
                .filter(image -> units.get(image) == unit)
                .boxed()
                .flatMap(image -> IntStream.range(0, units.size())
                        .filter(other -> pair.test(image, other))
                        .mapToObj(other -> cosines[image][other]))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
