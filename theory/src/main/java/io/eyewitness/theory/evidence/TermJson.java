package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;

/** Terms as nested arrays: a variable or a rational is text, an operation an array of its symbol and its operands. */
final class TermJson {
    private TermJson() {}

    static JsonNode tree(Term term) {
        if (term instanceof Term.Variable variable) {
            return JsonNodeFactory.instance.textNode(variable.name());
        }
        if (term instanceof Term.Constant constant) {
            return JsonNodeFactory.instance.textNode(Rationals.text(constant.value()));
        }
        if (term instanceof Term.Sum sum) {
            return call("+", sum.operands());
        }
        if (term instanceof Term.Product product) {
            return call("*", product.operands());
        }
        if (term instanceof Term.Min min) {
            return call("min", List.of(min.left(), min.right()));
        }
        if (term instanceof Term.Max max) {
            return call("max", List.of(max.left(), max.right()));
        }
        if (term instanceof Term.Abs abs) {
            return call("abs", List.of(abs.operand()));
        }
        return call("relu", List.of(((Term.Relu) term).operand()));
    }

    static Term term(JsonNode tree) {
        if (tree.isTextual()) {
            String text = tree.textValue();
            return !text.isEmpty() && Character.isLetter(text.charAt(0))
                    ? Term.variable(text)
                    : Term.constant(Rationals.fraction(text));
        }
        if (!tree.isArray() || tree.isEmpty() || !tree.get(0).isTextual()) {
            throw new IllegalArgumentException("a term is text or an array that starts with an operation");
        }
        List<Term> operands = new ArrayList<>();
        for (int i = 1; i < tree.size(); i++) {
            operands.add(term(tree.get(i)));
        }
        return operation(tree.get(0).textValue(), operands);
    }

    private static Term operation(String symbol, List<Term> operands) {
        return switch (symbol) {
            case "+" -> new Term.Sum(operands);
            case "*" -> new Term.Product(operands);
            case "min" -> Term.min(operand(operands, 0, 2), operand(operands, 1, 2));
            case "max" -> Term.max(operand(operands, 0, 2), operand(operands, 1, 2));
            case "abs" -> Term.abs(operand(operands, 0, 1));
            case "relu" -> Term.relu(operand(operands, 0, 1));
            default -> throw new IllegalArgumentException("'" + symbol + "' is not an operation of terms");
        };
    }

    private static Term operand(List<Term> operands, int index, int arity) {
        if (operands.size() != arity) {
            throw new IllegalArgumentException(
                    "an operation of terms has " + operands.size() + " operands, not " + arity);
        }
        return operands.get(index);
    }

    private static ArrayNode call(String symbol, List<Term> operands) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode().add(symbol);
        operands.forEach(operand -> array.add(tree(operand)));
        return array;
    }
}
