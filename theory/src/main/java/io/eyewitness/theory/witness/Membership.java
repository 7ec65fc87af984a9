package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Whether a unit belongs to a class, decided exactly from its structure. Source: theory.md section 3. */
public final class Membership {
    private Membership() {}

    /** Any unit here is continuous on a compact set and has a minimum and a maximum; one with a term is piecewise affine. */
    static boolean isPiecewiseAffine(Unit unit) {
        return unit.term().isPresent();
    }

    static boolean isNetwork(Unit unit) {
        return unit instanceof ReluNetwork;
    }

    /** A network of the least empirical risk. */
    static boolean hasLeastRisk(Evaluated evaluated, Dataset data) {
        return isNetwork(evaluated.unit()) && data.empiricalRisk(evaluated::at).equals(data.leastRisk());
    }

    /** A non-decreasing profile of a non-decreasing function (M1, M3). */
    public static boolean isMonotone(Unit unit) {
        if (unit instanceof Affine affine) {
            return isNonNegative(affine.weights());
        }
        return unit instanceof Profile profile
                && isNonNegative(profile.slopes())
                && isNonNegative(profile.inner().weights());
    }

    /** An affine unit, or a profile with non-decreasing slopes (C1). */
    public static boolean isConvex(Unit unit) {
        if (unit instanceof Profile profile) {
            List<BigFraction> slopes = profile.slopes();
            return IntStream.range(1, slopes.size())
                    .allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) <= 0);
        }
        return unit instanceof Affine;
    }

    /** A blend of an envelope for the same norm and at most this L (L2a). */
    public static boolean isLipschitz(Unit unit, BigFraction lipschitz, Norm norm) {
        return unit instanceof LipschitzBlend blend
                && blend.envelope().norm() == norm
                && blend.envelope().lipschitz().compareTo(lipschitz) <= 0;
    }

    private static boolean isNonNegative(List<BigFraction> values) {
        return values.stream().allMatch(value -> value.signum() >= 0);
    }
}
