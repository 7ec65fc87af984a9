package io.eyewitness.nn.distill;

import static io.eyewitness.nn.visualize.Objective.blurriness;
import static io.eyewitness.nn.visualize.Objective.channel;
import static io.eyewitness.nn.visualize.Objective.logit;
import static io.eyewitness.nn.visualize.Objective.probability;
import static io.eyewitness.nn.visualize.Objective.smoothness;

import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The claims V1 to V6 of experiments.md, section 1, each as an experiment on a setup. */
public enum DistillClaim {
    /** The logit as objective gives a higher logit than the probability, and an image that stays recognisable when blurred. */
    V1 {
        @Override
        public Optional<OpenSetting> open() {
            return Optional.of(OpenSetting.PROBABILITY_RATE);
        }

        @Override
        public int optimizedImages(Setup setup) {
            return 2 * setup.classes().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            List<Integer> classes = setup.classes();
            List<Images> logits =
                    setup.images(classes.stream().map(Objective::logit).toList(), usual(), progress);
            List<Images> probabilities = setup.images(
                    classes.stream().map(Objective::probability).toList(), spec -> spec.withRate(open), progress);
            Measurement.Table table =
                    new Measurement.Table("logitGain", "blurredProbabilityGain", "rightByLogit", "rightByProbability");
            for (int i = 0; i < classes.size(); i++) {
                Objective logit = logit(classes.get(i));
                Objective probability = probability(classes.get(i));
                Images byLogit = logits.get(i);
                Images byProbability = probabilities.get(i);
                table.add(
                        "logit:" + classes.get(i) + "#" + i,
                        value(setup, logit, byLogit) - value(setup, logit, byProbability),
                        value(setup, probability, ImageMetrics.blurred(setup.network(), byLogit, BLURS))
                                - value(
                                        setup,
                                        probability,
                                        ImageMetrics.blurred(setup.network(), byProbability, BLURS)),
                        ImageMetrics.isTop(setup.network(), classes.get(i), byLogit) ? 1 : 0,
                        ImageMetrics.isTop(setup.network(), classes.get(i), byProbability) ? 1 : 0);
            }
            return table.measurement();
        }
    },

    /** Unregularised optimisation puts more power into high frequencies than natural images have, and each regulariser reduces it. */
    V2 {
        @Override
        public int optimizedImages(Setup setup) {
            return 5 * setup.channels().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            List<Objective> units = setup.units();
            List<Images> plain = setup.images(units, DistillClaim::unregularised, progress);
            List<Images> smooth =
                    setup.images(weighed(setup, units, plain, smoothness()), DistillClaim::unregularised, progress);
            List<Images> blurred =
                    setup.images(weighed(setup, units, plain, blurriness()), DistillClaim::unregularised, progress);
            List<Images> robust =
                    setup.images(units, spec -> spec.withParametrisation(new Parametrisation.Pixel()), progress);
            List<Images> fourier = setup.images(units, spec -> spec.withTransforms(Transforms.none()), progress);
            double natural = ImageMetrics.highShare(setup.network(), setup.naturals());
            Measurement.Table table = new Measurement.Table(
                    "aboveNatural", "lessBySmoothness", "lessByBlurriness", "lessByTransforms", "lessByFourier");
            for (int i = 0; i < units.size(); i++) {
                double high = ImageMetrics.highShare(setup.network(), plain.get(i));
                table.add(
                        units.get(i).text(),
                        high - natural,
                        high - ImageMetrics.highShare(setup.network(), smooth.get(i)),
                        high - ImageMetrics.highShare(setup.network(), blurred.get(i)),
                        high - ImageMetrics.highShare(setup.network(), robust.get(i)),
                        high - ImageMetrics.highShare(setup.network(), fourier.get(i)));
            }
            return table.measurement();
        }
    },

    /** The diversity term lowers the similarity of a unit's images at nearly the same activation. */
    V3 {
        @Override
        public Optional<OpenSetting> open() {
            return Optional.of(OpenSetting.DIVERSITY);
        }

        @Override
        public int optimizedImages(Setup setup) {
            return 2 * DiverseUnit.BATCH * setup.channels().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            Measurement.Table table = new Measurement.Table("similarityDrop", "activationRatio");
            for (Objective unit : setup.units()) {
                DiverseUnit batch = DiverseUnit.of(setup, unit, progress);
                requireOpen(unit, batch.value());
                Images diverse = batch.diverse(open, progress);
                table.add(
                        unit.text(),
                        ImageMetrics.similarity(setup.network(), setup.layer(), batch.alike())
                                - ImageMetrics.similarity(setup.network(), setup.layer(), diverse),
                        batch.kept(diverse));
            }
            return table.measurement();
        }
    },

    /** The joint optimisation of two units activates both more than any natural image does. */
    V4 {
        @Override
        public int optimizedImages(Setup setup) {
            return setup.channels().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            NaturalStatistics naturals = setup.naturals();
            List<Integer> channels = setup.channels();
            List<Objective> pairs = new ArrayList<>();
            for (int i = 0; i < channels.size(); i++) {
                int other = channels.get((i + 1) % channels.size());
                pairs.add(scaled(setup, naturals, channels.get(i)).plus(scaled(setup, naturals, other)));
            }
            List<Images> joint = setup.images(pairs, usual(), progress);
            Measurement.Table table = new Measurement.Table("bothAboveNatural", "first", "second");
            for (int i = 0; i < pairs.size(); i++) {
                int other = channels.get((i + 1) % channels.size());
                double first = value(setup, scaled(setup, naturals, channels.get(i)), joint.get(i));
                double second = value(setup, scaled(setup, naturals, other), joint.get(i));
                table.add(
                        setup.layer() + ":" + channels.get(i) + "+" + other,
                        first > 1 && second > 1 ? 1 : 0,
                        first,
                        second);
            }
            return table.measurement();
        }

        /** A channel as an objective, divided by its largest value at a natural image. */
        private static Objective scaled(Setup setup, NaturalStatistics naturals, int channel) {
            return channel(setup.layer(), channel).times(1 / naturals.largest(axis(naturals, channel)));
        }
    },

    /** Single units can be raised further than random directions, in standard deviations of natural images. */
    V5 {
        @Override
        public int optimizedImages(Setup setup) {
            return 2 * setup.channels().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            NaturalStatistics naturals = setup.naturals();
            Random random = new Random(setup.seed());
            List<float[]> directions = setup.channels().stream()
                    .map(channel -> randomDirection(random, naturals.width()))
                    .toList();
            List<Images> units = setup.images(setup.units(), usual(), progress);
            List<Images> mixed = setup.images(
                    directions.stream()
                            .map(direction -> Objective.direction(setup.layer(), direction))
                            .toList(),
                    usual(),
                    progress);
            Measurement.Table table = new Measurement.Table("deviationsGain", "unitDeviations", "directionDeviations");
            for (int i = 0; i < units.size(); i++) {
                double unit = deviations(
                        setup, naturals, axis(naturals, setup.channels().get(i)), units.get(i));
                double direction = deviations(setup, naturals, directions.get(i), mixed.get(i));
                table.add(setup.layer() + ":" + setup.channels().get(i), unit - direction, unit, direction);
            }
            return table.measurement();
        }
    },

    /** A unit's optimised image is unlike its top natural images, but less so than other natural images are. */
    V6 {
        @Override
        public int optimizedImages(Setup setup) {
            return setup.channels().size();
        }

        @Override
        public Measurement measure(Setup setup, double open, Progress progress) {
            NaturalStatistics naturals = setup.naturals();
            List<Images> images = setup.images(setup.units(), usual(), progress);
            Random random = new Random(setup.seed());
            Measurement.Table table = new Measurement.Table("shortOfExamples", "beyondOthers");
            for (int i = 0; i < images.size(); i++) {
                Overlap overlap = Overlap.of(setup, naturals, setup.channels().get(i), images.get(i), random);
                table.add(
                        setup.layer() + ":" + setup.channels().get(i),
                        overlap.amongExamples() - overlap.withExamples(),
                        overlap.withExamples() - overlap.ofOthers());
            }
            return table.measurement();
        }
    };

    private static final int BLURS = 3;

    /** The setting that the article leaves open, if there is one. */
    public Optional<OpenSetting> open() {
        return Optional.empty();
    }

    /** The number of images that the experiment optimizes. */
    public abstract int optimizedImages(Setup setup);

    /**
     * Runs the experiment.
     *
     * @param open the value of the setting that the article leaves open; it does not matter to other claims
     */
    public abstract Measurement measure(Setup setup, double open, Progress progress);

    private static double value(Setup setup, Objective objective, Images images) {
        return ImageMetrics.mean(setup.network(), objective, images);
    }

    /** The value of a unit at the images that were optimized for it, by which penalties are weighed. */
    private static double reached(Setup setup, Objective unit, Images images) {
        double value = value(setup, unit, images);
        requireOpen(unit, value);
        return value;
    }

    /** Refuses a unit that stayed closed, whose value weighs no penalty. */
    private static void requireOpen(Objective unit, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(unit.text() + " is " + Decimals.text(value)
                    + " at the images that were optimized for it, so no penalty can be weighed by it; leave V2 and V3 out"
                    + " of --claims");
        }
    }

    private static float[] axis(NaturalStatistics naturals, int channel) {
        float[] direction = new float[naturals.width()];
        direction[channel] = 1;
        return direction;
    }

    private static float[] randomDirection(Random random, int width) {
        float[] direction = new float[width];
        for (int i = 0; i < width; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return direction;
    }

    /** The component of an image along a direction, as a number of standard deviations of the natural images above their mean. */
    private static double deviations(Setup setup, NaturalStatistics naturals, float[] direction, Images image) {
        return naturals.deviations(direction, ImageMetrics.channels(setup.network(), setup.layer(), image));
    }

    private static UnaryOperator<VisualizationSpec> usual() {
        return UnaryOperator.identity();
    }

    private static VisualizationSpec unregularised(VisualizationSpec spec) {
        return spec.withParametrisation(new Parametrisation.Pixel()).withTransforms(Transforms.none());
    }

    /** Each unit with a penalty that weighs as much, at an unregularised image, as the unit itself. */
    private static List<Objective> weighed(Setup setup, List<Objective> units, List<Images> plain, Objective penalty) {
        return IntStream.range(0, units.size())
                .mapToObj(i -> units.get(i)
                        .plus(penalty.times(
                                reached(setup, units.get(i), plain.get(i)) / -value(setup, penalty, plain.get(i)))))
                .toList();
    }
}
