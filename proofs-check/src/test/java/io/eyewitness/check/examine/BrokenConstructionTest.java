package io.eyewitness.check.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.gate.GoodEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.MonotoneOrConvexPair;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each construction broken once, in every pair of its row: the gate names the cells of that row, and no other. */
class BrokenConstructionTest {
    @ParameterizedTest
    @EnumSource(names = {"F", "NN", "ERM", "PAFF"})
    void aWrongSignInSurgery(FunctionClass row) {
        assertNamed(row, "f1 takes", pair -> withFirst(pair, wrongSign(pair)));
    }

    private static Unit wrongSign(WitnessPair pair) {
        ConeSurgery construction =
                pair.construction() instanceof RiskSurgery risk ? risk.surgery() : (ConeSurgery) pair.construction();
        BigFraction steepness = pair.phi().range().divide(construction.surgery().radius());
        Term rising = Term.constant(pair.phi().max().subtract(pair.h()))
                .plus(Coordinates.l1Distance(pair.x()).times(steepness));
        Term wrong = Term.max(construction.field().term(), rising);
        int dimension = pair.phi().dimension();
        return construction.asNetworks()
                ? ReluCompiler.compile(wrong, dimension)
                : new PiecewiseAffine(dimension, wrong);
    }

    @ParameterizedTest
    @EnumSource(names = {"MONO", "CONV"})
    void aBlendAtItsEnd(FunctionClass row) {
        assertNamed(row, "the tie sets of f1 and f2 differ", pair -> {
            MonotoneOrConvexPair construction = (MonotoneOrConvexPair) pair.construction();
            return withSecond(pair, construction.blend(BigFraction.ZERO));
        });
    }

    @Test
    void aLipschitzConstantThatIsOnePercentTooLarge() {
        assertNamed(FunctionClass.LIP, "f1 is not in F_Lip", pair -> {
            LipschitzEnvelope envelope = ((LipschitzPair) pair.construction()).envelope();
            LipschitzEnvelope steeper = new LipschitzEnvelope(
                    envelope.phi(), envelope.lipschitz().multiply(BigFraction.of(101, 100)), envelope.norm());
            return withFirst(pair, new LipschitzBlend(steeper, ((LipschitzBlend) pair.f1()).t()));
        });
    }

    @Test
    void aConvexProfileWithNEqualToOne() {
        assertNamed(FunctionClass.CONV, "f2 is more than h above", pair -> {
            MonotoneOrConvexPair construction = (MonotoneOrConvexPair) pair.construction();
            MonotoneOrConvexPair flat = new MonotoneOrConvexPair(
                    construction.functionClass(),
                    construction.up(),
                    construction.up(),
                    construction.high(),
                    construction.low(),
                    construction.phi(),
                    construction.x(),
                    construction.h());
            return withSecond(pair, flat.units().f2());
        });
    }

    @Test
    void aWrongWeight() {
        assertNamed(FunctionClass.AFF, "f1 does not have the visualization", pair -> {
            Affine unit = (Affine) pair.f1();
            List<BigFraction> weights = new ArrayList<>(unit.weights());
            weights.set(1, weights.get(1).multiply(BigFraction.of(3, 2)));
            return withFirst(pair, new Affine(weights, unit.bias()));
        });
    }

    @Test
    void aWrongWeightInANetwork() {
        assertNamed(FunctionClass.NN, "f1 does not take m", pair -> {
            ReluNetwork network = (ReluNetwork) pair.f1();
            ReluNetwork.Neuron output = network.output();
            ReluNetwork.Neuron shifted =
                    new ReluNetwork.Neuron(output.weights(), output.bias().add(BigFraction.of(1, 1_000_000)));
            return withFirst(pair, new ReluNetwork(network.dimension(), network.hidden(), shifted));
        });
    }

    @Test
    void aKneeInTheMonotoneProfile() {
        assertNamed(FunctionClass.MONO, "f1 is not in F_Mono", pair -> {
            Profile profile = (Profile) pair.f1();
            List<Profile.Knot> knots = new ArrayList<>(profile.knots());
            Profile.Knot last = knots.get(knots.size() - 1);
            Profile.Knot before = knots.get(knots.size() - 2);
            BigFraction between = Rationals.mid(before.argument(), last.argument());
            knots.add(knots.size() - 1, new Profile.Knot(between, before.value().subtract(BigFraction.of(1, 1024))));
            return withFirst(pair, new Profile(profile.inner(), knots));
        });
    }

    private static void assertNamed(FunctionClass row, String reason, UnaryOperator<WitnessPair> breakage) {
        List<Finding> broken = witnesses(row)
                .map(evidence -> new WitnessEvidence(evidence.id(), breakage.apply(evidence.pair())))
                .map(GoodEvidence::examine)
                .toList();
        broken.forEach(finding -> assertTrue(
                finding.failures().stream().anyMatch(failure -> failure.contains(reason)),
                finding.id() + " " + finding.failures()));
        Set<String> named = GoodEvidence.failures(broken);
        assertEquals(GoodEvidence.restingOn("witness:" + row), named);
        assertEquals(
                Set.of(),
                named.stream()
                        .filter(id -> !id.startsWith("claim:" + row + ".") && !id.startsWith("claim:theorem"))
                        .collect(Collectors.toSet()));
    }

    private static Stream<WitnessEvidence> witnesses(FunctionClass row) {
        return GoodEvidence.evidence().stream()
                .filter(WitnessEvidence.class::isInstance)
                .map(WitnessEvidence.class::cast)
                .filter(evidence -> evidence.pair().functionClass() == row);
    }

    private static WitnessPair withFirst(WitnessPair pair, Unit f1) {
        return new WitnessPair(
                pair.functionClass(), pair.phi(), f1, pair.f2(), pair.x(), pair.h(), pair.construction());
    }

    private static WitnessPair withSecond(WitnessPair pair, Unit f2) {
        return new WitnessPair(
                pair.functionClass(), pair.phi(), pair.f1(), f2, pair.x(), pair.h(), pair.construction());
    }
}
