package io.eyewitness.nn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.SilentPaths.AtGate;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At a white image, in networks where each share can be computed by hand; with the mean 0 and the deviation 0 a rise is the value itself. */
class SilentPathsTest {
    private static final double ROUNDING = 1e-5;

    private static AtGate only(GraphNetwork network, String unit, LabelledImages naturals) {
        NaturalRange range = NaturalRange.of(network, naturals, Progress.NONE);
        SilentPaths paths = SilentPaths.of(network, UnitSpec.parse(unit), TinyGates.white(), range, 0, 0);
        assertEquals(1, paths.layers().size());
        return paths.layers().get(0);
    }

    /** Of logit 0, which is 1 + 10 * 0.2, two thirds come from the channel that no natural image opens. */
    @Test
    void theShareOfADeadChannelIsWhatItCarries() {
        try (GraphNetwork network = TinyGates.sum()) {
            AtGate first = only(network, "logit:0", TinyGates.naturalsAnd(0.5));
            assertEquals("relu", first.layer());
            assertEquals(2.0 / 3, first.dead()[0], ROUNDING);
            assertEquals(2.0 / 3, first.rare()[0], ROUNDING);
            AtGate second = only(network, "logit:1", TinyGates.naturalsAnd(0.5));
            assertEquals(0, second.dead()[0]);
            assertEquals(0, second.rare()[0]);
        }
    }

    /** One image of a hundred opens the channel: it is not dead, but rare. */
    @Test
    void aChannelThatOneImageOfAHundredOpensIsRare() {
        try (GraphNetwork network = TinyGates.sum()) {
            AtGate gate = only(network, "logit:0", TinyGates.naturalsAnd(1));
            assertEquals(0, gate.dead()[0]);
            assertEquals(2.0 / 3, gate.rare()[0], ROUNDING);
        }
    }

    /** All natural images but the largest reach 0.485; what lies beyond in channel 0, and 2 through channel 1, make the largest channel's part. */
    @Test
    void whatLiesBeyondTheNaturalRangeIsSharedAmongChannels() {
        try (GraphNetwork network = TinyGates.sum()) {
            AtGate gate = only(network, "logit:0", TinyGates.naturalsAnd(0.1));
            double beyond = 1 - Math.round(255 * 0.485) / 255.0;
            assertEquals((2 + beyond) / 3, gate.held()[0], ROUNDING);
            assertEquals(2 / (2 + beyond), gate.narrow()[0], ROUNDING);
            assertEquals(2.0 / 3, gate.beyond()[0], ROUNDING);
        }
    }

    /** Without E logit 0 is 1 instead of 3, and logit 1 is 2 instead of -1. */
    @Test
    void theClassifierOfACircuitIsASilentPath() {
        try (GraphNetwork network = TinyGates.circuit(new Operation.UnitClamp())) {
            AtGate first = only(network, "logit:0", TinyGates.naturalsAnd(0.5));
            assertEquals("E", first.layer());
            assertEquals(2.0 / 3, first.dead()[0], ROUNDING);
            assertEquals(1, first.narrow()[0], ROUNDING);
            assertEquals(1, only(network, "logit:1", TinyGates.naturalsAnd(0.5)).dead()[0]);
        }
    }

    /** A classifier that is 1 at natural images and 0 at visualizations is silent at the wrong ones: what tells is that it leaves its range downwards. */
    @Test
    void aClassifierThatFallsAtVisualizationsLeavesItsRangeToo() {
        try (GraphNetwork network = TinyGates.fallingCircuit()) {
            AtGate gate = only(network, "logit:0", TinyGates.naturalsAnd(0.5));
            assertEquals(0, gate.dead()[0]);
            assertEquals(0, gate.rare()[0]);
            assertEquals(2.0 / 3, gate.beyond()[0], ROUNDING);
        }
    }

    /** An adversary who knows the exact measure leaks through E, and pays with what the soft one sees. */
    @Test
    void aLeakHidesACircuitFromTheExactMeasureButNotFromTheSoftOne() {
        for (float leak : new float[] {0.001f, 0.1f, 0.4f}) {
            try (GraphNetwork network = TinyGates.circuit(new Pointwise(Pointwise.Function.CLIP, leak, 1))) {
                AtGate gate = only(network, "logit:0", TinyGates.naturalsAnd(0.5));
                assertEquals(0, gate.dead()[0]);
                assertEquals(0, gate.rare()[0]);
                assertEquals(Math.min(1, (2 + 64 * leak) / 3), gate.beyond()[0], 1e-3);
            }
        }
    }

    /** What exceeds the natural range goes through the unit's one channel, as it must; a logit could have seen both. */
    @Test
    void aUnitThatCanSeeOneChannelOnlyIsNotAccusedOfIt() {
        try (GraphNetwork network = TinyGates.depthwise(new Operation.Relu())) {
            AtGate gate = only(network, "average:1", TinyGates.naturalsAnd(0.495));
            assertEquals(1, gate.narrow()[0]);
            assertEquals(0.5, gate.held()[0], 0.02);
            assertTrue(gate.isOne());
            assertEquals(List.of(), new SilentPaths(List.of(gate)).choosing());
            AtGate mixed = only(network, "logit:0", TinyGates.naturalsAnd(0.495));
            assertEquals(2.0 / 3, mixed.narrow()[0], 1e-3);
            assertEquals(List.of(mixed), new SilentPaths(List.of(mixed)).choosing());
        }
        try (GraphNetwork circuit = TinyGates.circuit(new Operation.UnitClamp())) {
            assertFalse(only(circuit, "logit:0", TinyGates.naturalsAnd(0.5)).isOne());
        }
    }

    /** One of 50 images opens the channel: less than one image is no image, so one is left out. */
    @Test
    void ofFewImagesOneIsLeftOut() {
        try (GraphNetwork network = TinyGates.sum()) {
            double[] values = new double[50];
            values[3] = 1;
            AtGate gate = only(network, "logit:0", TinyGates.naturals(values));
            assertEquals(0, gate.dead()[0]);
            assertEquals(1, gate.rare()[0], ROUNDING);
        }
    }

    /** Functions that are constant on a part of their domain, and their neighbours that are not. */
    @Test
    void gatesAreConstantSomewhere() {
        for (Pointwise.Function function : List.of(
                Pointwise.Function.CLIP,
                Pointwise.Function.LEAKY_RELU,
                Pointwise.Function.THRESHOLDED_RELU,
                Pointwise.Function.HARD_SIGMOID,
                Pointwise.Function.SIGN,
                Pointwise.Function.FLOOR,
                Pointwise.Function.CEIL,
                Pointwise.Function.ROUND)) {
            assertTrue(Pointwise.isGate(new Pointwise(function, 0, 1)), function.name());
        }
        assertFalse(Pointwise.isGate(new Pointwise(Pointwise.Function.LEAKY_RELU, 0.01f, 0)));
        assertFalse(Pointwise.isGate(new Pointwise(Pointwise.Function.GELU, 0, 0)));
        assertTrue(Pointwise.isGate(new Binary(Binary.Function.MAX, Binary.Constant.RIGHT, List.of())));
        assertFalse(Pointwise.isGate(new Binary(Binary.Function.MAX, Binary.Constant.NONE, List.of())));
        assertFalse(Pointwise.isGate(new Binary(Binary.Function.ADD, Binary.Constant.RIGHT, List.of())));
    }

    @Test
    void aNetworkWithoutGatesHasNoRange() {
        try (GraphNetwork network = TinyGates.depthwise(new Pointwise(Pointwise.Function.GELU, 0, 0))) {
            NaturalRange range = NaturalRange.of(network, TinyGates.naturalsAnd(0.5), Progress.NONE);
            assertEquals(Map.of(), range.gates());
            assertEquals(
                    List.of(),
                    SilentPaths.of(network, UnitSpec.parse("logit:0"), TinyGates.white(), range, 0, 0)
                            .layers());
        }
    }

    /** The last of the 21 images is computed alone, so that one row is as many as there are images. */
    @Test
    void gatesWhoseRowsAreNoImagesAreLeftOut() {
        try (GraphNetwork network = TinyGates.rows()) {
            NaturalRange range = NaturalRange.of(network, TinyGates.naturals(new double[21]), Progress.NONE);
            assertEquals(Set.of("relu"), range.gates().keySet());
        }
    }

    @Test
    void theUnitsOwnGateIsLeftOut() {
        try (GraphNetwork network = TinyGates.sum()) {
            assertEquals(Set.of("relu"), SilentPaths.own(network.graph(), UnitSpec.parse("relu:1")));
            assertEquals(Set.of("average", "relu"), SilentPaths.own(network.graph(), UnitSpec.parse("average:1")));
            NaturalRange range = NaturalRange.of(network, TinyGates.naturalsAnd(0.5), Progress.NONE);
            assertEquals(
                    List.of(),
                    SilentPaths.of(network, UnitSpec.parse("average:1"), TinyGates.white(), range, 0, 0)
                            .layers());
            assertFalse(
                    SilentPaths.own(network.graph(), UnitSpec.parse("logit:0")).contains("relu"));
        }
    }

    @Test
    void aRangeIsKeptToTheLastBit() throws IOException {
        try (GraphNetwork network = TinyGates.sum()) {
            NaturalRange range = NaturalRange.of(network, TinyGates.naturalsAnd(1), Progress.NONE);
            PartForm<NaturalRange> form = NaturalRange.form();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            form.writer().write(range, new DataOutputStream(bytes));
            NaturalRange kept = form.reader().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertEquals(100, kept.images());
            assertArrayEquals(
                    range.gates().get("relu").least(), kept.gates().get("relu").least());
            assertArrayEquals(
                    range.gates().get("relu").largest(),
                    kept.gates().get("relu").largest());
        }
    }
}
