package io.eyewitness.nn.cli;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.LatentImage;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a visualization. */
final class VisualizationOptions {
    private static final String ROBUST = "robust";

    /** How parameters become images. */
    enum Param {
        PIXEL,
        FOURIER,
        MACO,
        LATENT
    }

    @Option(
            names = "--param",
            paramLabel = "NAME",
            defaultValue = "fourier",
            description =
                    "The parametrisation that is optimized: pixel (each pixel), fourier (frequencies, scaled as in natural"
                            + " images), maco (only the phases of frequencies), latent (the code from which a decoder makes the"
                            + " image, which keeps it like the decoder's training images). Default: ${DEFAULT-VALUE}.")
    private Param param;

    @Option(
            names = "--decoder",
            paramLabel = "FILE",
            description =
                    "For --param latent: a decoder, as train decoder writes it. Default: the decoder that comes with"
                            + " eyewitness, for fashion.")
    private Path decoder;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + VisualizationSpec.STEPS,
            description = "Optimization steps. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "The height and width of the images. Default: the network's usual size.")
    private Integer size;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "The number of images of each unit. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--diversity",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "The weight of a term that makes the images of a unit differ. Default: ${DEFAULT-VALUE}.")
    private double diversity;

    @Option(
            names = "--diversity-layer",
            paramLabel = "LAYER",
            description = "The layer at which they are compared. Default: the unit's own layer, if it has places.")
    private String diversityLayer;

    @Option(
            names = "--transforms",
            paramLabel = "LIST",
            defaultValue = ROBUST,
            description =
                    "The random transforms of the images at each step: pad:PIXELS, jitter:PIXELS, scale:LEAST:LARGEST and"
                            + " rotate:DEGREES separated by commas, none, or robust (all of these, in proportion to the size)."
                            + " Default: ${DEFAULT-VALUE}.")
    private String transforms;

    @Option(
            names = "--smoothness",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "The weight of a penalty on differences of neighbouring pixels. Default: ${DEFAULT-VALUE}.")
    private double smoothness;

    @Option(
            names = "--greyness",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "The weight of a penalty on the distance to grey. Default: ${DEFAULT-VALUE}.")
    private double greyness;

    @Option(
            names = "--blurriness",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "The weight of a penalty on details that blurring removes. Default: ${DEFAULT-VALUE}.")
    private double blurriness;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "" + VisualizationSpec.RATE,
            description = "The learning rate. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of all draws. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The height and width of the images, or null for the network's usual size. */
    Integer size() {
        return size;
    }

    /** How many images each unit has. */
    int batch() {
        return batch;
    }

    /**
     * The visualization of some units of a network, the images of each unit one after the other.
     *
     * @throws IllegalArgumentException naming the unit, layer or number that the network or the method does not have
     */
    VisualizationSpec of(List<UnitSpec> units, Network network) {
        int pixels = size == null ? network.input().size() : size;
        if (pixels < 1) {
            throw new IllegalArgumentException("--size is at least 1, not " + pixels);
        }
        units.forEach(unit -> unit.requireIn(network, pixels));
        int images = Math.multiplyExact(units.size(), batch);
        Parametrisation parametrisation =
                parametrisation(network, new Shape(images, network.input().channels(), pixels, pixels));
        Transforms views = transforms.equals(ROBUST) ? Transforms.robust(pixels) : Transforms.parse(transforms);
        List<Objective> objectives =
                units.stream().map(unit -> objective(unit, network, pixels)).toList();
        return VisualizationSpec.ofEach(objectives)
                .withParametrisation(parametrisation)
                .withTransforms(views)
                .withSize(pixels)
                .withBatch(batch)
                .withSteps(steps)
                .withRate(rate)
                .withSeed(seed);
    }

    private Parametrisation parametrisation(Network network, Shape images) {
        if (decoder != null && param != Param.LATENT) {
            throw new IllegalArgumentException("--decoder is for --param latent");
        }
        return switch (param) {
            case PIXEL -> new Parametrisation.Pixel();
            case FOURIER -> new Parametrisation.Fourier();
            case MACO -> new Parametrisation.Maco();
            case LATENT -> {
                LatentImage latent = decoder(network);
                latent.requireMakes(images);
                yield latent;
            }
        };
    }

    private Objective objective(UnitSpec unit, Network network, int pixels) {
        Objective objective = unit.objective();
        if (diversity != 0) {
            objective = plus(objective, Objective.diversity(diversityLayer(unit, network, pixels)), diversity);
        }
        objective = plus(objective, Objective.smoothness(), smoothness);
        objective = plus(objective, Objective.greyness(), greyness);
        return plus(objective, Objective.blurriness(), blurriness);
    }

    private static Objective plus(Objective objective, Objective other, double weight) {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("a weight of " + Decimals.text(weight) + " is not a finite number");
        }
        return weight == 0 ? objective : objective.plus(other.times(weight));
    }

    private String diversityLayer(UnitSpec unit, Network network, int pixels) {
        if (batch < 2) {
            throw new IllegalArgumentException("--diversity compares the images of a unit; give --batch at least 2");
        }
        Set<String> layers = diversityLayer == null ? unit.layers() : Set.of(diversityLayer);
        String layer = layers.iterator().next();
        Shape shape = LayerShapes.of(network, List.of(layer), pixels).get(layer);
        if (layers.size() > 1 || shape.dimension() != 4) {
            throw new IllegalArgumentException("--diversity compares the places of one layer, but "
                    + (layers.size() > 1 ? unit + " is in several" : layer + " has no places")
                    + "; name another with --diversity-layer");
        }
        return layer;
    }

    private LatentImage decoder(Network network) {
        try {
            if (decoder != null) {
                return new LatentImage(NetworkFile.readBeside(network, decoder), ContentHash.of(decoder));
            }
            String name = Pretrained.decoderFor(network.name())
                    .orElseThrow(() -> new IllegalArgumentException("no decoder of the images that " + network.name()
                            + " sees comes with eyewitness (one for fashion does); name a file of one with --decoder, or"
                            + " choose another --param"));
            return new LatentImage(Pretrained.beside(network, name), Pretrained.sha256(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
