package io.eyewitness.nn.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.survey.SurveyFindings.Example;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a survey found out: the content of {@code survey.json}.
 *
 * @param schema the version of the form
 * @param network its name
 * @param weightsSha256 of its parameters
 * @param setting everything that the numbers depend on
 * @param images the natural images that are an example of a unit
 * @param layers in the order of computation
 */
record SurveyReport(
        String schema,
        String network,
        String weightsSha256,
        SortedMap<String, String> setting,
        List<NaturalImage> images,
        List<Layer> layers) {
    /** The version of the form. */
    static final String SCHEMA = "eyewitness-survey/1";

    SurveyReport {
        images = List.copyOf(images);
        layers = List.copyOf(layers);
    }

    /**
     * A natural image.
     *
     * @param image its number among the natural images of the survey
     * @param source where it comes from
     * @param label the name of its class, if it is known
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record NaturalImage(int image, @JsonUnwrapped Source source, Optional<String> label) {}

    /** A layer and its units. */
    record Layer(String layer, List<SurveyedUnit> units) {
        Layer {
            units = List.copyOf(units);
        }
    }

    /**
     * A unit.
     *
     * @param unit as users write it
     * @param name the same with the name of its class, if it has one
     * @param largest of its values at natural images
     * @param mean of these values
     * @param active the share of natural images whose value is above 0
     * @param examples the natural images with the largest values, in descending order
     * @param visualizations its value at each of its visualizations
     * @param files of the visualizations
     * @param fault why there are none
     * @param inspection its card
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SurveyedUnit(
            String unit,
            String name,
            double largest,
            double mean,
            double active,
            List<Example> examples,
            List<Double> visualizations,
            List<String> files,
            Optional<String> fault,
            Optional<Card> inspection) {}
}
