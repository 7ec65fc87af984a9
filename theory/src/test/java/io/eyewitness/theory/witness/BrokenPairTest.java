package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.ConeSurgery.Cone;
import io.eyewitness.theory.witness.ConeSurgery.ConeField;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Each construction broken in one place, and what the exact check says of it. */
class BrokenPairTest {
    private static final BigFraction H = BigFraction.of(1, 8);

    private static WitnessPair pair(FunctionClass row) {
        return WitnessFamily.of(row).pair(PairRequest.sample(row, 3, H, 5));
    }

    private static WitnessPair with(WitnessPair pair, Unit f1, Unit f2, Construction construction) {
        return new WitnessPair(pair.functionClass(), pair.phi(), f1, f2, pair.x(), pair.h(), construction);
    }

    private static WitnessPair with(WitnessPair pair, Construction construction) {
        return with(pair, construction.units().f1(), construction.units().f2(), construction);
    }

    private static void assertReported(WitnessPair pair, String part) {
        List<String> violations = ExactCheck.violations(pair);
        assertTrue(violations.stream().anyMatch(v -> v.contains(part)), () -> "reported " + violations);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AFF1", "CONST"})
    void swappedUnits(FunctionClass row) {
        WitnessPair pair = pair(row);
        assertEquals(List.of(), ExactCheck.violations(pair));
        assertReported(with(pair, pair.f2(), pair.f1(), pair.construction()), "more than h below");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AFF1", "CONST"})
    void largeH(FunctionClass row) {
        WitnessPair pair = pair(row);
        BigFraction half = pair.phi().range().multiply(Rationals.HALF);
        WitnessPair broken =
                new WitnessPair(row, pair.phi(), pair.f1(), pair.f2(), pair.x(), half, pair.construction());
        assertReported(broken, "h must be below R/2");
    }

    private static ConeSurgery cones(WitnessPair pair) {
        return pair.construction() instanceof RiskSurgery risk ? risk.surgery() : (ConeSurgery) pair.construction();
    }

    private static WitnessPair withCones(WitnessPair pair, ConeSurgery cones) {
        return with(
                pair, pair.construction() instanceof RiskSurgery risk ? new RiskSurgery(cones, risk.data()) : cones);
    }

    @ParameterizedTest
    @EnumSource(names = {"F", "NN", "PAFF", "ERM"})
    void wrongSignInSurgery(FunctionClass row) {
        WitnessPair pair = pair(row);
        ConeSurgery construction = cones(pair);
        Term f0 = construction.field().term();
        BigFraction steepness = pair.phi().range().divide(construction.surgery().radius());
        Term distance = new Cone(pair.x(), steepness.reciprocal(), BigFraction.ONE.negate()).term();
        Term wrong =
                Term.max(f0, Term.constant(pair.phi().max().subtract(pair.h())).minus(distance));
        Unit unit = construction.asNetworks() ? ReluCompiler.compile(wrong, 3) : new PiecewiseAffine(3, wrong);
        assertReported(with(pair, unit, pair.f2(), pair.construction()), "f1 is not the unit");
        assertReported(with(pair, unit, pair.f2(), pair.construction()), "f1 takes");
    }

    @ParameterizedTest
    @EnumSource(names = {"F", "NN", "PAFF", "ERM"})
    void ballThatReachesAnExtremiser(FunctionClass row) {
        WitnessPair pair = pair(row);
        ConeSurgery construction = cones(pair);
        LocalSurgery wide = new LocalSurgery(pair.phi(), pair.x(), BigFraction.of(4), pair.h());
        ConeSurgery broken =
                new ConeSurgery(construction.asNetworks(), construction.field(), wide, construction.protectedInputs());
        assertReported(withCones(pair, broken), "meets the cone");
    }

    @ParameterizedTest
    @EnumSource(names = {"F", "NN", "PAFF", "ERM"})
    void overlappingCones(FunctionClass row) {
        WitnessPair pair = pair(row);
        ConeSurgery construction = cones(pair);
        List<Cone> cones = new ArrayList<>(construction.field().cones());
        Cone first = cones.get(0);
        cones.set(0, new Cone(first.centre(), BigFraction.of(4), first.height()));
        ConeField field = new ConeField(
                construction.field().base(),
                construction.field().range(),
                construction.field().slope(),
                cones);
        ConeSurgery broken = new ConeSurgery(
                construction.asNetworks(), field, construction.surgery(), construction.protectedInputs());
        assertReported(withCones(pair, broken), "overlap");
    }

    private static ConeField withCone(ConeField field, int index, Cone cone) {
        List<Cone> cones = new ArrayList<>(field.cones());
        cones.set(index, cone);
        return new ConeField(field.base(), field.range(), field.slope(), cones);
    }

    private static void assertConesReported(WitnessPair pair, ConeSurgery broken, String part) {
        assertReported(withCones(pair, broken), part);
        assertTrue(broken.violations().stream().anyMatch(v -> v.contains(part)), part);
    }

    private static int further(ConeSurgery construction) {
        Visualization phi = construction.surgery().phi();
        List<Cone> cones = construction.field().cones();
        return IntStream.range(0, cones.size())
                .filter(i -> !cones.get(i).centre().equals(phi.a())
                        && !cones.get(i).centre().equals(phi.b()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void coneThatIsNotAsSteepAsTheBase() {
        WitnessPair pair = pair(FunctionClass.ERM);
        ConeSurgery construction = cones(pair);
        int index = further(construction);
        Cone cone = construction.field().cones().get(index);
        BigFraction low = construction.field().slope().multiply(cone.radius()).multiply(BigFraction.of(99, 100));
        ConeField field = withCone(construction.field(), index, new Cone(cone.centre(), cone.radius(), low));
        assertConesReported(
                pair,
                new ConeSurgery(
                        construction.asNetworks(), field, construction.surgery(), construction.protectedInputs()),
                "the cone at " + cone.centre() + " is not as steep as the base");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void apexThatReachesAnExtreme(boolean up) {
        WitnessPair pair = pair(FunctionClass.ERM);
        ConeSurgery construction = cones(pair);
        int index = further(construction);
        Cone cone = construction.field().cones().get(index);
        BigFraction extreme = up ? pair.phi().max() : pair.phi().min();
        BigFraction height =
                extreme.subtract(construction.field().base().at(cone.centre()).toRational());
        ConeField field = withCone(construction.field(), index, new Cone(cone.centre(), cone.radius(), height));
        assertConesReported(
                pair,
                new ConeSurgery(
                        construction.asNetworks(), field, construction.surgery(), construction.protectedInputs()),
                "f0 takes " + Rationals.text(extreme) + " at " + cone.centre() + ", not strictly between m and M");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rangeOfTheBaseThatReachesAnExtreme(boolean up) {
        WitnessPair pair = pair(FunctionClass.PAFF);
        ConeSurgery construction = cones(pair);
        Interval range = construction.field().range();
        Interval wide =
                range.hull(Interval.of(up ? pair.phi().max() : pair.phi().min()));
        ConeField field = new ConeField(
                construction.field().base(),
                wide,
                construction.field().slope(),
                construction.field().cones());
        assertConesReported(
                pair,
                new ConeSurgery(
                        construction.asNetworks(), field, construction.surgery(), construction.protectedInputs()),
                "the base's range " + wide + " must lie strictly between m and M");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void extremiserThatIsAProtectedInput(boolean up) {
        WitnessPair pair = pair(FunctionClass.PAFF);
        ConeSurgery construction = cones(pair);
        Point extremiser = up ? pair.phi().b() : pair.phi().a();
        assertConesReported(
                pair,
                new ConeSurgery(
                        construction.asNetworks(), construction.field(), construction.surgery(), List.of(extremiser)),
                "the " + (up ? "maximiser " : "minimiser ") + extremiser + " is a protected input");
    }

    @Test
    void labelThatIsMissed() {
        WitnessPair pair = pair(FunctionClass.ERM);
        RiskSurgery construction = (RiskSurgery) pair.construction();
        List<BigFraction> labels = new ArrayList<>(construction.data().labels());
        labels.set(0, labels.get(0).add(BigFraction.of(1, 1000)));
        Dataset data = new Dataset(construction.data().inputs(), labels);
        WitnessPair broken = with(pair, new RiskSurgery(construction.surgery(), data));
        assertReported(broken, "mean label");
        assertReported(broken, "f1 is not in F_ERM");
    }

    @Test
    void understatedSlopeOfTheBase() {
        WitnessPair pair = pair(FunctionClass.ERM);
        RiskSurgery construction = (RiskSurgery) pair.construction();
        ConeField field = construction.surgery().field();
        ConeField understated = new ConeField(field.base(), field.range(), BigFraction.ZERO, field.cones());
        ConeSurgery broken = new ConeSurgery(
                true,
                understated,
                construction.surgery().surgery(),
                construction.surgery().protectedInputs());
        assertReported(with(pair, new RiskSurgery(broken, construction.data())), "slope bound");
    }

    @ParameterizedTest
    @EnumSource(names = {"MONO", "CONV"})
    void blendAtTheEnd(FunctionClass row) {
        WitnessPair pair = pair(row);
        MonotoneOrConvexPair construction = (MonotoneOrConvexPair) pair.construction();
        MonotoneOrConvexPair broken = new MonotoneOrConvexPair(
                row,
                construction.up(),
                construction.down(),
                construction.high(),
                BigFraction.ZERO,
                pair.phi(),
                pair.x(),
                pair.h());
        assertReported(with(pair, broken), "strictly between 0 and 1");
        assertReported(with(pair, broken), "tie sets");
    }

    @Test
    void convexProfileThatBendsTooEarly() {
        WitnessPair pair = pair(FunctionClass.CONV);
        MonotoneOrConvexPair construction = (MonotoneOrConvexPair) pair.construction();
        MonotoneOrConvexPair broken = new MonotoneOrConvexPair(
                FunctionClass.CONV,
                construction.up(),
                construction.up(),
                construction.high(),
                construction.low(),
                pair.phi(),
                pair.x(),
                pair.h());
        assertReported(with(pair, broken), "more than h above");
    }

    @Test
    void monotoneProfileIsNotConvexAndAFallingOneNotMonotone() {
        WitnessPair pair = pair(FunctionClass.MONO);
        MonotoneOrConvexPair construction = (MonotoneOrConvexPair) pair.construction();
        MonotoneOrConvexPair asConvex = new MonotoneOrConvexPair(
                FunctionClass.CONV,
                construction.up(),
                construction.down(),
                construction.high(),
                construction.low(),
                pair.phi(),
                pair.x(),
                pair.h());
        Construction units = asConvex;
        WitnessPair broken =
                new WitnessPair(FunctionClass.CONV, pair.phi(), pair.f1(), pair.f2(), pair.x(), pair.h(), units);
        assertReported(broken, "f1 is not in F_Conv");
        Profile up = (Profile) pair.f1();
        Affine falling = new Affine(
                up.inner().weights().stream().map(BigFraction::negate).toList(), BigFraction.ONE);
        assertReported(with(pair, new Profile(falling, up.knots()), pair.f2(), construction), "f1 is not in F_Mono");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void lipschitzBlendAtTheEnd(int t) {
        WitnessPair pair = pair(FunctionClass.LIP);
        LipschitzEnvelope envelope = ((LipschitzPair) pair.construction()).envelope();
        Unit end = new LipschitzBlend(envelope, BigFraction.of(t));
        assertReported(
                t == 0
                        ? with(pair, pair.f1(), end, pair.construction())
                        : with(pair, end, pair.f2(), pair.construction()),
                "tie sets");
    }

    @Test
    void lipschitzConstantOnePercentTooLarge() {
        WitnessPair pair = pair(FunctionClass.LIP);
        LipschitzBlend blend = (LipschitzBlend) pair.f1();
        LipschitzEnvelope envelope = blend.envelope();
        LipschitzEnvelope steeper = new LipschitzEnvelope(
                pair.phi(), envelope.lipschitz().multiply(BigFraction.of(101, 100)), envelope.norm());
        WitnessPair broken = with(pair, new LipschitzBlend(steeper, blend.t()), pair.f2(), pair.construction());
        assertReported(broken, "f1 is not in F_Lip");
    }

    @Test
    void wrongWeight() {
        WitnessPair pair = pair(FunctionClass.AFF);
        Affine affine = (Affine) pair.f1();
        List<BigFraction> weights = new ArrayList<>(affine.weights());
        weights.set(2, BigFraction.ZERO);
        Unit wrong = new Affine(weights, affine.bias());
        assertReported(with(pair, wrong, pair.f2(), pair.construction()), "tie sets");
        AffinePair large = new AffinePair(pair.phi(), BigFraction.of(1, 3), pair.h());
        assertReported(with(pair, large), "eR must be at most h");
    }

    @Test
    void ballOfTheStrongFormThatIsTooWide() {
        PiecewiseAffine mean = new PiecewiseAffine(3, Affine.mean(3).body());
        Visualization phi = new Visualization(Point.zero(3), Point.one(3), BigFraction.ZERO, BigFraction.ONE);
        GivenSurgery construction = GivenSurgery.of(mean, phi, H, List.of(), Optional.empty(), 1);
        LocalSurgery surgery = construction.surgery();
        assertEquals(List.of(), construction.violations());
        assertEquals(List.of(), construction.assumptions());
        LocalSurgery wide = new LocalSurgery(phi, surgery.x(), BigFraction.of(9), H);
        assertTrue(new GivenSurgery(mean, wide, List.of()).violations().get(0).contains("may reach m or M"));
        assertTrue(new GivenSurgery(mean, surgery, List.of(surgery.x()))
                .violations()
                .get(0)
                .contains("protected input"));
    }

    @Test
    void rangeThatIsTakenOnTrustIsAnAssumption() {
        RiskSurgery construction = (RiskSurgery) pair(FunctionClass.ERM).construction();
        ConeField field = construction.surgery().field();
        Interval narrow = Interval.of(field.range().low());
        ConeField trusted = new ConeField(field.base(), narrow, field.slope(), field.cones());
        ConeSurgery surgery = new ConeSurgery(
                true,
                trusted,
                construction.surgery().surgery(),
                construction.surgery().protectedInputs());
        assertEquals(List.of(), construction.assumptions());
        assertEquals(List.of(trusted.rangeClaim()), new RiskSurgery(surgery, construction.data()).assumptions());
        assertTrue(surgery.violations().stream().anyMatch(v -> v.contains("outside")));
    }

    @Test
    void constructionOfAnotherClass() {
        WitnessPair pair = pair(FunctionClass.PAFF);
        WitnessPair broken = new WitnessPair(
                FunctionClass.NN, pair.phi(), pair.f1(), pair.f2(), pair.x(), pair.h(), pair.construction());
        assertReported(broken, "does not prove a pair of F_NN");
        assertReported(broken, "f1 is not in F_NN");
        Point elsewhere = pair.phi().a().mid(pair.phi().b());
        assertFalse(ExactCheck.violations(new WitnessPair(
                        FunctionClass.PAFF, pair.phi(), pair.f1(), pair.f2(), elsewhere, pair.h(), pair.construction()))
                .isEmpty());
    }
}
