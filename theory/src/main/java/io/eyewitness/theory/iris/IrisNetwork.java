package io.eyewitness.theory.iris;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The JSON form of a network trained on Fisher's iris, version 1: {@code schema}, {@code seed}, {@code hidden},
 * {@code errorBeforeRounding}, {@code meanSquaredError}, and the four parts of {@link BaseNetwork}; all numbers but the seed and the number
 * of hidden units are exact and stand as strings such as {@code "-7/64"}.
 */
public final class IrisNetwork {
    /** The value of the field {@code schema}. */
    public static final String SCHEMA = "eyewitness-iris-network/1";

    private static final Set<String> FIELDS = Set.of(
            "schema",
            "seed",
            "hidden",
            "errorBeforeRounding",
            "meanSquaredError",
            "hiddenWeights",
            "hiddenBias",
            "outputWeights",
            "outputBias");
    private static final JsonMapper JSON = Decimals.json()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private IrisNetwork() {}

    /**
     * The network that comes with Eyewitness, trained from {@link IrisTraining#SEED}.
     *
     * @throws IllegalArgumentException if the file in this build was damaged
     */
    public static TrainedNetwork committed() {
        return read(Iris.resource("network.json"));
    }

    /** The JSON text, with a line end at its end; equal networks give equal texts. */
    public static String write(TrainedNetwork trained) {
        BaseNetwork network = trained.network();
        ObjectNode node = JSON.createObjectNode();
        node.put("schema", SCHEMA);
        node.put("seed", trained.seed());
        node.put("hidden", network.hidden());
        node.put("errorBeforeRounding", trained.errorBeforeRounding().toString());
        node.put("meanSquaredError", Rationals.text(trained.meanSquaredError()));
        ArrayNode rows = node.putArray("hiddenWeights");
        network.hiddenWeights().forEach(row -> rows.add(array(row)));
        node.set("hiddenBias", array(network.hiddenBias()));
        node.set("outputWeights", array(network.outputWeights()));
        node.put("outputBias", Rationals.text(network.outputBias()));
        try {
            return JSON.writer(printer()).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers was not written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote, and checks the error it states.
     *
     * @throws IllegalArgumentException if the text is not such a network, or states a wrong error
     */
    public static TrainedNetwork read(String json) {
        JsonNode node = tree(json);
        if (!node.path("schema").asText().equals(SCHEMA)) {
            throw bad("schema must be \"" + SCHEMA + "\"");
        }
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        if (!names.equals(FIELDS)) {
            throw bad("the fields must be " + new TreeSet<>(FIELDS) + ", not " + names);
        }
        if (!node.get("seed").canConvertToLong() || !node.get("seed").isIntegralNumber()) {
            throw bad("seed must be an integer");
        }
        BaseNetwork network = new BaseNetwork(
                elements(node, "hiddenWeights").stream()
                        .map(row -> numbers(row, "hiddenWeights"))
                        .toList(),
                numbers(node.get("hiddenBias"), "hiddenBias"),
                numbers(node.get("outputWeights"), "outputWeights"),
                number(node.get("outputBias"), "outputBias"));
        if (network.inputs() != Iris.DIMENSION) {
            throw bad("a hidden unit has " + network.inputs() + " weights, not " + Iris.DIMENSION);
        }
        if (!node.get("hidden").isInt() || node.get("hidden").intValue() != network.hidden()) {
            throw bad("hidden is " + node.get("hidden") + ", but there are " + network.hidden() + " hidden units");
        }
        BigFraction stated = number(node.get("meanSquaredError"), "meanSquaredError");
        BigFraction actual = network.meanSquaredError(Iris.samples());
        if (!stated.equals(actual)) {
            throw bad("meanSquaredError is " + Rationals.text(stated) + ", but these weights have "
                    + Rationals.text(actual));
        }
        return new TrainedNetwork(
                network, node.get("seed").longValue(), decimal(node.get("errorBeforeRounding")), actual);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a network trained on iris: line " + e.getLocation().getLineNr()
                            + " is no JSON, or has a key for the second time",
                    e);
        }
    }

    private static List<JsonNode> elements(JsonNode node, String field) {
        return elements(node.get(field), field, "a list of lists");
    }

    private static List<JsonNode> elements(JsonNode node, String field, String form) {
        if (!node.isArray()) {
            throw bad(field + " must be " + form + " of numbers");
        }
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static List<BigFraction> numbers(JsonNode node, String field) {
        return elements(node, field, "a list").stream()
                .map(element -> number(element, field))
                .toList();
    }

    private static BigFraction number(JsonNode node, String field) {
        if (!node.isTextual()) {
            throw bad(field + " must hold numbers as strings such as \"-7/64\", not " + node);
        }
        try {
            return Rationals.parse(node.textValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a network trained on iris: " + field + ": " + e.getMessage(), e);
        }
    }

    private static BigDecimal decimal(JsonNode node) {
        try {
            return new BigDecimal(node.asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "not a network trained on iris: errorBeforeRounding must be a decimal as a string, not " + node, e);
        }
    }

    private static IllegalArgumentException bad(String problem) {
        return new IllegalArgumentException("not a network trained on iris: " + problem);
    }

    private static ArrayNode array(List<BigFraction> numbers) {
        ArrayNode array = JSON.createArrayNode();
        numbers.forEach(number -> array.add(Rationals.text(number)));
        return array;
    }

    private static DefaultPrettyPrinter printer() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }
}
