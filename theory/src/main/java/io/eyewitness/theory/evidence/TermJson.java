package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        Term.Operation operation = (Term.Operation) term;
        ArrayNode array =
                JsonNodeFactory.instance.arrayNode().add(operation.operator().symbol());
        operation.operands().forEach(operand -> array.add(tree(operand)));
        return array;
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
        return new Term.Operation(operator(tree.get(0).textValue()), operands);
    }

    private static Term.Operator operator(String symbol) {
        return Stream.of(Term.Operator.values())
                .filter(operator -> operator.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + symbol + "' is not an operation of terms"));
    }
}
