package io.eyewitness.nn.survey;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.survey.SurveyFindings.Example;
import io.eyewitness.nn.survey.SurveyFindings.Natural;
import io.eyewitness.nn.survey.SurveyFindings.Visualization;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.part.PartPlan;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The parts of a survey. What a part finds out depends on the survey's settings, the network, the natural images and the part alone, and so not on
 * the other layers that are surveyed.
 */
public final class SurveyPlan implements PartPlan {
    private final Survey survey;
    private final Subject subject;
    private final LabelledImages naturals;
    private final List<SurveyPart> parts;
    private final SortedMap<String, String> settings;

    private SurveyPlan(Survey survey, Subject subject, LabelledImages naturals, SortedMap<String, String> settings) {
        this.survey = survey;
        this.subject = subject;
        this.naturals = naturals;
        this.parts = survey.parts(subject.graph());
        this.settings = settings;
    }

    /**
     * The parts of a survey of a subject.
     *
     * @param naturals the natural images of the survey
     */
    static SurveyPlan of(Survey survey, Subject subject, LabelledImages naturals) throws IOException {
        SortedMap<String, String> settings = subject.identity();
        settings.putAll(survey.settings());
        settings.put("weights", subject.model().sha256());
        settings.put("seed", String.valueOf(survey.protocol().seed()));
        settings.put("natural images", ContentHash.of(naturals));
        if (survey.isInspected()) {
            settings.put("protocol", survey.protocol().toString());
        }
        return new SurveyPlan(survey, subject, naturals, settings);
    }

    @Override
    public SortedMap<String, String> settings() {
        return settings;
    }

    @Override
    public int size() {
        return parts.size();
    }

    /** One at a time: PyTorch has threads of its own. */
    @Override
    public synchronized byte[] compute(int number, Parts firsts) throws IOException {
        SurveyPart part = parts.get(number);
        return (switch (part.kind()) {
                    case NATURAL -> SurveyFindings.ofNaturals(naturals(part));
                    case VISUALIZATIONS ->
                        SurveyFindings.ofVisualizations(visualizations(part.layer(), part.units(), part.from()));
                    case INSPECTION -> SurveyFindings.ofCards(cards(part.units()));
                })
                .bytes();
    }

    /**
     * Writes the results: {@code survey.json}, the pictures and the page.
     *
     * @param computed all parts
     * @return a line for people
     * @throws IOException if a part cannot be read, or a file not be written
     */
    public String write(Parts computed, StagingDirectory draft) throws IOException {
        SurveyMerge merge = new SurveyMerge(subject, naturals, draft);
        for (int number = 0; number < size(); number++) {
            merge.add(parts.get(number), SurveyFindings.read(computed.get(number)));
        }
        SortedMap<String, String> setting = subject.setting(naturals);
        setting.putAll(survey.settings());
        setting.put("seed", String.valueOf(survey.protocol().seed()));
        return merge.write(setting);
    }

    private List<Card> cards(List<UnitSpec> units) throws IOException {
        return survey.inspection(units).cards(subject);
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
