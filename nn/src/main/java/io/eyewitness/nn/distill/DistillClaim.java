package io.eyewitness.nn.distill;

import static io.eyewitness.nn.visualize.Objective.blurriness;
import static io.eyewitness.nn.visualize.Objective.channel;
import static io.eyewitness.nn.visualize.Objective.diversity;
import static io.eyewitness.nn.visualize.Objective.logit;
import static io.eyewitness.nn.visualize.Objective.probability;
import static io.eyewitness.nn.visualize.Objective.smoothness;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The claims V1 to V6 of experiments.md, section 1, each as an experiment on a subject. */
public enum DistillClaim {
    /** The logit as objective gives a higher logit than the probability, and an image that stays recognisable when blurred. */
    V1 {
        @Override
        public int ascents(Subject subject) {
            return 2 * subject.classes().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            List<Integer> classes = subject.classes();
            List<Images> logits =
                    subject.images(classes.stream().map(Objective::logit).toList(), usual(), progress);
            List<Images> probabilities =
                    subject.images(classes.stream().map(Objective::probability).toList(), usual(), progress);
            Measurement.Table table =
                    new Measurement.Table("logitGain", "blurredProbabilityGain", "rightByLogit", "rightByProbability");
            for (int i = 0; i < classes.size(); i++) {
                Objective logit = logit(classes.get(i));
                Objective probability = probability(classes.get(i));
                Images byLogit = logits.get(i);
                Images byProbability = probabilities.get(i);
                table.add(
                        "logit:" + classes.get(i) + "#" + i,
                        value(subject, logit, byLogit) - value(subject, logit, byProbability),
                        value(subject, probability, Views.blurred(subject.network(), byLogit, BLURS))
                                - value(subject, probability, Views.blurred(subject.network(), byProbability, BLURS)),
                        Views.isTop(subject.network(), classes.get(i), byLogit) ? 1 : 0,
                        Views.isTop(subject.network(), classes.get(i), byProbability) ? 1 : 0);
            }
            return table.measurement();
        }
    },

    /** Unregularised optimisation puts more power into high frequencies than natural images have, and each regulariser less. */
    V2 {
        @Override
        public int ascents(Subject subject) {
            return 5 * subject.channels().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            List<Objective> units = subject.units();
            List<Images> plain = subject.images(units, DistillClaim::unregularised, progress);
            List<Images> smooth =
                    subject.images(weighed(subject, units, plain, smoothness()), DistillClaim::unregularised, progress);
            List<Images> blurred =
                    subject.images(weighed(subject, units, plain, blurriness()), DistillClaim::unregularised, progress);
            List<Images> robust =
                    subject.images(units, ascent -> ascent.withParametrisation(new Parametrisation.Pixel()), progress);
            List<Images> fourier = subject.images(units, ascent -> ascent.withTransforms(Transforms.none()), progress);
            double natural = subject.naturals().highShare();
            Measurement.Table table = new Measurement.Table(
                    "aboveNatural", "lessBySmoothness", "lessByBlurriness", "lessByTransforms", "lessByFourier");
            for (int i = 0; i < units.size(); i++) {
                double high = Views.highShare(subject.network(), plain.get(i));
                table.add(
                        units.get(i).text(),
                        high - natural,
                        high - Views.highShare(subject.network(), smooth.get(i)),
                        high - Views.highShare(subject.network(), blurred.get(i)),
                        high - Views.highShare(subject.network(), robust.get(i)),
                        high - Views.highShare(subject.network(), fourier.get(i)));
            }
            return table.measurement();
        }
    },

    /**
     * The diversity term lowers the similarity of a unit's images at nearly the same activation. The term weighs as much as the
     * unit does without it.
     */
    V3 {
        private static final int BATCH = 3;

        @Override
        public int ascents(Subject subject) {
            return 2 * BATCH * subject.channels().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            Measurement.Table table = new Measurement.Table("similarityDrop", "activationRatio");
            for (Objective unit : subject.units()) {
                Images alike = subject.ascent(unit).withBatch(BATCH).run(subject.network());
                double reached = reached(subject, unit, alike);
                Images diverse = subject.ascent(
                                unit.plus(diversity(subject.layer()).times(reached)))
                        .withBatch(BATCH)
                        .run(subject.network());
                progress.finished(2 * BATCH);
                table.add(
                        unit.text(),
                        Views.similarity(subject.network(), subject.layer(), alike)
                                - Views.similarity(subject.network(), subject.layer(), diverse),
                        value(subject, unit, diverse) / reached);
            }
            return table.measurement();
        }
    },

    /** The joint optimisation of two units activates both more than any natural image does. */
    V4 {
        @Override
        public int ascents(Subject subject) {
            return subject.channels().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            Naturals naturals = subject.naturals();
            List<Integer> channels = subject.channels();
            List<Objective> pairs = new ArrayList<>();
            for (int i = 0; i < channels.size(); i++) {
                int other = channels.get((i + 1) % channels.size());
                pairs.add(scaled(subject, naturals, channels.get(i)).plus(scaled(subject, naturals, other)));
            }
            List<Images> joint = subject.images(pairs, usual(), progress);
            Measurement.Table table = new Measurement.Table("bothAboveNatural", "first", "second");
            for (int i = 0; i < pairs.size(); i++) {
                int other = channels.get((i + 1) % channels.size());
                double first = value(subject, scaled(subject, naturals, channels.get(i)), joint.get(i));
                double second = value(subject, scaled(subject, naturals, other), joint.get(i));
                table.add(
                        subject.layer() + ":" + channels.get(i) + "+" + other,
                        first > 1 && second > 1 ? 1 : 0,
                        first,
                        second);
            }
            return table.measurement();
        }

        /** In units of the largest value at a natural image. */
        private static Objective scaled(Subject subject, Naturals naturals, int channel) {
            return channel(subject.layer(), channel).times(1 / naturals.largest(axis(naturals, channel)));
        }
    },

    /** In standard deviations of natural images, single units can be raised further than random directions. */
    V5 {
        @Override
        public int ascents(Subject subject) {
            return 2 * subject.channels().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            Naturals naturals = subject.naturals();
            Random random = new Random(subject.seed());
            List<float[]> directions = subject.channels().stream()
                    .map(channel -> randomDirection(random, naturals.width()))
                    .toList();
            List<Images> units = subject.images(subject.units(), usual(), progress);
            List<Images> mixed = subject.images(
                    directions.stream()
                            .map(direction -> Objective.direction(subject.layer(), direction))
                            .toList(),
                    usual(),
                    progress);
            Measurement.Table table = new Measurement.Table("deviationsGain", "unitDeviations", "directionDeviations");
            for (int i = 0; i < units.size(); i++) {
                double unit = deviations(
                        subject, naturals, axis(naturals, subject.channels().get(i)), units.get(i));
                double direction = deviations(subject, naturals, directions.get(i), mixed.get(i));
                table.add(subject.layer() + ":" + subject.channels().get(i), unit - direction, unit, direction);
            }
            return table.measurement();
        }
    },

    /** A unit's optimised image is unlike its top natural images, but less so than other natural images are. */
    V6 {
        @Override
        public int ascents(Subject subject) {
            return subject.channels().size();
        }

        @Override
        public Measurement measure(Subject subject, Progress progress) {
            Naturals naturals = subject.naturals();
            List<Images> images = subject.images(subject.units(), usual(), progress);
            Random random = new Random(subject.seed());
            Measurement.Table table = new Measurement.Table("shortOfExamples", "beyondOthers");
            for (int i = 0; i < images.size(); i++) {
                Overlap overlap =
                        Overlap.of(subject, naturals, subject.channels().get(i), images.get(i), random);
                table.add(
                        subject.layer() + ":" + subject.channels().get(i),
                        overlap.amongExamples() - overlap.withExamples(),
                        overlap.withExamples() - overlap.ofOthers());
            }
            return table.measurement();
        }
    };

    private static final int BLURS = 3;

    /** How many ascents the experiment makes. */
    public abstract int ascents(Subject subject);

    /** Runs the experiment. */
    public abstract Measurement measure(Subject subject, Progress progress);

    private static double value(Subject subject, Objective objective, Images images) {
        return Views.mean(subject.network(), objective, images);
    }

    /** What a unit is at the images made for it, by which other things are weighed: no number may stand for one that stayed closed. */
    private static double reached(Subject subject, Objective unit, Images images) {
        double value = value(subject, unit, images);
        if (!(value > 0)) {
            throw new IllegalArgumentException(unit.text() + " is " + Decimals.text(value)
                    + " at the images made for it, so nothing can be weighed against it; --claims can leave V2"
                    + " and V3 out");
        }
        return value;
    }

    private static float[] axis(Naturals naturals, int channel) {
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

    /** How far an image lies along a direction beyond the natural images' mean, in their standard deviations. */
    private static double deviations(Subject subject, Naturals naturals, float[] direction, Images image) {
        return naturals.deviations(direction, Views.channels(subject.network(), subject.layer(), image));
    }

    private static UnaryOperator<VisualizationSpec> usual() {
        return UnaryOperator.identity();
    }

    private static VisualizationSpec unregularised(VisualizationSpec ascent) {
        return ascent.withParametrisation(new Parametrisation.Pixel()).withTransforms(Transforms.none());
    }

    /** Each unit with a penalty that weighs as much, at an unregularised image, as the unit itself. */
    private static List<Objective> weighed(
            Subject subject, List<Objective> units, List<Images> plain, Objective penalty) {
        return IntStream.range(0, units.size())
                .mapToObj(i -> units.get(i)
                        .plus(penalty.times(
                                reached(subject, units.get(i), plain.get(i)) / -value(subject, penalty, plain.get(i)))))
                .toList();
    }
}
