package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profiles;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

class SurgeryPropertiesTest {
    @Property(tries = 1000)
    void everyVisualizationOfAnyUnitIsAmbiguous(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Profile profile = Profiles.random(samples, d);
        PhiSet ties = profile.ties();
        if (ties.min().equals(ties.max())) {
            return;
        }
        PiecewiseAffine f0 = new PiecewiseAffine(d, profile.term().orElseThrow());
        Visualization phi = ties.sampled(seed);
        BigFraction h = phi.range().multiply(samples.innerShare()).multiply(Rationals.HALF);
        List<Point> inputs = Stream.generate(() -> samples.point(d)).limit(5).toList();
        GivenSurgery construction = GivenSurgery.of(f0, phi, h, inputs, Optional.empty(), seed);
        Point x = construction.surgery().x();
        WitnessPair pair = WitnessPair.of(FunctionClass.PAFF, construction);
        assertEquals(List.of(), ExactCheck.violationsButTies(pair));
        for (Point p : inputs) {
            assertEquals(f0.at(p), pair.f1().at(p));
            assertEquals(f0.at(p), pair.f2().at(p));
        }
        for (Point y : List.of(samples.point(d), samples.near(x), samples.near(phi.a()), samples.near(phi.b()))) {
            for (Unit unit : List.of(pair.f1(), pair.f2())) {
                Surd value = unit.at(y);
                assertEquals(ties.argmin().contains(y), value.compareTo(phi.min()) == 0);
                assertEquals(ties.argmax().contains(y), value.compareTo(phi.max()) == 0);
                assertTrue(value.compareTo(phi.min()) >= 0 && value.compareTo(phi.max()) <= 0);
            }
        }
    }

    @Property(tries = 1000)
    void anyBaseAndAnyPointServe(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Affine base = Profiles.affine(samples, d);
        Interval range = base.range();
        Point a = samples.point(d);
        Point b = samples.pointOff(d, a);
        Visualization phi = new Visualization(
                a, b, range.low().subtract(samples.innerShare()), range.high().add(samples.innerShare()));
        BigFraction h = phi.range().multiply(samples.innerShare()).multiply(Rationals.HALF);
        Point x = samples.pointOff(d, a);
        if (!x.equals(b)) {
            ConeSurgery construction = ConeSurgery.on(
                    base, range, Map.of(), PairRequest.of(phi, h).withX(x).withSeed(seed), true);
            WitnessPair pair = WitnessPair.of(FunctionClass.NN, construction);
            assertTrue(construction.field().isRangeProven());
            assertEquals(List.of(), ExactCheck.violations(pair));
        }
    }

    @Property(tries = 1000)
    void leastRiskIsKeptExactly(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        BigFraction h = new Samples(seed).innerShare();
        PairRequest request = PairRequest.sample(FunctionClass.ERM, d, h, seed);
        WitnessPair pair = WitnessFamily.of(FunctionClass.ERM).pair(request);
        RiskSurgery construction = (RiskSurgery) pair.construction();
        Dataset data = construction.data();
        for (Unit unit : List.of(construction.f0(), pair.f1(), pair.f2())) {
            assertEquals(data.leastRisk(), data.empiricalRisk(unit));
            data.meanLabels().forEach((input, mean) -> assertEquals(Surd.of(mean), unit.at(input)));
        }
        Unit other = new Affine(Point.zero(d).coordinates(), new Samples(seed).number());
        assertTrue(data.leastRisk().compareTo(data.empiricalRisk(other)) <= 0);
        assertTrue(construction.surgery().field().isRangeProven());
    }
}
