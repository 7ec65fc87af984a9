package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.ForwardingNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps whose numbers are read together are those that are read one by one. */
class StepsAheadTest {
    private static final int STEPS = 40;

    private static Network fashion;

    @BeforeAll
    static void open() throws IOException {
        fashion = Pretrained.network("fashion", Device.cpu());
    }

    @AfterAll
    static void close() {
        fashion.close();
    }

    private static VisualizationSpec ascent(String... units) {
        return VisualizationSpec.ofEach(List.of(units).stream()
                        .map(unit -> UnitSpec.parse(unit).objective())
                        .toList())
                .withTransforms(Transforms.robust(28))
                .withSize(28)
                .withSteps(STEPS)
                .withSeed(3);
    }

    /** What an optimization made, each step with a look. */
    private static void assertSame(VisualizationSpec ascent, Network network) {
        List<float[]> one = new ArrayList<>();
        List<float[]> together = new ArrayList<>();
        try (Optimization careful = ascent.start(network);
                Optimization ahead = ascent.start(network)) {
            while (careful.step() < ascent.steps()) {
                one.add(careful.advance());
            }
            ahead.run(together::add);
            assertEquals(careful.state(), ahead.state());
            assertEquals(ascent.steps(), ahead.step());
        }
        assertEquals(one.size(), together.size());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i), together.get(i), "step " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logit:3",
                "-logit:3",
                "relu5:7",
                "relu5",
                "probability:1",
                "-probability:1",
                "logit:3+0.5*relu5:2",
                "probability:1+relu5:2"
            })
    void onePicture(String unit) {
        assertSame(ascent(unit), fashion);
    }

    @Test
    void manyPictures() {
        assertSame(ascent("logit:1", "relu5:7", "probability:2", "logit:3+relu5:2"), fashion);
        assertSame(ascent("logit:1+relu5:1").withBatch(2), fashion);
    }

    /** Three gates, open at grey, open at bright pixels, and never, as those of {@link DeadZoneTest}; the last two are closed at the start. */
    @ParameterizedTest
    @ValueSource(
            strings = {"gate:0", "gate:1", "gate:2", "gate:1+gate:0", "gate:1,2,3+conv1:0", "second:0+gate:0", "-gate:0"
            })
    void closedUnits(String unit) {
        try (GraphNetwork gates = DeadZoneTest.gates()) {
            for (String transforms : List.of("none", "jitter:1", "scale:0.9:1.1")) {
                VisualizationSpec ascent = ascent(unit)
                        .withSize(6)
                        .withTransforms(Transforms.parse(transforms))
                        .withSteps(60);
                assertSame(ascent, gates);
                assertSame(ascent.withParametrisation(new Parametrisation.Pixel()), gates);
            }
            assertSame(ascent(unit, "gate:0").withSize(6).withTransforms(Transforms.none()), gates);
        }
    }

    /** The logarithm ends where the logit is at its limit, which is some steps away from the start and not in the first block. */
    @Test
    void aFaultIsAtItsOwnStep() {
        Objective.logit(3);
        float[] first = ascent("logit:3").start(fashion).advance();
        Objective logarithm = new Objective("log", Set.of(Network.LOGITS), seen -> {
            var logit = Objective.logit(3).of(seen);
            return logit.add(logit.sub(first[0] + 6)
                    .neg()
                    .log()
                    .mul(seen.image().getManager().create(0f)));
        });
        VisualizationSpec ascent = VisualizationSpec.of(logarithm)
                .withTransforms(Transforms.none())
                .withSize(28)
                .withSteps(STEPS)
                .withSeed(3);
        try (Optimization careful = ascent.start(fashion);
                Optimization ahead = ascent.start(fashion)) {
            String one = fault(() -> {
                while (careful.step() < STEPS) {
                    careful.advance();
                }
            });
            assertTrue(careful.step() > 3, "the fault is at step " + careful.step());
            assertEquals(one, fault(() -> ahead.run(values -> {})));
            assertEquals(careful.step(), ahead.step());
            Map<String, Tensor> state = careful.state();
            assertEquals(state, ahead.state());
        }
    }

    /** Counts what it is asked; takes a time for what is not read, if it gives that at all. */
    private static final class Asked extends ForwardingNetwork {
        private final boolean isUnreadOffered;
        private int activations;
        private int unread;
        private long millis;

        Asked(Network network, boolean isUnreadOffered) {
            super(network);
            this.isUnreadOffered = isUnreadOffered;
        }

        @Override
        public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
            activations++;
            return super.activations(images, layers);
        }

        @Override
        public Optional<Map<String, NDArray>> unread(NDArray images, Collection<String> layers) {
            unread++;
            LockSupport.parkNanos(millis * 1_000_000);
            return isUnreadOffered ? network().unread(images, layers) : Optional.empty();
        }

        @Override
        public Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
            return network().redirected(images, slopes);
        }
    }

    @Test
    void aNetworkThatIsReadIsAskedOnceWhetherItHasToBe() {
        Asked read = new Asked(fashion, false);
        try (Optimization ahead = ascent("logit:3").start(read)) {
            ahead.run(values -> {});
        }
        assertEquals(STEPS, read.activations);
        assertEquals(1, read.unread);
    }

    /**
     * The logit is soon the largest, and each step of its sum with a unit then needs a look; so blocks are made in vain. After each at least
     * twice as many steps are made with a look, or all that are left.
     */
    @Test
    void stepsAreSeldomMadeInVain() {
        Asked sum = new Asked(fashion, true);
        int alone = 0;
        int together = 0;
        try (Optimization ahead =
                ascent("logit:3+0.5*relu5:2").withSteps(4 * STEPS).start(sum)) {
            while (ahead.step() < 4 * STEPS) {
                int steps = ahead.advance(4 * STEPS).size();
                alone += steps == 1 ? 1 : 0;
                together += steps == 1 ? 0 : steps;
            }
        }
        int vain = sum.unread - together;
        assertTrue(alone > 2 * STEPS, alone + " steps were made with a look");
        assertTrue(
                vain > 0 && vain <= alone / 2 + 16, vain + " steps were made in vain, and " + alone + " with a look");
    }

    @Test
    void fewerStepsAreMadeAheadWhereTheyTakeLonger() {
        Asked slow = new Asked(fashion, true);
        try (Optimization ahead = ascent("logit:3")
                .withSteps(10 * STEPS)
                .withTransforms(Transforms.none())
                .start(slow)) {
            for (int steps = 0; steps < 16; steps = ahead.advance(STEPS).size()) {
                assertTrue(ahead.step() < 5 * STEPS, "16 steps are never made ahead");
            }
            slow.millis = 60;
            assertEquals(16, ahead.advance(STEPS).size());
            assertTrue(ahead.advance(STEPS).size() <= 8);
        }
    }

    private static String fault(Runnable run) {
        return assertThrows(Optimization.Diverged.class, run::run).getMessage();
    }
}
