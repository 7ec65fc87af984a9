package io.eyewitness.check.kernel;

import static io.eyewitness.check.kernel.Rejected.require;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Reads the subset of SMT-LIB 2.6 in which the obligations are written, one command a line: comments, {@code set-logic}, the
 * definitions of min, max, abs_ and relu byte for byte, {@code declare-const}, {@code assert}, {@code check-sat}. Anything
 * else is refused.
 */
final class ScriptReader {
    private static final String DEFINITIONS = """
            (define-fun min ((p Real) (q Real)) Real (ite (<= p q) p q))
            (define-fun max ((p Real) (q Real)) Real (ite (<= p q) q p))
            (define-fun abs_ ((p Real)) Real (ite (<= 0 p) p (- p)))
            (define-fun relu ((p Real)) Real (ite (<= 0 p) p 0))
            """;

    private static final Pattern CONSTANT = Pattern.compile("\\(declare-const ([A-Za-z][A-Za-z0-9_]*) Real\\)");
    private static final Pattern ASSERTION = Pattern.compile("\\(assert (.+)\\)");
    private static final String END = "(check-sat)\n";

    private final Map<String, Object> atoms = new HashMap<>(Map.of("true", Formula.and(), "false", Formula.or()));
    private final List<Formula> assertions = new ArrayList<>();

    /**
     * The assertions of a script.
     *
     * @throws Rejected if the text is not in the subset
     */
    static List<Formula> assertions(String text) {
        require(text.length() <= 1_000_000, "the script has more than a million characters");
        require(text.chars().allMatch(c -> c >= ' ' || c == '\n'), "the script holds control characters");
        require(text.endsWith(END), "the script does not end with (check-sat)");
        int start = 0;
        while (text.startsWith(";", start)) {
            start = text.indexOf('\n', start) + 1;
        }
        String head = text.substring(start).replaceFirst("^\\(set-logic QF_[LN]RA\\)\n", "");
        require(head.startsWith(DEFINITIONS), "not a logic, then the definitions of min, max, abs_ and relu");
        ScriptReader reader = new ScriptReader();
        String body = head.substring(DEFINITIONS.length(), head.length() - END.length());
        body.lines().forEach(reader::command);
        return reader.assertions;
    }

    private void command(String line) {
        Matcher constant = CONSTANT.matcher(line);
        Matcher assertion = ASSERTION.matcher(line);
        if (constant.matches()) {
            String name = constant.group(1);
            require(atoms.putIfAbsent(name, Term.variable(name)) == null, name + " is declared twice");
        } else {
            require(assertion.matches(), "not a command that the kernel reads: " + line);
            Object formula = expression(assertion.group(1));
            require(formula instanceof Formula, "an assertion is not a formula");
            assertions.add((Formula) formula);
        }
    }

    private Object expression(String text) {
        Deque<List<Object>> open = new ArrayDeque<>(List.of(new ArrayList<>()));
        for (String token : text.replace("(", " ( ").replace(")", " ) ").trim().split(" +")) {
            if (token.equals("(")) {
                open.push(new ArrayList<>());
                require(open.size() <= 100, "more than 100 nested parentheses");
            } else if (token.equals(")")) {
                List<Object> parts = open.pop();
                require(
                        !open.isEmpty() && !parts.isEmpty() && parts.get(0) instanceof String,
                        "a parenthesis closes nothing");
                open.element().add(application(parts.get(0), parts.subList(1, parts.size())));
            } else {
                open.element().add(open.size() > 1 && open.element().isEmpty() ? token : atom(token));
            }
        }
        require(open.size() == 1 && open.element().size() == 1, "an assertion is not one balanced expression");
        return open.element().get(0);
    }

    private Object atom(String token) {
        return atoms.computeIfAbsent(token, numeral -> {
            require(numeral.matches("0|[1-9][0-9]{0,999}"), numeral + " is not declared");
            return Term.constant(BigFraction.parse(numeral));
        });
    }

    /** An operator's case is its symbol, the sort of its operands, and their number; 3 stands for more than 2. */
    private static Object application(Object operator, List<Object> operands) {
        List<Term> t = only(Term.class, operands);
        List<Formula> f = only(Formula.class, operands);
        int number = operands.size();
        String sort = f.size() == number ? " formula " : t.size() == number ? " term " : " mixed ";
        return switch (operator + sort + Math.min(number, 3)) {
            case "and formula 2", "and formula 3" -> Formula.and(f);
            case "or formula 2", "or formula 3" -> Formula.or(f);
            case "not formula 1" -> Formula.not(f.get(0));
            case "< term 2" -> t.get(0).lessThan(t.get(1));
            case "<= term 2" -> t.get(0).atMost(t.get(1));
            case "= term 2" -> t.get(0).equalTo(t.get(1));
            case "+ term 2", "+ term 3" -> Term.sum(t);
            case "* term 2", "* term 3" -> Term.product(t);
            case "min term 2" -> Term.min(t.get(0), t.get(1));
            case "max term 2" -> Term.max(t.get(0), t.get(1));
            case "abs_ term 1" -> Term.abs(t.get(0));
            case "relu term 1" -> Term.relu(t.get(0));
            case "- term 1" -> Term.constant(number(t.get(0), false).negate());
            case "/ term 2" -> Term.constant(number(t.get(0), false).divide(number(t.get(1), true)));
            default -> throw new Rejected("the kernel does not read (" + operator + " ...) with such operands");
        };
    }

    private static <T> List<T> only(Class<T> sort, List<Object> operands) {
        return operands.stream().filter(sort::isInstance).map(sort::cast).toList();
    }

    private static BigFraction number(Term term, boolean divides) {
        require(term instanceof Term.Constant, "only numbers can be negated or divided");
        BigFraction value = ((Term.Constant) term).value();
        require(!divides || value.signum() != 0, "a division by 0");
        return value;
    }
}
