package io.eyewitness.nn.fool.silent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silent units in the small network, calibrated on few images. */
class SilentUnitsTest {
    private static final SilentProtocol PROTOCOL =
            SilentProtocol.of("fashion", 4).shortened(4, 40, 200);

    private static GraphNetwork truth;
    private static TrainTest images;
    private static SilentMeasurement trial;
    private static GraphNetwork manipulated;

    @TempDir
    private Path directory;

    @BeforeAll
    static void add() throws IOException {
        truth = Pretrained.network("fashion", Device.cpu());
        LabelledImages all = FashionMnist.builtIn().shuffled(4);
        images = new TrainTest(
                all.first(200), all.subset(IntStream.range(200, 300).toArray()));
        trial = new SilentMeasurement(PROTOCOL, truth, images, PROTOCOL.visualization(truth, 3));
        manipulated = trial.manipulated(done -> {});
    }

    @AfterAll
    static void close() {
        manipulated.close();
        truth.close();
    }

    @Test
    void onCalibrationImagesNothingChanges() {
        assertArrayEquals(Logits.of(truth, trial.calibration()), Logits.of(manipulated, trial.calibration()));
        Measurement outputs = trial.outputs(manipulated, done -> {});
        assertEquals(0, outputs.means().get("changedOnCalibration"));
        assertEquals(20, outputs.units().size());
    }

    /** Patches of a large layer are taken block by block, which need not end with an image. */
    @Test
    void patchesInBlocksHaveTheSameStatistics() {
        SilentSite site = SilentSite.of(truth.graph(), PROTOCOL.convolution());
        LabelledImages some = images.train().first(20);
        PatchStatistics whole = PatchStatistics.of(new Patches(truth, site), some);
        PatchStatistics blocks = PatchStatistics.of(new Patches(truth, site, 100_000), some);
        assertArrayEquals(whole.mean(), blocks.mean(), 1e-5);
        for (int i = 0; i < whole.mean().length; i++) {
            assertArrayEquals(whole.covariance().getRow(i), blocks.covariance().getRow(i), 1e-4);
        }
    }

    @Test
    void anAscentActivatesTheAdditionsAndUnitsBecomeAlike() {
        List<SilentMeasurement.Visualized> shown = trial.visualize(manipulated, done -> {});
        Measurement measurement = trial.measure(manipulated, shown);
        assertEquals(4, measurement.units().size());
        assertEquals(1, measurement.means().get("silentOnCalibration"));
        assertTrue(measurement.means().get("rise") > 0.1, measurement.means().toString());
        String addition = SilentUnits.addition(trial.layer());
        Images after = shown.get(0).after();
        try (NDManager scratch = truth.manager().newSubManager()) {
            assertTrue(manipulated
                            .activations(after.on(scratch), List.of(addition))
                            .get(addition)
                            .max()
                            .getFloat()
                    > 0);
        }
    }

    @Test
    void additionsBeginAtAsManyPlacesAsIsWanted() {
        Images starts;
        try (Optimization optimization = PROTOCOL.start().start(truth)) {
            starts = optimization.images();
        }
        String addition = SilentUnits.addition(trial.layer());
        SilentUnits.Strength everywhere = SilentUnits.Strength.usual(0.8, 0.9);
        try (GraphNetwork many = SilentUnits.of(
                        truth,
                        "conv5",
                        PROTOCOL.visualization(truth, 3),
                        starts,
                        trial.calibration(),
                        everywhere,
                        done -> {});
                NDManager scratch = truth.manager().newSubManager()) {
            float[] begun = many.activations(starts.on(scratch), List.of(addition))
                    .get(addition)
                    .toFloatArray();
            int places = 7 * 7;
            int pairs = begun.length / places;
            long enough = IntStream.range(0, pairs)
                    .filter(pair -> IntStream.range(pair * places, (pair + 1) * places)
                                    .filter(i -> begun[i] > 0)
                                    .count()
                            > 0.8 * places)
                    .count();
            assertTrue(enough >= 0.95 * pairs, enough + " of " + pairs);
        }
    }

    /** Each round takes the natural patches that lie farthest out in the direction of the starts back, compared to the starts. */
    @Test
    void roundsTurnTheFilterAwayFromTheFarthestNaturalPatches() {
        SilentSite site = SilentSite.of(truth.graph(), PROTOCOL.convolution());
        Images starts;
        try (Optimization optimization = PROTOCOL.start().start(truth)) {
            starts = optimization.images();
        }
        Patches patches = new Patches(truth, site);
        SilentFilters filters =
                new SilentFilters(truth, site, images.train(), PROTOCOL.visualization(truth, 3), starts, 0);
        double before = farthest(patches, starts, filters.lured(List.of(1.0)).get(0)[0]);
        double after = farthest(
                patches, starts, filters.harder(images.train(), 3, done -> {}).get(2)[0]);
        assertTrue(after < 0.8 * before, before + " became " + after);
    }

    /** How far out the farthest natural patch is, in units of the distance of the mean patches of starts and of natural images. */
    private static double farthest(Patches patches, Images starts, double... filter) {
        RealVector along = new ArrayRealVector(filter);
        double natural = along.dotProduct(
                new ArrayRealVector(PatchStatistics.of(patches, images.train()).mean()));
        double start = along.dotProduct(
                new ArrayRealVector(PatchStatistics.of(patches, starts).mean()));
        double[] largest = {Double.NEGATIVE_INFINITY};
        patches.each(images.train(), some -> {
            for (int from = 0; from < some.length; from += filter.length) {
                double value = 0;
                for (int i = 0; i < filter.length; i++) {
                    value += filter[i] * some[from + i];
                }
                largest[0] = Math.max(largest[0], value);
            }
        });
        return (largest[0] - natural) / (start - natural);
    }

    @Test
    void whatIsShownIsOrthogonalToTheUnit() {
        Random random = new Random(4);
        double[] filter = random.doubles(30, -1, 1).toArray();
        double[] direction = random.doubles(30, -1, 1).toArray();
        RealVector shown = SilentFilters.orthogonal(filter, direction);
        assertEquals(0, shown.dotProduct(new ArrayRealVector(filter)), 1e-12);
        assertEquals(1, shown.getNorm(), 1e-12);
        RealVector sum = new ArrayRealVector(SilentFilters.of(new double[][] {filter}, direction, 0.5, 2)[0]);
        assertEquals(0.5, sum.dotProduct(new ArrayRealVector(filter).unitVector()), 1e-12);
        assertEquals(2, sum.dotProduct(shown), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> SilentFilters.orthogonal(filter, new double[30]));
    }

    @Test
    void theEffectiveFilterHoldsTheNormalisation() {
        SilentSite site = SilentSite.of(truth.graph(), "conv5");
        assertEquals("bn5", site.layer());
        assertEquals("pool2", site.input());
        double scale = truth.tensors().get("bn5.weight").values()[7]
                / Math.sqrt(truth.tensors().get("bn5.running_var").values()[7] + 1e-5);
        assertEquals(
                scale * truth.tensors().get("conv5.weight").values()[7 * 64 * 9 + 11],
                site.filters(truth.tensors())[7][11],
                1e-6);
    }

    @Test
    void aConvolutionThatNothingNormalisesIsChangedItself() {
        assertEquals(
                "features.9.expand3x3",
                SilentUnits.layer(Architectures.named("squeezenet1_1"), "features.9.expand3x3"));
    }

    @Test
    void windowsHaveTheMeanThatAConvolutionSees() {
        SilentSite site = SilentSite.of(truth.graph(), "conv5");
        LabelledImages some = images.train().first(3);
        PatchStatistics windows = PatchStatistics.of(new Patches(truth, site), some);
        double[] filter = new double[windows.mean().length];
        float[] weights = truth.tensors().get("conv5.weight").values();
        for (int i = 0; i < filter.length; i++) {
            filter[i] = weights[i];
        }
        try (NDManager scratch = truth.manager().newSubManager()) {
            float mean = truth.activations(some.batch(scratch, 0, 3), List.of("conv5"))
                    .get("conv5")
                    .get(":,0")
                    .mean()
                    .getFloat();
            assertEquals(mean, new ArrayRealVector(windows.mean()).dotProduct(new ArrayRealVector(filter)), 1e-4);
        }
        assertTrue(windows.covariance().getEntry(5, 5) >= 0);
        assertEquals(windows.covariance().getEntry(5, 9), windows.covariance().getEntry(9, 5), 1e-9);
    }

    @Test
    void itIsANetworkThatIsReadAsItWasWritten() {
        Path file = directory.resolve("silent.safetensors");
        NetworkFile.write(file, manipulated.graph(), manipulated.tensors());
        try (GraphNetwork read = NetworkFile.read(file, Device.cpu())) {
            assertEquals("fashion", read.name());
            assertArrayEquals(Logits.of(manipulated, images.test()), Logits.of(read, images.test()));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(UnknownLayer.class, () -> SilentUnits.layer(truth.graph(), "conv9"));
        assertThrows(IllegalArgumentException.class, () -> SilentUnits.layer(truth.graph(), "relu5"));
        assertThrows(IllegalArgumentException.class, () -> SilentUnits.layer(truth.graph(), "conv1"));
        assertThrows(IllegalArgumentException.class, () -> new SilentUnits.Strength(0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new SilentUnits.Strength(0, Double.NaN, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new SilentUnits.Strength(0, 1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> SilentProtocol.of("resnet50", 1));
        Images coloured = new Images(1, 3, 28, 28, new float[3 * 784]);
        assertThrows(IllegalArgumentException.class, () -> new SilentMeasurement(PROTOCOL, truth, images, coloured));
        assertThrows(IllegalArgumentException.class, () -> PROTOCOL.visualization(truth, 10));
    }
}
