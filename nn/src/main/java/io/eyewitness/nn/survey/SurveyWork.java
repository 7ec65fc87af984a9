package io.eyewitness.nn.survey;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.survey.Findings.Example;
import io.eyewitness.nn.survey.Findings.Natural;
import io.eyewitness.nn.survey.Findings.Visualization;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes the parts of a survey. What a part finds out depends on the survey's settings, the network, the images and the part alone.
 *
 * @param survey the settings
 * @param subject the network and its images
 * @param naturals the natural images of the survey
 */
record SurveyWork(Survey survey, Subject subject, LabelledImages naturals) {
    /** What a part finds out. */
    Findings findings(SurveyPart part) {
        return switch (part.kind()) {
            case NATURAL -> Findings.ofNaturals(naturals(part));
            case VISUALIZATIONS -> Findings.ofVisualizations(visualizations(part.layer(), part.units(), part.from()));
            case INSPECTION -> Findings.ofCards(cards(part.units()));
        };
    }

    private List<Card> cards(List<UnitSpec> units) {
        try {
            return survey.inspection(units).cards(subject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Natural> naturals(SurveyPart part) {
        NaturalStatistics statistics = NaturalStatistics.of(subject.network(), part.layer(), naturals);
        return IntStream.range(part.from(), part.to())
                .mapToObj(unit -> {
                    double[] values = statistics.values(unit);
                    int[] top = statistics.top(unit, survey.top());
                    return new Natural(
                            values[top[0]],
                            Arrays.stream(values).average().orElseThrow(),
                            Arrays.stream(values).filter(value -> value > 0).count() / (double) values.length,
                            Arrays.stream(top)
                                    .mapToObj(image -> new Example(image, values[image]))
                                    .toList());
                })
                .toList();
    }

    /** Units are visualized together, or each by itself if that does not work out. */
    private List<Visualization> visualizations(String layer, List<UnitSpec> units, int first) {
        try {
            return optimized(layer, units, first);
        } catch (Optimization.Diverged e) {
            if (units.size() == 1) {
                return List.of(new Visualization(List.of(), List.of(), Optional.of(e.getMessage())));
            }
            return IntStream.range(0, units.size())
                    .mapToObj(i -> visualizations(layer, List.of(units.get(i)), first + i))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private List<Visualization> optimized(String layer, List<UnitSpec> units, int first) {
        Images images = spec(units).run(subject.network());
        float[][] values = values(layer, images);
        List<Visualization> all = new ArrayList<>();
        for (int unit = 0; unit < units.size(); unit++) {
            List<byte[]> pictures = new ArrayList<>();
            List<Double> reached = new ArrayList<>();
            for (int i = unit * survey.starts(); i < (unit + 1) * survey.starts(); i++) {
                pictures.add(levels(images.image(i)));
                reached.add((double) values[i][first + unit]);
            }
            all.add(new Visualization(pictures, reached, Optional.empty()));
        }
        return all;
    }

    private VisualizationSpec spec(List<UnitSpec> units) {
        UnitProtocol protocol = survey.protocol();
        return new VisualizationSpec(
                units.stream().map(UnitSpec::objective).toList(),
                new Parametrisation.Fourier(),
                Transforms.parse(protocol.transforms()),
                protocol.size(),
                survey.starts(),
                protocol.steps(),
                VisualizationSpec.RATE,
                seed(units.get(0)));
    }

    /** The seed of an optimization, by its first unit. */
    private long seed(UnitSpec unit) {
        return ByteBuffer.wrap(Sha256.bytes(survey.protocol().seed() + " " + unit))
                .getLong();
    }

    /** The value of each channel of a layer at each image. */
    private float[][] values(String layer, Images images) {
        Network network = subject.network();
        try (NDManager scratch = network.manager().newSubManager()) {
            return NaturalStatistics.rows(NaturalStatistics.channelMeans(
                    network.activations(images.on(scratch), List.of(layer)).get(layer)));
        }
    }

    private static byte[] levels(Images image) {
        byte[] levels = new byte[image.values().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Images.level(image.values()[i]);
        }
        return levels;
    }
}
