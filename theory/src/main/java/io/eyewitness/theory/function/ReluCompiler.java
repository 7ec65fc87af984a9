package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.TermFold;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Turns a piecewise affine term over x1, ..., xd into a {@link ReluNetwork} that equals it on X = [0,1]^d.
 *
 * <p>Source: theory.md section 3, row 3, and N1 to N3. Every subterm becomes an affine combination of atoms, which are
 * the inputs and the outputs of ReLUs: {@code max(p,q) = p + relu(q-p)}, {@code min(p,q) = p - relu(p-q)}, {@code |p| =
 * relu(p) + relu(-p)}. Forms that differ by a positive factor share one ReLU; a ReLU whose argument has one sign on X,
 * by interval arithmetic, is left out.
 */
public final class ReluCompiler {
    private static final BigFraction MINUS_ONE = BigFraction.of(-1);

    private ReluCompiler() {}

    /**
     * The network of a term.
     *
     * @param term a term over x1, ..., xd whose products have at most one factor that varies
     * @param dimension d, at least 1
     * @throws IllegalArgumentException if the term is not such
     */
    public static ReluNetwork compile(Term term, int dimension) {
        Fold fold = new Fold(dimension);
        AffineForm output = fold.value(term);
        return new Layers(dimension, fold.arguments, fold.depths).assemble(output);
    }

    private static final class Fold extends TermFold<AffineForm> {
        private final int dimension;
        private final Map<String, AffineForm> inputs = new HashMap<>();
        private final Map<AffineForm, Integer> atoms = new HashMap<>();
        private final List<AffineForm> arguments = new ArrayList<>();
        private final List<Integer> depths = new ArrayList<>();
        private final List<Interval> ranges = new ArrayList<>();

        private Fold(int dimension) {
            this.dimension = dimension;
            Effort.spend(dimension);
            for (int i = 0; i < dimension; i++) {
                inputs.put(Coordinates.variable(i).name(), AffineForm.atom(i));
                arguments.add(AffineForm.ZERO);
                depths.add(0);
                ranges.add(Interval.UNIT);
            }
        }

        @Override
        protected AffineForm variable(String name) {
            AffineForm form = inputs.get(name);
            if (form == null) {
                throw new IllegalArgumentException("'" + name + "' is not one of x1 to x" + dimension);
            }
            return form;
        }

        @Override
        protected AffineForm constant(BigFraction constant) {
            return AffineForm.of(constant);
        }

        @Override
        protected AffineForm operation(Term.Operator operator, List<AffineForm> operands) {
            return switch (operator) {
                case SUM -> AffineForm.sum(operands);
                case PRODUCT -> operands.stream().reduce(AffineForm.of(BigFraction.ONE), AffineForm::times);
                case MIN -> operands.get(0).minus(relu(operands.get(0).minus(operands.get(1))));
                case MAX -> operands.get(0).plus(relu(operands.get(1).minus(operands.get(0))));
                case ABS -> relu(operands.get(0)).plus(relu(operands.get(0).times(MINUS_ONE)));
                case RELU -> relu(operands.get(0));
            };
        }

        private AffineForm relu(AffineForm operand) {
            Interval range = range(operand);
            if (range.low().signum() >= 0) {
                return operand;
            }
            if (range.high().signum() <= 0) {
                return AffineForm.ZERO;
            }
            BigFraction scale = operand.scale();
            AffineForm argument = operand.times(scale.reciprocal());
            Integer atom = atoms.get(argument);
            if (atom == null) {
                atom = arguments.size();
                atoms.put(argument, atom);
                arguments.add(argument);
                depths.add(1
                        + argument.coefficients().keySet().stream()
                                .mapToInt(depths::get)
                                .max()
                                .orElse(0));
                ranges.add(new Interval(BigFraction.ZERO, range.high().divide(scale)));
            }
            return AffineForm.atom(atom).times(scale);
        }

        private Interval range(AffineForm form) {
            Interval range = Interval.of(form.constant());
            for (Map.Entry<Integer, BigFraction> entry : form.coefficients().entrySet()) {
                range = range.plus(ranges.get(entry.getKey()).times(entry.getValue()));
            }
            return range;
        }
    }

    /** An affine combination of atoms, which are known by number; no coefficient is 0, so equality is that of functions of atoms. */
    private record AffineForm(SortedMap<Integer, BigFraction> coefficients, BigFraction constant) {
        static final AffineForm ZERO = of(BigFraction.ZERO);

        AffineForm {
            coefficients = Collections.unmodifiableSortedMap(coefficients);
        }

        static AffineForm of(BigFraction constant) {
            return new AffineForm(new TreeMap<>(), constant);
        }

        static AffineForm atom(int atom) {
            return new AffineForm(new TreeMap<>(Map.of(atom, BigFraction.ONE)), BigFraction.ZERO);
        }

        static AffineForm sum(Iterable<AffineForm> forms) {
            SortedMap<Integer, BigFraction> total = new TreeMap<>();
            BigFraction constant = BigFraction.ZERO;
            for (AffineForm form : forms) {
                form.coefficients.forEach((atom, coefficient) -> total.merge(atom, coefficient, Effort::add));
                constant = Effort.add(constant, form.constant);
            }
            total.values().removeIf(coefficient -> coefficient.signum() == 0);
            return new AffineForm(total, constant);
        }

        AffineForm plus(AffineForm other) {
            return sum(List.of(this, other));
        }

        AffineForm minus(AffineForm other) {
            return plus(other.times(MINUS_ONE));
        }

        AffineForm times(BigFraction factor) {
            if (factor.signum() == 0) {
                return ZERO;
            }
            SortedMap<Integer, BigFraction> scaled = new TreeMap<>();
            coefficients.forEach((atom, coefficient) -> scaled.put(atom, Effort.multiply(coefficient, factor)));
            return new AffineForm(scaled, Effort.multiply(constant, factor));
        }

        AffineForm times(AffineForm other) {
            if (!isConstant() && !other.isConstant()) {
                throw new IllegalArgumentException("a product of two variable factors is not piecewise affine");
            }
            return other.isConstant() ? times(other.constant) : other.times(constant);
        }

        boolean isConstant() {
            return coefficients.isEmpty();
        }

        /** A positive number that scales with the form, 1 for normalised forms. */
        BigFraction scale() {
            return coefficients.get(coefficients.firstKey()).abs();
        }
    }

    /**
     * Lays atoms out in layers: an atom is computed in the layer of its depth and passed on, as relu(s) = s for s at least 0
     * (N3), up to the last layer that reads it. Atoms that the output does not need are left out.
     */
    private static final class Layers {
        private final int dimension;
        private final List<AffineForm> arguments;
        private final List<Integer> depths;
        private final int[] lastReader;

        /** Atoms are numbered so that each comes after those its argument reads; the first are the inputs. */
        Layers(int dimension, List<AffineForm> arguments, List<Integer> depths) {
            this.dimension = dimension;
            this.arguments = arguments;
            this.depths = depths;
            this.lastReader = new int[arguments.size()];
        }

        ReluNetwork assemble(AffineForm output) {
            int depth = output.coefficients().keySet().stream()
                    .mapToInt(depths::get)
                    .max()
                    .orElse(0);
            markRead(output, depth + 1);
            for (int atom = arguments.size() - 1; atom >= dimension; atom--) {
                if (lastReader[atom] > 0) {
                    markRead(arguments.get(atom), depths.get(atom));
                }
            }
            List<Integer> before = new ArrayList<>();
            for (int input = 0; input < dimension; input++) {
                before.add(input);
            }
            List<List<Neuron>> hidden = new ArrayList<>();
            for (int layer = 1; layer <= depth; layer++) {
                List<Integer> atoms = atomsIn(layer);
                List<Neuron> neurons = new ArrayList<>();
                for (int atom : atoms) {
                    boolean computed = depths.get(atom) == layer;
                    neurons.add(neuron(computed ? arguments.get(atom) : AffineForm.atom(atom), before));
                }
                hidden.add(neurons);
                before = atoms;
            }
            return new ReluNetwork(dimension, hidden, neuron(output, before));
        }

        private void markRead(AffineForm form, int reader) {
            form.coefficients().keySet().forEach(atom -> lastReader[atom] = Math.max(lastReader[atom], reader));
        }

        private List<Integer> atomsIn(int layer) {
            Effort.spend(arguments.size());
            List<Integer> atoms = new ArrayList<>();
            for (int atom = 0; atom < arguments.size(); atom++) {
                if (depths.get(atom) <= layer && lastReader[atom] > layer) {
                    atoms.add(atom);
                }
            }
            return atoms;
        }

        private static Neuron neuron(AffineForm form, List<Integer> before) {
            Effort.spend(before.size());
            SortedMap<Integer, BigFraction> weights = new TreeMap<>();
            for (int position = 0; position < before.size(); position++) {
                BigFraction weight = form.coefficients().get(before.get(position));
                if (weight != null) {
                    weights.put(position, weight);
                }
            }
            return new Neuron(weights, form.constant());
        }
    }
}
