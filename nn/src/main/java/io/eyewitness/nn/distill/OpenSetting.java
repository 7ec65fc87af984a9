package io.eyewitness.nn.distill;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A setting that the article leaves open. Pilots choose its value: visualizations of units that are not measured, from other starts. */
public enum OpenSetting {
    /** V1's learning rate for a probability: that at which the pilots' probabilities become largest, on average. */
    PROBABILITY_RATE("probability-rate", Map.of("cifar", 0.05, "squeezenet1_1", 0.05)) {
        @Override
        double chosen(Setup pilots, Progress progress) {
            List<Objective> probabilities =
                    pilots.classes().stream().map(Objective::probability).toList();
            double best = RATES.get(0);
            double highest = Double.NEGATIVE_INFINITY;
            for (double rate : RATES) {
                List<Images> images = pilots.images(probabilities, spec -> spec.withRate(rate), progress);
                double reached = IntStream.range(0, images.size())
                        .mapToDouble(i -> ImageMetrics.mean(pilots.network(), probabilities.get(i), images.get(i)))
                        .average()
                        .orElseThrow();
                if (reached > highest) {
                    highest = reached;
                    best = rate;
                }
            }
            return best;
        }
    },

    /**
     * V3's weight of the diversity term, as a share of the value that the unit has without the term: the largest at which the pilots keep 95 % of
     * their values on average, or the smallest of all, if they keep less at each.
     */
    DIVERSITY("diversity", Map.of()) {
        @Override
        double chosen(Setup pilots, Progress progress) {
            List<DiverseUnit> open = pilots.units().stream()
                    .map(unit -> DiverseUnit.of(pilots, unit, progress))
                    .filter(unit -> unit.value() > 0)
                    .toList();
            return WEIGHTS.stream()
                    .filter(weight -> open.stream()
                                    .mapToDouble(unit -> unit.kept(unit.diverse(weight, progress)))
                                    .average()
                                    .orElse(0)
                            >= KEPT)
                    .findFirst()
                    .orElse(WEIGHTS.get(WEIGHTS.size() - 1));
        }
    };

    /** The value of a setting that pilots are to choose. */
    static final String PILOTS = "pilots";

    /** Learning rates; the usual one is in the middle. */
    private static final List<Double> RATES = List.of(0.0125, 0.025, 0.05, 0.1, 0.2);

    /** Weights of the diversity term, the largest first. */
    private static final List<Double> WEIGHTS =
            IntStream.range(0, 8).mapToObj(i -> Math.scalb(1.0, -i)).toList();

    /** More than the 90 % of {@code V3-activation}, whose interval has a width. */
    private static final double KEPT = 0.95;

    private static final int UNITS = 6;

    /** The distance of the pilots' seeds from those of the measured visualizations. */
    private static final long OTHER_STARTS = 1_000_000;

    private final String label;
    private final Map<String, Double> fixed;

    /**
     * A setting.
     *
     * @param fixed the values that were fixed for claims that were measured before pilots chose, by network
     */
    OpenSetting(String label, Map<String, Double> fixed) {
        this.label = label;
        this.fixed = fixed;
    }

    /** Its name, as the option {@code --set} takes it. */
    public String label() {
        return label;
    }

    /** The settings of a network that pilots do not choose. */
    static Map<OpenSetting, Double> fixed(String network) {
        Map<OpenSetting, Double> values = new EnumMap<>(OpenSetting.class);
        for (OpenSetting setting : values()) {
            if (setting.fixed.containsKey(network)) {
                values.put(setting, setting.fixed.get(network));
            }
        }
        return values;
    }

    /** The settings that pilots do not choose: those that were fixed for a network and those that the user chose. */
    static Map<OpenSetting, Double> of(String network, Choices choices) {
        Map<OpenSetting, Double> values = fixed(network);
        for (OpenSetting setting : values()) {
            if (choices.text(setting.label, "").equals(PILOTS)) {
                values.remove(setting);
            } else if (choices.chosen().containsKey(setting.label)) {
                values.put(setting, choices.number(setting.label, 0));
            }
        }
        return values;
    }

    /**
     * The value that pilots choose.
     *
     * @param setup of the measured units
     */
    public double byPilots(Setup setup, Progress progress) {
        return chosen(pilots(setup), progress);
    }

    abstract double chosen(Setup pilots, Progress progress);

    /** At most 6 channels that a natural image activates and 6 classes, which are not measured. Where all are measured, those from other starts. */
    static Setup pilots(Setup setup) {
        int outputs = LayerShapes.width(
                setup.network(), Network.LOGITS, setup.images().shape().height());
        long seed = setup.seed() + OTHER_STARTS;
        return new Setup(
                setup.protocol().withSeed(seed),
                setup.naturals(),
                others(setup.channels(), setup.naturals().width(), setup.naturals()::isActive, seed),
                others(setup.classes(), outputs, any -> true, seed));
    }

    private static List<Integer> others(List<Integer> measured, int all, IntPredicate eligible, long seed) {
        List<Integer> others = new ArrayList<>(IntStream.range(0, all)
                .filter(number -> !measured.contains(number) && eligible.test(number))
                .boxed()
                .toList());
        if (others.isEmpty()) {
            others.addAll(measured.stream().distinct().toList());
        }
        Collections.shuffle(others, new Random(seed));
        return others.subList(0, Math.min(UNITS, others.size()));
    }
}
