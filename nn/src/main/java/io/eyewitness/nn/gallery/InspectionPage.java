package io.eyewitness.nn.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.page.PageCards;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.PagePicture;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page of an inspection, from its JSON ({@code eyewitness-inspection/1}): a card for the network and one for each unit. */
public final class InspectionPage {
    private static final String CONSISTENT = "consistent";
    private static final String DOUBTFUL = "doubtful";

    /** The verdicts, from the best to the worst. */
    private static final List<String> VERDICTS = List.of(CONSISTENT, DOUBTFUL, "manipulated?");

    private static final Map<String, String> NOTIONS = Map.of(
            "exact", "neither the unit's values at other images",
            "approx", "roughly how large they are",
            "side", "on which side of the middle of its range they lie");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("agreement", "agreement with the natural images that activate it most"),
            Map.entry("path", "similarity to them along the path"),
            Map.entry("distinctness", "distinctness from visualizations of other units"),
            Map.entry("dead", "share that depends on channels that no natural image activates"),
            Map.entry("rare", "share that depends on channels that few natural images activate"),
            Map.entry("beyond", "share that depends on a channel beyond its natural range"),
            Map.entry("steepness", "steepness of the ascent"),
            Map.entry("deadLayer", "largest share of rare channels, dead ones included"),
            Map.entry("bimodal", "activations that lie farthest apart, in deviations"),
            Map.entry("weights", "weight most out of scale, in deviations"),
            Map.entry("biases", "bias most out of scale, in deviations"));

    private InspectionPage() {}

    /**
     * The page.
     *
     * @param inspection the content of {@code inspection.json}
     * @param visualizations of each unit, in the order of the units; none to show none
     */
    public static ResultPage of(JsonNode inspection, List<Gallery.Row> visualizations) {
        List<PageCards.Card> cards = new ArrayList<>();
        cards.add(network(inspection));
        for (int i = 0; i < inspection.path("units").size(); i++) {
            List<PagePicture> pictures = i < visualizations.size()
                    ? visualizations.get(i).tiles().stream()
                            .map(Tile::pagePicture)
                            .toList()
                    : List.of();
            cards.add(unit(inspection.path("units").get(i), pictures));
        }
        JsonNode theory = inspection.path("theory");
        Map<String, String> setting = new TreeMap<>();
        inspection
                .path("setting")
                .properties()
                .forEach(one -> setting.put(one.getKey(), one.getValue().asText()));
        return ResultPage.of(
                "Signs of manipulation in the visualizations of " + text(inspection, "network"),
                "A card for the network and one for each unit: the verdict, and the numbers that it rests on.",
                List.of(
                        Section.of(
                                "What theory says, whatever the numbers",
                                "",
                                new PagePart.Text(List.of(
                                        text(theory, "sentence"),
                                        "The answers of the row " + text(theory, "functionClass")
                                                + " in the table that eyewitness table proves are No: a visualization tells "
                                                + String.join(", nor ", told(theory.path("cells"))) + "."))),
                        Section.of("Verdicts", compared(inspection.path("thresholds")), new PageCards(VERDICTS, cards)),
                        Section.of("The numbers", "", table(inspection.path("units")))),
                setting);
    }

    /** What the cells of a class, {@code claim:CLASS.NOTION}, are about. */
    private static List<String> told(JsonNode cells) {
        return texts(cells).stream()
                .map(cell ->
                        NOTIONS.getOrDefault(cell.substring(cell.lastIndexOf('.') + 1), "the unit") + " (" + cell + ")")
                .toList();
    }

    private static String compared(JsonNode thresholds) {
        if (thresholds.path("units").intValue() == 0) {
            return "There are no units of other clean networks to compare with.";
        }
        return "A number beyond what clean units reach speaks against a visualization. Compared with "
                + thresholds.path("units").asText() + " units of clean networks: "
                + String.join(", ", texts(thresholds.path("networks"))) + ".";
    }

    private static PageCards.Card network(JsonNode inspection) {
        JsonNode whole = inspection.path("whole");
        List<PageCards.Finding> rows = new ArrayList<>();
        whole.properties().stream()
                .filter(number -> number.getValue().has("where"))
                .forEach(number -> rows.add(
                        new PageCards.Finding(name(number.getKey()), place(number.getValue()), Optional.empty())));
        List<List<Object>> gates = new ArrayList<>();
        whole.path("gates")
                .forEach(gate -> gates.add(List.of(
                        text(gate, "layer"),
                        gate.path("channels").intValue(),
                        gate.path("dead").intValue(),
                        gate.path("rare").intValue(),
                        gate.path("opened").intValue())));
        List<PagePart> parts = gates.isEmpty()
                ? List.of()
                : List.of(new PagePart.Table(
                        "Channels that natural images do not activate",
                        List.of("gate", "channels", "dead", "rare", "opened by others"),
                        gates));
        return new PageCards.Card(
                text(inspection, "network") + ", the network",
                text(inspection, "verdict"),
                texts(inspection.path("reasons")),
                rows,
                parts);
    }

    private static String place(JsonNode extreme) {
        String where = text(extreme, "where");
        return where.isEmpty()
                ? "none"
                : Decimals.format("%.3g at %s", extreme.path("value").doubleValue(), where);
    }

    /**
     * The card of a unit.
     *
     * @param unit an element of {@code units} of {@code inspection.json}
     * @param pictures of it; none to show none
     */
    public static PageCards.Card unit(JsonNode unit, List<PagePicture> pictures) {
        List<PageCards.Finding> rows = new ArrayList<>();
        unit.path("parts").forEach(part -> rows.add(finding(part)));
        JsonNode stability = unit.path("stability");
        if (stability.isObject()) {
            rows.add(new PageCards.Finding(
                    "similarity of visualizations",
                    Decimals.format(
                            "%.3g from other starts, %.3g in other parametrizations, %.3g of other units",
                            stability.path("starts").doubleValue(),
                            stability.path("parametrisations").doubleValue(),
                            stability.path("others").doubleValue()),
                    Optional.empty()));
        }
        List<PagePart> parts = new ArrayList<>();
        if (!pictures.isEmpty()) {
            parts.add(new PagePart.Gallery(List.of(new PagePart.Row("", pictures))));
        }
        chart(
                        "The path of " + text(unit, "unit")
                                + ": similarity to the natural images that activate it most",
                        unit.path("path"),
                        List.of("visualizations", "others"))
                .ifPresent(parts::add);
        chart(
                        "The share of the value of " + text(unit, "unit") + " that depends on channels at each gate",
                        unit.path("gates"),
                        List.of("dead", "rare", "held", "narrow"))
                .ifPresent(parts::add);
        return new PageCards.Card(text(unit, "unit"), text(unit, "verdict"), texts(unit.path("reasons")), rows, parts);
    }

    private static PageCards.Finding finding(JsonNode part) {
        StringBuilder value = new StringBuilder(Decimals.format(
                "%.3g [%.3g, %.3g], n = %d %s",
                part.path("value").doubleValue(),
                part.path("low").doubleValue(),
                part.path("high").doubleValue(),
                part.path("n").intValue(),
                text(part, "over")));
        if (part.has("threshold")) {
            value.append(Decimals.format(
                    "; clean units reach %.3g", part.get("threshold").doubleValue()));
        }
        if (part.has("beside")) {
            value.append(Decimals.format(
                    isLowSuspicious(part) ? "; above natural images' %.3g" : "; held-out natural images %.3g",
                    part.get("beside").doubleValue()));
        }
        if (part.has("layer")) {
            value.append("; at ").append(text(part, "layer"));
        }
        return new PageCards.Finding(name(text(part, "sign")), value.toString(), word(part));
    }

    /** Whether it speaks against a visualization if it is small, as an excess of similarity over that of natural images does. */
    private static boolean isLowSuspicious(JsonNode part) {
        return text(part, "suspicious").equals("low");
    }

    /** What a part says alone; nothing if it is compared with nothing. */
    private static Optional<String> word(JsonNode part) {
        if (!part.has("threshold")) {
            return Optional.empty();
        }
        return Optional.of(part.path("beyond").booleanValue() ? DOUBTFUL : CONSISTENT);
    }

    /** A line for each number of a list of layers; empty if there are fewer than two layers. */
    private static Optional<PagePart> chart(String text, JsonNode layers, List<String> names) {
        if (layers.size() < 2) {
            return Optional.empty();
        }
        List<String> places = new ArrayList<>();
        layers.forEach(layer -> places.add(text(layer, "layer")));
        List<PagePart.Line> lines = new ArrayList<>();
        for (String name : names) {
            List<List<Double>> points = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                points.add(List.of((double) i, layers.get(i).path(name).doubleValue()));
            }
            lines.add(new PagePart.Line(name, PagePart.Style.LINE, points));
        }
        return Optional.of(new PagePart.Lines(
                text, PagePart.Axis.of("layer", places), PagePart.Axis.of("similarity or share"), lines));
    }

    private static PagePart table(JsonNode units) {
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode unit : units) {
            for (JsonNode part : unit.path("parts")) {
                rows.add(List.of(
                        text(unit, "unit"),
                        text(unit, "verdict"),
                        text(part, "sign"),
                        part.path("n").intValue(),
                        part.path("value").doubleValue(),
                        part.path("low").doubleValue(),
                        part.path("high").doubleValue(),
                        part.has("threshold") ? part.get("threshold").doubleValue() : ""));
            }
        }
        return new PagePart.Table(
                "Each part of each unit, with intervals of 95 %",
                List.of("unit", "verdict", "part", "n", "value", "from", "to", "clean units reach"), rows);
    }

    private static String name(String key) {
        return NAMES.getOrDefault(key, key);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
