package io.eyewitness.nn.certify;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What examples decide of a unit f, of which its visualization tells the largest and the smallest value. The middle of these is a guess that errs by no
 * more than half of their difference; an example q decides on which side of the middle f(x) lies if x is nearer to q than |f(q) - middle| /
 * L, for any L that is no smaller than the Lipschitz constant.
 */
final class Decisions {
    private final CertifiedUnit unit;
    private final double middle;
    private final double[] values;
    private final double[] tested;
    private final double[] needed;
    private final boolean[] wrong;

    /**
     * The decisions about some test images.
     *
     * @param unit with its certified L
     * @param middle of the visualization's values
     * @param values of the unit at the examples
     * @param tested values of the unit at the test images
     */
    Decisions(CertifiedUnit unit, double middle, double[] values, double[] tested) {
        this.unit = unit;
        this.middle = middle;
        this.values = values;
        this.tested = tested;
        needed = new double[tested.length];
        wrong = new boolean[tested.length];
    }

    /**
     * Makes all decisions.
     *
     * @param units the units that are decided
     * @param progress is told of each test image
     * @return for each test image the distance to the nearest example
     */
    static double[] make(Iterable<Decisions> units, LabelledImages examples, LabelledImages tests, Progress progress) {
        Distances distances = new Distances(examples);
        double[] nearest = new double[tests.size()];
        for (int image = 0; image < nearest.length; image++) {
            double[] to = distances.to(tests, image);
            nearest[image] = StatUtils.min(to);
            for (Decisions decisions : units) {
                decisions.decide(image, to);
            }
            progress.finished(1);
        }
        return nearest;
    }

    private void decide(int image, double... distances) {
        for (int example = 0; example < values.length; example++) {
            double difference = Math.abs(values[example] - middle);
            double enough = difference == 0 ? 0 : difference / distances[example];
            needed[image] = Math.max(needed[image], enough);
            wrong[image] |= enough > unit.upper() && values[example] > middle != tested[image] > middle;
        }
    }

    CertifiedUnit unit() {
        return unit;
    }

    /** How many test images some example decides wrongly: none, if the certified L is a bound. */
    int wrong() {
        return (int) IntStream.range(0, wrong.length).filter(this::isWrong).count();
    }

    /** Whether some example decides a test image wrongly. */
    boolean isWrong(int image) {
        return wrong[image];
    }

    /** Whether some example decides a test image. */
    boolean isDecided(int image) {
        return needed[image] > unit.upper();
    }

    /** The median of the examples' radii. */
    double radius() {
        return StatUtils.percentile(
                        Arrays.stream(values)
                                .map(value -> Math.abs(value - middle))
                                .toArray(),
                        50)
                / unit.upper();
    }

    /** For each test image the largest L with which some example decides. */
    double[] needed() {
        return needed.clone();
    }

    /** The share of the test images that are decided with an L. */
    double share(double constant) {
        return Arrays.stream(needed).filter(enough -> enough > constant).count() / (double) needed.length;
    }

    /** The share of the test images whose values are above the middle. */
    double above() {
        return Arrays.stream(tested).filter(value -> value > middle).count() / (double) tested.length;
    }
}
