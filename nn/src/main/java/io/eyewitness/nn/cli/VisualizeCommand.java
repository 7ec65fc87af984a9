package io.eyewitness.nn.cli;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.visualize.CheckpointedRun;
import io.eyewitness.nn.visualize.LatentImage;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes feature visualizations. */
@Command(
        name = "visualize",
        description =
                "Optimizes images to maximize the activation of units of a network, and writes them with a contact sheet, a page"
                        + " and all numbers to a directory. A run that was stopped is resumed when the same command is given again.",
        exitCodeList = {ExitCodes.DONE, "1:the value of a unit did not move", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class VisualizeCommand extends NnCommand {
    private static final int UNMOVED = 1;
    private static final Duration BETWEEN_STATES = Duration.ofSeconds(5);

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            converter = UnitConverter.class,
            description =
                    "A unit: LAYER:CHANNEL, LAYER:CHANNEL,Y,X (one place), LAYER (the whole layer, DeepDream), logit:CLASS or"
                            + " probability:CLASS; -UNIT minimizes the activation (as in --unit=-logit:3), UNIT+UNIT maximizes the"
                            + " sum. Can be given more than once. The command layers lists the layers.")
    private List<UnitSpec> units;

    @Mixin
    private ModelOptions model;

    @Mixin
    private Options options;

    @Option(
            names = "--snapshots",
            paramLabel = "STEPS",
            split = ",",
            description = "The numbers of steps after which the images are also kept, such as 0,16,64.")
    private List<Integer> snapshots = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "visualization",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = model.open(options.size())) {
            VisualizationSpec all = options.of(units, loaded.network());
            SortedSet<Integer> kept = new TreeSet<>(snapshots);
            VisualizationFiles.Settings settings =
                    VisualizationFiles.Settings.of(loaded, units, all, kept, model.device());
            try (StagingDirectory draft = StagingDirectory.open(out, VisualizationFiles.RUN, force)) {
                CheckpointedRun run = new CheckpointedRun(
                        all,
                        loaded.network(),
                        kept,
                        draft.state(),
                        EvidenceJson.mapper().writeValueAsString(settings),
                        BETWEEN_STATES);
                VisualizationFiles files = run(loaded, settings, run, draft);
                files.writeTo(draft);
                draft.finish();
                print(files.summary());
                print("See " + out.resolve(VisualizationFiles.PAGE));
                List<String> unmoved = files.unmoved();
                unmoved.forEach(this::note);
                return unmoved.isEmpty() ? CommandLine.ExitCode.OK : UNMOVED;
            }
        }
    }

    private VisualizationFiles run(
            LoadedModel loaded, VisualizationFiles.Settings settings, CheckpointedRun run, StagingDirectory draft)
            throws IOException {
        try (Optimization start = run.spec().start(loaded.network())) {
            Images atStart = start.images();
            return new VisualizationFiles(loaded, units, settings, atStart, withProgress(run::run));
        } catch (NotFinite | Optimization.Diverged e) {
            draft.discard();
            throw e;
        }
    }

    /** Reads a unit. */
    static final class UnitConverter implements ITypeConverter<UnitSpec> {
        @Override
        public UnitSpec convert(String text) {
            try {
                return UnitSpec.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The options of a visualization. */
    static final class Options {
        private static final String ROBUST = "robust";

        /** The parametrisation of the images. */
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
                        "The parametrization of the images: pixel (each pixel), fourier (frequencies, scaled as in natural images),"
                                + " maco (the phases of frequencies with fixed magnitudes), latent (the code from which a decoder makes"
                                + " the image, which then resembles the decoder's training images). Default: ${DEFAULT-VALUE}.")
        private Param param;

        @Option(
                names = "--decoder",
                paramLabel = "FILE",
                description =
                        "With --param latent: the file of a decoder, as train decoder writes it. Default: the decoder that comes with"
                                + " eyewitness, for fashion.")
        private Path decoder;

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
                description =
                        "The weight of a penalty on differences of neighbouring pixels. Default: ${DEFAULT-VALUE}.")
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
                description = "The seed of all random draws. Default: ${DEFAULT-VALUE}.")
        private long seed;

        /** The height and width of the images, or null for the network's usual size. */
        Integer size() {
            return size;
        }

        /** The number of images of each unit. */
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
                throw new IllegalArgumentException("--size must be at least 1, not " + pixels);
            }
            requireFits(units.size(), network.input().channels(), pixels);
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

        private void requireFits(int units, int channels, int pixels) {
            double values = (double) units * batch * channels * pixels * pixels;
            if (values > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(Decimals.format(
                        "%d times %d images of %d x %d pixels are too many at once; give a smaller --batch or --size, or fewer --unit",
                        units, batch, pixels, pixels));
            }
        }

        private Parametrisation parametrisation(Network network, Shape images) {
            if (decoder != null && param != Param.LATENT) {
                throw new IllegalArgumentException("--decoder needs --param latent");
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
                objective = plus(
                        objective,
                        Objective.diversity(diversityLayer(unit, network, pixels)),
                        "--diversity",
                        diversity);
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
                throw new IllegalArgumentException(
                        "--diversity compares the images of a unit; give --batch at least 2");
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
                        .orElseThrow(() -> new IllegalArgumentException("no decoder for " + network.name()
                                + " comes with eyewitness (only one for fashion does); give the file of a decoder with --decoder, or"
                                + " choose another --param"));
                return new LatentImage(Pretrained.beside(network, name), Pretrained.sha256(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
