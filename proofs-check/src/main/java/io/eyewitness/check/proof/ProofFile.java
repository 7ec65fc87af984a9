package io.eyewitness.check.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proof of one obligation, as JSON: one step a line, in preorder, indented by its depth. A step is {@code {"split": q}}
 * (its branch q &gt; 0 follows, then q &lt;= 0), {@code {"contradiction": true}} or {@code {"certificate": [[factor, ...], ...]}},
 * products that add up to 0; polynomials are written as by {@link PolynomialText}.
 *
 * @param obligation the id of what is proven
 * @param steps the proof
 */
public record ProofFile(String obligation, List<Step> steps) {
    private static final int FORMAT = 1;
    private static final int MAX_INDENTATION = 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ProofFile {
        steps = List.copyOf(steps);
    }

    /** The file's text: the same proof gives the same bytes. */
    public String write() {
        StringBuilder text = new StringBuilder();
        text.append("{\n\"format\": ").append(FORMAT);
        text.append(",\n\"obligation\": ").append(quoted(obligation));
        text.append(",\n\"steps\": [");
        Deque<Integer> depths = new ArrayDeque<>(List.of(0));
        String separator = "\n";
        for (Step step : steps) {
            int depth = depths.isEmpty() ? 0 : depths.pop();
            text.append(separator)
                    .append("  ".repeat(Math.min(depth, MAX_INDENTATION)))
                    .append(line(step));
            separator = ",\n";
            if (step instanceof Step.Split) {
                depths.push(depth + 1);
                depths.push(depth + 1);
            }
        }
        return text.append("\n]\n}\n").toString();
    }

    private static String line(Step step) {
        if (step instanceof Step.Split split) {
            return "{\"split\": " + quoted(PolynomialText.of(split.polynomial())) + "}";
        }
        if (step instanceof Step.Certificate certificate) {
            return certificate.products().stream()
                    .map(ProofFile::product)
                    .collect(Collectors.joining(", ", "{\"certificate\": [", "]}"));
        }
        return "{\"contradiction\": true}";
    }

    private static String product(List<Polynomial> factors) {
        return factors.stream()
                .map(factor -> quoted(PolynomialText.of(factor)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /**
     * Reads a proof file.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static ProofFile read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            requireKeys(root, "format", "obligation", "steps");
            require(
                    root.get("format").isInt() && root.get("format").intValue() == FORMAT,
                    "its format is not " + FORMAT);
            require(root.get("obligation").isTextual(), "the obligation is not named");
            require(root.get("steps").isArray(), "the steps are not an array");
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : root.get("steps")) {
                steps.add(step(step));
            }
            return new ProofFile(root.get("obligation").textValue(), steps);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a proof file: " + e.getOriginalMessage(), e);
        }
    }

    private static Step step(JsonNode node) {
        if (node.has("split")) {
            requireKeys(node, "split");
            return new Step.Split(polynomial(node.get("split")));
        }
        if (node.has("contradiction")) {
            requireKeys(node, "contradiction");
            require(
                    node.get("contradiction").isBoolean()
                            && node.get("contradiction").booleanValue(),
                    "a contradiction is not true");
            return new Step.Contradiction();
        }
        requireKeys(node, "certificate");
        List<List<Polynomial>> products = new ArrayList<>();
        require(node.get("certificate").isArray(), "a certificate is not an array");
        for (JsonNode product : node.get("certificate")) {
            require(product.isArray(), "a product is not an array");
            List<Polynomial> factors = new ArrayList<>();
            product.forEach(factor -> factors.add(polynomial(factor)));
            products.add(factors);
        }
        return new Step.Certificate(products);
    }

    private static Polynomial polynomial(JsonNode node) {
        require(node.isTextual(), "a polynomial is not a text");
        return PolynomialText.parse(node.textValue());
    }

    private static void requireKeys(JsonNode node, String... keys) {
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        require(
                node.isObject() && found.equals(Set.of(keys)),
                "expected " + String.join(", ", keys) + ", found " + found);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not a proof file: " + otherwise);
        }
    }
}
