package io.eyewitness.nn.certify;

import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.page.ResultPage.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The numbers and files of certification.
 *
 * @param tests the test images
 * @param examples the number of training images
 * @param units what was found of each unit
 * @param nearest for each test image the distance to the nearest training image
 * @param layers an upper bound for each layer on the way to the units
 * @param isLabelled whether the classes of the test images are the logits
 */
record CertifyReport(
        Setup setup,
        LabelledImages tests,
        int examples,
        List<Certified> units,
        double[] nearest,
        Map<String, Double> layers,
        boolean isLabelled) {
    /** The file of all numbers. */
    static final String NUMBERS = "certify.json";

    private static final String SCHEMA = "eyewitness-certify/1";
    private static final double CONFIDENCE = 0.95;
    private static final int POINTS = 60;
    private static final double TINY = 1e-12;

    /**
     * What was found of a unit.
     *
     * @param lowest the least value that a visualization has
     * @param highest the largest one
     * @param lower a lower bound on the Lipschitz constant
     */
    record Certified(Decisions decisions, double lowest, double highest, double lower) {
        double upper() {
            return decisions.unit().upper();
        }

        String name() {
            return decisions.unit().part().toString();
        }

        /** Whether each of some test images is decided. */
        private boolean[] areDecided(int... images) {
            boolean[] decided = new boolean[images.length];
            for (int i = 0; i < images.length; i++) {
                decided[i] = decisions.isDecided(images[i]);
            }
            return decided;
        }
    }

    private record Content(
            String schema,
            String network,
            long seed,
            double confidence,
            int examples,
            int tests,
            Estimate decided,
            Optional<Estimate> ownDecided,
            double nearestLeast,
            double nearestMedian,
            Map<String, Double> layers,
            List<Numbers> units) {}

    private record Numbers(
            String unit,
            double upper,
            double lower,
            double lowest,
            double highest,
            double radius,
            Estimate decided,
            Optional<Estimate> ownDecided,
            double decidedAtMost,
            double above,
            int wrong) {}

    /** The test images of a unit's class; none if the classes of images are not those of the logits. */
    private int[] own(Certified unit) {
        int logit = unit.decisions.unit().logit();
        return isLabelled && logit >= 0 ? tests.ofClass(logit) : new int[0];
    }

    private int[] all() {
        return IntStream.range(0, tests.size()).toArray();
    }

    /** The share of decided ones among some test images of each unit; empty if there are none. */
    private static Optional<Estimate> share(List<Certified> units, Function<Certified, int[]> images) {
        int count = 0;
        int decided = 0;
        for (Certified unit : units) {
            for (boolean isDecided : unit.areDecided(images.apply(unit))) {
                count++;
                decided += isDecided ? 1 : 0;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(Estimate.wilson(count, decided, CONFIDENCE));
    }

    /** The numbers of each unit; those about the images of its class where these are known. */
    Measurement measurement() {
        boolean hasOwn = units.stream().allMatch(unit -> own(unit).length > 0);
        List<String> columns =
                new ArrayList<>(List.of("upper", "lower", "radius", "decided", "atMost", "above", "wrong"));
        if (hasOwn) {
            columns.add("ownDecided");
        }
        Measurement.Table table = new Measurement.Table(columns.toArray(String[]::new));
        for (Certified unit : units) {
            Decisions decisions = unit.decisions;
            DoubleStream numbers = DoubleStream.of(
                    unit.upper(),
                    unit.lower,
                    decisions.radius(),
                    decisions.share(unit.upper()),
                    decisions.share(unit.lower),
                    decisions.above(),
                    decisions.wrong());
            DoubleStream own = hasOwn
                    ? DoubleStream.of(
                            share(List.of(unit), this::own).orElseThrow().value())
                    : DoubleStream.empty();
            table.add(unit.name(), DoubleStream.concat(numbers, own).toArray());
        }
        return table.measurement();
    }

    /** Adds the files and the lines for people. */
    void addTo(ExperimentResult result, List<Images> visualizations) {
        units.forEach(unit -> result.remarking(line(unit)));
        result.remarking(Decimals.format(
                        "the nearest of %d examples is at a distance of %.3g at least, %.3g in the median, of %d test images",
                        examples, StatUtils.min(nearest), StatUtils.percentile(nearest, 50), tests.size()))
                .remarking("decided, of all units and test images: " + decided().text());
        ownDecided()
                .ifPresent(own -> result.remarking("decided, of the test images of each unit's class: " + own.text()));
        result.withFile(NUMBERS, EvidenceJson.write(content()))
                .showing(
                        gallery(visualizations),
                        Section.of(
                                "What a Lipschitz constant decides",
                                "The share of the test images, on average over units, that examples decide with a constant; as"
                                        + " far as it is a bound. Vertical lines: the lower and the upper bound, by their"
                                        + " geometric means.",
                                plot().part("The share of decided test images by the constant")));
    }

    private Estimate decided() {
        return share(units, unit -> all()).orElseThrow();
    }

    private Optional<Estimate> ownDecided() {
        return share(units, this::own);
    }

    private static String line(Certified unit) {
        Decisions decisions = unit.decisions;
        return Decimals.format(
                "%s: Lipschitz constant from %.3g to %.3g; visualization from %.3g to %.3g; radius %.3g in the median;"
                        + " decided %.2f %% of the test images (with the lower bound, %.2f %%), %d of them wrongly",
                unit.name(),
                unit.lower,
                unit.upper(),
                unit.lowest,
                unit.highest,
                decisions.radius(),
                100 * decisions.share(unit.upper()),
                100 * decisions.share(unit.lower),
                decisions.wrong());
    }

    private Content content() {
        return new Content(
                SCHEMA,
                setup.network().name(),
                setup.seed(),
                CONFIDENCE,
                examples,
                tests.size(),
                decided(),
                ownDecided(),
                StatUtils.min(nearest),
                StatUtils.percentile(nearest, 50),
                layers,
                units.stream().map(this::numbers).toList());
    }

    private Numbers numbers(Certified unit) {
        Decisions decisions = unit.decisions;
        return new Numbers(
                unit.name(),
                unit.upper(),
                unit.lower,
                unit.lowest,
                unit.highest,
                decisions.radius(),
                share(List.of(unit), one -> all()).orElseThrow(),
                share(List.of(unit), this::own),
                decisions.share(unit.lower),
                decisions.above(),
                decisions.wrong());
    }

    private Plot plot() {
        double lower = mean(Certified::lower);
        double upper = mean(Certified::upper);
        double[] logarithms = IntStream.rangeClosed(0, POINTS)
                .mapToDouble(i -> Math.log10(lower / 100) + i * (Math.log10(upper / lower) + 3) / POINTS)
                .toArray();
        double[] shares = Arrays.stream(logarithms)
                .map(logarithm -> units.stream()
                        .mapToDouble(unit -> unit.decisions.share(Math.pow(10, logarithm)))
                        .average()
                        .orElseThrow())
                .toArray();
        return Plot.of(
                "log10 of the Lipschitz constant",
                "share decided",
                List.of(
                        Plot.Line.of("decided", logarithms, shares),
                        vertical("lower bound", lower),
                        vertical("upper bound", upper)));
    }

    private static Plot.Line vertical(String name, double constant) {
        double place = Math.log10(constant);
        return Plot.Line.of(name, new double[] {place, place}, new double[] {0, 1});
    }

    private double mean(ToDoubleFunction<Certified> of) {
        return Math.exp(units.stream()
                .mapToDouble(unit -> Math.log(Math.max(TINY, of.applyAsDouble(unit))))
                .average()
                .orElseThrow());
    }

    private Gallery gallery(List<Images> visualizations) {
        return new Gallery(
                "Units of " + setup.network().name() + " whose Lipschitz constants were certified",
                "each as small and as large as possible",
                IntStream.range(0, units.size())
                        .mapToObj(i -> Gallery.Row.of(
                                units.get(i).name(),
                                2,
                                side -> Tile.of(
                                        visualizations.get(2 * i + 1 - side),
                                        0,
                                        Decimals.format(
                                                "%.3g", side == 0 ? units.get(i).lowest : units.get(i).highest))))
                        .toList());
    }
}
