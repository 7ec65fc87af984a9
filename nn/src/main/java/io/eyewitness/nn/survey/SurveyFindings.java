package io.eyewitness.nn.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a part of a survey found out, in the order of its units; of the three lists one has an entry for each unit.
 *
 * @param naturals what natural images say
 * @param visualizations the images that maximize the units
 * @param cards of the inspection
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SurveyFindings(
        Optional<List<Natural>> naturals, Optional<List<Visualization>> visualizations, Optional<List<Card>> cards) {
    /**
     * The values of a unit at natural images.
     *
     * @param largest of them
     * @param mean of them
     * @param active the share of images whose value is above 0
     * @param examples the images with the largest values, in descending order
     */
    record Natural(double largest, double mean, double active, List<Example> examples) {
        Natural {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A natural image.
     *
     * @param image its number among the natural images of the survey
     * @param value of the unit
     */
    record Example(int image, double value) {}

    /**
     * The visualizations of a unit.
     *
     * @param images each the levels of all pixels, channel by channel and row by row; none if the optimization did not work out
     * @param values of the unit at each
     * @param fault why there is none
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Visualization(List<byte[]> images, List<Double> values, Optional<String> fault) {
        Visualization {
            images = List.copyOf(images);
            values = List.copyOf(values);
        }
    }

    static SurveyFindings ofNaturals(List<Natural> naturals) {
        return new SurveyFindings(Optional.of(naturals), Optional.empty(), Optional.empty());
    }

    static SurveyFindings ofVisualizations(List<Visualization> visualizations) {
        return new SurveyFindings(Optional.empty(), Optional.of(visualizations), Optional.empty());
    }

    static SurveyFindings ofCards(List<Card> cards) {
        return new SurveyFindings(Optional.empty(), Optional.empty(), Optional.of(cards));
    }

    /** The bytes of the part. */
    byte[] bytes() {
        return EvidenceJson.write(this).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #bytes} gives.
     *
     * @throws IllegalArgumentException saying where they are not as they should be
     */
    static SurveyFindings read(byte[] bytes) {
        return EvidenceJson.read(new String(bytes, StandardCharsets.UTF_8), SurveyFindings.class);
    }
}
