package io.eyewitness.nn.survey;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.nn.gallery.InspectionPage;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Part;
import io.eyewitness.nn.inspect.Sign;
import io.eyewitness.nn.survey.SurveyReport.Layer;
import io.eyewitness.nn.survey.SurveyReport.NaturalImage;
import io.eyewitness.nn.survey.SurveyReport.SurveyedUnit;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.page.PageCatalogue;
import io.eyewitness.theory.page.PageCatalogue.Entry;
import io.eyewitness.theory.page.PageCatalogue.Sheets;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page of a survey: a contact sheet of all units, and a table of the layers. */
final class SurveyPage {
    private static final List<String> COLUMNS =
            List.of("largest natural value", "mean natural value", "share of images above 0", "value at visualization");

    private SurveyPage() {}

    /**
     * The page.
     *
     * @param pictures of all units, in the order of the report
     * @param examples in the order of the report's natural images
     */
    static ResultPage of(SurveyReport report, List<BufferedImage> pictures, List<BufferedImage> examples) {
        List<SurveyedUnit> units = report.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .toList();
        String natural = report.setting().get("naturals");
        return ResultPage.of(
                "A survey of " + report.network(),
                units.size() + " units of " + report.layers().size()
                        + " layers: an image that maximizes each, and the natural images that activate it most.",
                List.of(
                        Section.of(
                                "Units",
                                "The value of a channel is the mean over its places. Choose a unit to see all that was found"
                                        + " out about it.",
                                catalogue(report, units, pictures, examples)),
                        Section.of(
                                "Layers", "At the " + natural + " natural images at most.", layers(report.layers()))),
                report.setting());
    }

    private static PageCatalogue catalogue(
            SurveyReport report, List<SurveyedUnit> units, List<BufferedImage> pictures, List<BufferedImage> examples) {
        List<Sign> signs = Stream.of(Sign.values())
                .filter(sign ->
                        units.stream().anyMatch(unit -> value(unit, sign).isPresent()))
                .toList();
        Map<Integer, Integer> places = new HashMap<>();
        for (NaturalImage image : report.images()) {
            places.put(image.image(), places.size());
        }
        List<Entry> entries = new ArrayList<>();
        int picture = 0;
        for (int group = 0; group < report.layers().size(); group++) {
            for (SurveyedUnit unit : report.layers().get(group).units()) {
                int first = picture;
                picture += unit.files().size();
                entries.add(new Entry(
                        unit.name(),
                        group,
                        numbers(unit, signs),
                        IntStream.range(first, picture).boxed().toList(),
                        unit.examples().stream()
                                .map(example -> example(places.get(example.image()), example.value(), report.images()))
                                .toList(),
                        unit.fault().stream().toList(),
                        unit.inspection().map(card -> InspectionPage.unit(tree(card), List.of()))));
            }
        }
        return new PageCatalogue(
                "Layer",
                report.layers().stream().map(Layer::layer).toList(),
                Stream.concat(COLUMNS.stream(), signs.stream().map(Sign::text)).toList(),
                Sheets.of(pictures),
                Sheets.of(examples),
                entries);
    }

    private static JsonNode tree(Card card) {
        return EvidenceJson.mapper().valueToTree(card);
    }

    private static PageCatalogue.Example example(int place, double value, List<NaturalImage> images) {
        String label = images.get(place).label().map(name -> ", " + name).orElse("");
        return new PageCatalogue.Example(place, Decimals.format("%.4g", value) + label);
    }

    private static List<Double> numbers(SurveyedUnit unit, List<Sign> signs) {
        List<Double> numbers = new ArrayList<>(List.of(unit.largest(), unit.mean(), unit.active()));
        numbers.add(
                unit.visualizations().isEmpty()
                        ? null
                        : unit.visualizations().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow());
        signs.forEach(sign -> numbers.add(value(unit, sign).orElse(null)));
        return numbers;
    }

    private static Optional<Double> value(SurveyedUnit unit, Sign sign) {
        return unit.inspection()
                .flatMap(card -> card.parts().stream()
                        .filter(part -> part.sign() == sign)
                        .map(Part::value)
                        .findFirst());
    }

    private static PagePart layers(List<Layer> layers) {
        return new PagePart.Table(
                "The units of each layer",
                List.of("layer", "units", "above 0 at no image", "above 0 at every image"),
                layers.stream()
                        .map(layer -> List.<Object>of(
                                layer.layer(),
                                layer.units().size(),
                                layer.units().stream()
                                        .filter(unit -> unit.active() == 0)
                                        .count(),
                                layer.units().stream()
                                        .filter(unit -> unit.active() == 1)
                                        .count()))
                        .toList());
    }
}
