package io.eyewitness.nn.cli;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.parametrisation.Accentuation;
import io.eyewitness.nn.parametrisation.Aligned;
import io.eyewitness.nn.parametrisation.CoordinateNetwork;
import io.eyewitness.nn.parametrisation.LatentImage;
import io.eyewitness.nn.visualization.Arrangement;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options of a visualization. */
final class VisualizationOptions {
    private static final String ROBUST = "robust";

    /** The parametrisation of the images. */
    enum Param {
        PIXEL,
        FOURIER,
        MACO,
        LATENT,
        CPPN,
        ACCENTUATION
    }

    @Option(
            names = "--param",
            paramLabel = "NAME",
            defaultValue = "fourier",
            description =
                    "The parametrization of the images: pixel (each pixel), fourier (frequencies, scaled as in natural images),"
                            + " maco (the phases of frequencies with fixed magnitudes), latent (the code from which a decoder makes"
                            + " the image, which then resembles the decoder's training images), cppn (the weights of a small network"
                            + " that computes colours from coordinates), accentuation (as fourier, but starting at --picture)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Param param;

    @Option(
            names = "--decoder",
            paramLabel = "FILE",
            description =
                    "With --param latent: the file of a decoder, as train decoder writes it. Default: the decoder that comes with"
                            + " eyewitness, for fashion.")
    private Path decoder;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description =
                    "With --param accentuation: the picture at which the images start. With the weighted content of the picture in"
                            + " the unit, as in logit:3+5*content(LAYER,FILE), the rest of it stays as it is.")
    private Path picture;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description =
                    "The number of images on the way from one unit to a second one: mixtures of both, which share what they can,"
                            + " so that they can be compared. Also writes them as one strip, mosaic.png.")
    private Integer frames;

    @Option(
            names = "--interactions",
            description =
                    "Visualizes all pairs of the units, each pair together and each unit alone. Also writes them as one table,"
                            + " mosaic.png, with the units alone on its diagonal.")
    private boolean interactions;

    @Option(
            names = "--grid",
            description =
                    "Of the unit direction(LAYER,PICTURE): visualizes the activations at each place of the layer. Also writes the"
                            + " images as one grid, mosaic.png; --size is that of each.")
    private boolean grid;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + VisualizationSpec.STEPS,
            description = "The number of optimization steps. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "The height and width of the images, in pixels. Default: the network's usual size.")
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
            description =
                    "The layer at which --diversity compares the images. Default: the unit's own layer, if it has height and"
                            + " width.")
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
            description = "The learning rate. Default: " + VisualizationSpec.RATE + "; with --param cppn "
                    + CoordinateNetwork.RATE + ".")
    private Double rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of all random draws. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The height and width of the images, or null for the network's usual size. */
    Integer size() {
        return size;
    }

    /**
     * What is visualized of some units of a network; all files that they name are read.
     *
     * @param notes takes sentences about the files
     * @throws IllegalArgumentException naming the unit, layer or number that the network or the method does not have
     * @throws IOException naming the file that is missing or malformed
     */
    Arrangement arrangement(List<UnitSpec> units, Network network, Consumer<String> notes) throws IOException {
        int pixels = pixels(network);
        Arrangement arrangement = arranged(units, network);
        requireFits(arrangement.units().size(), network.input().channels(), pixels);
        return new Arrangement(
                arrangement.name(), UnitSpec.read(arrangement.units(), network, pixels, notes), arrangement.rows());
    }

    private Arrangement arranged(List<UnitSpec> units, Network network) throws IOException {
        if (frames == null && !interactions && !grid) {
            return Arrangement.none(units);
        }
        if (batch != 1 || (frames == null ? 0 : 1) + (interactions ? 1 : 0) + (grid ? 1 : 0) > 1) {
            throw new IllegalArgumentException(
                    "--frames, --interactions and --grid arrange one image of each unit; give one of them, without --batch");
        }
        return grid
                ? Arrangement.grid(units, network)
                : interactions ? Arrangement.interactions(units) : Arrangement.frames(units, frames);
    }

    private int pixels(Network network) {
        int pixels = size == null ? network.input().size() : size;
        if (pixels < 1) {
            throw new IllegalArgumentException("--size must be at least 1, not " + pixels);
        }
        return pixels;
    }

    /** The picture at which images start, if there is one. */
    Optional<Path> picture() {
        return Optional.ofNullable(picture);
    }

    /**
     * The visualization of some units of a network, the images of each unit one after the other.
     *
     * @param units as {@link #arrangement} gives them
     * @param notes takes sentences about the files
     * @throws IllegalArgumentException naming the layer or number that the network or the method does not have
     * @throws IOException naming the file that is missing or malformed
     */
    VisualizationSpec of(List<UnitSpec> units, Network network, Consumer<String> notes) throws IOException {
        int pixels = pixels(network);
        int images = Math.multiplyExact(units.size(), batch);
        Parametrisation parametrisation =
                parametrisation(network, new Shape(images, network.input().channels(), pixels, pixels), notes);
        Transforms views = transforms.equals(ROBUST) ? Transforms.robust(pixels) : Transforms.parse(transforms);
        List<Objective> objectives =
                units.stream().map(unit -> objective(unit, network, pixels)).toList();
        return VisualizationSpec.ofEach(objectives)
                .withParametrisation(frames == null ? parametrisation : new Aligned(parametrisation))
                .withTransforms(views)
                .withSize(pixels)
                .withBatch(batch)
                .withSteps(steps)
                .withRate(rate())
                .withSeed(seed);
    }

    private double rate() {
        return rate != null ? rate : param == Param.CPPN ? CoordinateNetwork.RATE : VisualizationSpec.RATE;
    }

    private void requireFits(int units, int channels, int pixels) {
        double values = (double) units * batch * channels * pixels * pixels;
        if (values > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(Decimals.format(
                    "%d times %d images of %d x %d pixels are too many at once; give a smaller --batch or --size, or fewer --unit",
                    units, batch, pixels, pixels));
        }
    }

    private Parametrisation parametrisation(Network network, Shape images, Consumer<String> notes) throws IOException {
        if (decoder != null && param != Param.LATENT) {
            throw new IllegalArgumentException("--decoder needs --param latent");
        }
        if ((picture == null) == (param == Param.ACCENTUATION)) {
            throw new IllegalArgumentException(
                    picture == null
                            ? "--param accentuation starts at a picture; give one with --picture"
                            : "--picture needs --param accentuation");
        }
        int channels = (int) images.get(1);
        int pixels = (int) images.get(2);
        return switch (param) {
            case PIXEL -> new Parametrisation.Pixel();
            case FOURIER -> new Parametrisation.Fourier();
            case MACO -> new Parametrisation.Maco();
            case LATENT -> {
                LatentImage latent = decoder(network);
                latent.requireMakes(images);
                yield latent;
            }
            case CPPN -> new CoordinateNetwork(channels, pixels);
            case ACCENTUATION ->
                new Accentuation(
                        ImageFolder.image(network.manager(), picture, pixels, channels, notes),
                        String.valueOf(picture.getFileName()),
                        ContentHash.of(picture));
        };
    }

    private Objective objective(UnitSpec unit, Network network, int pixels) {
        Objective objective = unit.objective();
        if (diversity != 0) {
            objective = plus(
                    objective, Objective.diversity(diversityLayer(unit, network, pixels)), "--diversity", diversity);
        }
        objective = plus(objective, Objective.smoothness(), "--smoothness", smoothness);
        objective = plus(objective, Objective.greyness(), "--greyness", greyness);
        return plus(objective, Objective.blurriness(), "--blurriness", blurriness);
    }

    private static Objective plus(Objective objective, Objective other, String option, double weight) {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    option + " " + Decimals.text(weight) + " is not a finite number; give a finite weight");
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

    private LatentImage decoder(Network network) throws IOException {
        if (decoder != null) {
            return new LatentImage(NetworkFile.readBeside(network, decoder), ContentHash.of(decoder));
        }
        String name = Pretrained.decoderFor(network.name())
                .orElseThrow(() -> new IllegalArgumentException("no decoder for " + network.name()
                        + " comes with eyewitness (only one for fashion does); give the file of a decoder with --decoder, or"
                        + " choose another --param"));
        return new LatentImage(Pretrained.beside(network, name), Pretrained.sha256(name));
    }
}
