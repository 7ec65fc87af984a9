package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Point;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A point with a weight.
 *
 * @param at the point
 * @param weight the weight
 */
public record Share(Point at, BigFraction weight) {
    /** The sum of the points, each times its weight; of at least one. */
    public static Point mean(List<Share> shares) {
        return shares.stream()
                .map(share -> share.at().scale(share.weight()))
                .reduce(Point::plus)
                .orElseThrow(() -> new IllegalArgumentException("the mean of no points"));
    }
}
