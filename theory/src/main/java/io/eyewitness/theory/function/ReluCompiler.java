package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        AffineForm output = fold.of(term);
        return new LayerAssembly(dimension, fold.arguments, fold.depths).assemble(output);
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
        AffineForm variable(Term.Variable variable) {
            AffineForm form = inputs.get(variable.name());
            if (form == null) {
                throw new IllegalArgumentException("'" + variable + "' is not one of x1 to x" + dimension);
            }
            return form;
        }

        @Override
        AffineForm constant(Term.Constant constant) {
            return AffineForm.of(constant.value());
        }

        @Override
        AffineForm sum(List<AffineForm> operands) {
            return AffineForm.sum(operands);
        }

        @Override
        AffineForm product(List<AffineForm> operands) {
            AffineForm product = AffineForm.of(BigFraction.ONE);
            for (AffineForm operand : operands) {
                if (!operand.isConstant() && !product.isConstant()) {
                    throw new IllegalArgumentException("a product of two variable factors is not piecewise affine");
                }
                product = operand.isConstant() ? product.times(operand.constant()) : operand.times(product.constant());
            }
            return product;
        }

        @Override
        AffineForm min(AffineForm left, AffineForm right) {
            return left.minus(relu(left.minus(right)));
        }

        @Override
        AffineForm max(AffineForm left, AffineForm right) {
            return left.plus(relu(right.minus(left)));
        }

        @Override
        AffineForm abs(AffineForm operand) {
            return relu(operand).plus(relu(operand.times(BigFraction.of(-1))));
        }

        @Override
        AffineForm relu(AffineForm operand) {
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
}
