package io.eyewitness.nn.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The similarity of a unit's visualization and natural images at a layer, as mean cosines of Gram matrices.
 *
 * @param withExamples of the unit's optimised image and its top natural images
 * @param amongExamples of its top natural images among each other
 * @param ofOthers of its top natural images and natural images drawn at random
 */
record Overlap(double withExamples, double amongExamples, double ofOthers) {
    private static final int EXAMPLES = 9;

    static Overlap of(Setup setup, NaturalStatistics naturals, int channel, Images image, Random random) {
        int[] others = random.ints(EXAMPLES, 0, naturals.size()).toArray();
        try (NDManager scratch = setup.network().manager().newSubManager()) {
            NDArray all = NDArrays.concat(new NDList(
                    image.on(scratch),
                    naturals.batch(scratch, naturals.top(channel, EXAMPLES)),
                    naturals.batch(scratch, others)));
            double[][] cosines = ImageMetrics.gramCosines(setup.network(), setup.layer(), all);
            return new Overlap(
                    mean(cosines, 0, 1, 1, 1 + EXAMPLES),
                    mean(cosines, 1, 1 + EXAMPLES, 1, 1 + EXAMPLES),
                    mean(cosines, 1, 1 + EXAMPLES, 1 + EXAMPLES, 1 + 2 * EXAMPLES));
        }
    }

    private static double mean(double[][] cosines, int fromRow, int toRow, int fromColumn, int toColumn) {
        return IntStream.range(fromRow, toRow)
                .boxed()
                .flatMapToDouble(row -> IntStream.range(fromColumn, toColumn)
                        .filter(column -> column != row)
                        .mapToDouble(column -> cosines[row][column]))
                .average()
                .orElseThrow();
    }
}
