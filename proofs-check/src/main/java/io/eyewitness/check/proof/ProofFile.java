package io.eyewitness.check.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Proofs of one obligation, as JSON: one step a line, in preorder, indented by its depth. A step is {@code {"split": q}}
 * (its branch q &gt; 0 follows, then q &lt;= 0), {@code {"contradiction": true}} or {@code {"certificate": [[factor, ...], ...]}},
 * products that add up to 0; polynomials are written as by {@link PolynomialText}.
 *
 * <p>Each proof says which hypotheses it does without. One proof shows all of these to be unneeded at once; there are several where
 * each of two hypotheses is unneeded only while the other is there. ProverTest.writesAllProofs makes the files that come with the program.
 *
 * @param obligation the id of what is proven
 * @param proofs at least one
 */
public record ProofFile(String obligation, List<Proof> proofs) {
    /**
     * One proof.
     *
     * @param without the hypotheses that it does without, by their numbers from 1, conjunctions taken apart
     * @param steps its steps
     */
    public record Proof(SortedSet<Integer> without, List<Step> steps) {
        public Proof {
            without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
            steps = List.copyOf(steps);
        }
    }

    private static final int FORMAT = 2;
    private static final int MOST_PROOFS = 16;
    private static final int MAX_INDENTATION = 20;

    public ProofFile {
        proofs = List.copyOf(proofs);
        require(!proofs.isEmpty(), "it holds no proof");
        require(proofs.size() <= MOST_PROOFS, "it holds more than " + MOST_PROOFS + " proofs");
    }

    /** The file's text: the same proofs give the same bytes. */
    public String write() {
        return "{\n\"format\": " + FORMAT + ",\n\"obligation\": " + quoted(obligation)
                + proofs.stream()
                        .map(ProofFile::text)
                        .collect(Collectors.joining(",\n", ",\n\"proofs\": [\n", "\n]\n}\n"));
    }

    private static String text(Proof proof) {
        StringBuilder text = new StringBuilder("{\"without\": " + proof.without() + ", \"steps\": [");
        Deque<Integer> depths = new ArrayDeque<>(List.of(0));
        String separator = "\n";
        for (Step step : proof.steps()) {
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
        return text.append("\n]}").toString();
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
            JsonNode root = EvidenceJson.mapper().readTree(text);
            requireKeys(root, "format", "obligation", "proofs");
            require(
                    root.get("format").isInt() && root.get("format").intValue() == FORMAT,
                    "its format is not " + FORMAT);
            require(root.get("obligation").isTextual(), "the obligation is not named");
            require(root.get("proofs").isArray(), "the proofs are not an array");
            Function<String, Polynomial> polynomials = eachOnce(PolynomialText::parse);
            List<Proof> proofs = new ArrayList<>();
            root.get("proofs").forEach(proof -> proofs.add(proof(proof, polynomials)));
            return new ProofFile(root.get("obligation").textValue(), proofs);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a proof file: " + EvidenceJson.reason(e), e);
        }
    }

    /** Remembers what it has read: a proof repeats its polynomials. */
    private static Function<String, Polynomial> eachOnce(Function<String, Polynomial> parser) {
        Map<String, Polynomial> read = new HashMap<>();
        return text -> read.computeIfAbsent(text, parser);
    }

    private static Proof proof(JsonNode node, Function<String, Polynomial> polynomials) {
        requireKeys(node, "without", "steps");
        require(node.get("without").isArray() && node.get("steps").isArray(), "a proof's parts are not arrays");
        SortedSet<Integer> without = new TreeSet<>();
        for (JsonNode number : node.get("without")) {
            require(number.isInt() && without.add(number.intValue()), "a hypothesis is not named by its number, once");
        }
        List<Step> steps = new ArrayList<>();
        node.get("steps").forEach(step -> steps.add(step(step, polynomials)));
        return new Proof(without, steps);
    }

    private static Step step(JsonNode node, Function<String, Polynomial> polynomials) {
        if (node.has("split")) {
            requireKeys(node, "split");
            return new Step.Split(polynomial(node.get("split"), polynomials));
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
            product.forEach(factor -> factors.add(polynomial(factor, polynomials)));
            products.add(factors);
        }
        return new Step.Certificate(products);
    }

    private static Polynomial polynomial(JsonNode node, Function<String, Polynomial> polynomials) {
        require(node.isTextual(), "a polynomial is not a text");
        return polynomials.apply(node.textValue());
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
