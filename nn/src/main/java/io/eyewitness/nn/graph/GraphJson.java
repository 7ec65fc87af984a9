package io.eyewitness.nn.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;

/** Graphs as JSON. */
public final class GraphJson {
    private static final JsonMapper JSON = Decimals.json()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private GraphJson() {}

    /** The JSON text, on one line. */
    public static String write(Graph graph) {
        try {
            return JSON.writeValueAsString(graph);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The graph of a JSON text.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Graph read(String json) {
        try {
            return JSON.readValue(json, Graph.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its graph is unreadable: " + EvidenceJson.reason(e), e);
        }
    }
}
