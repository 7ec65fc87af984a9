package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The pairs of F, NN and PAFF: surgery on a base with one peak at b, one dip at a, and corrections in between: extremisers are unique.
 *
 * <p>Source: theory.md section 2, surgery (S1 to S4), rows 1, 2, 3 and 5.
 *
 * @param asNetworks whether the units are ReLU networks, or piecewise affine terms
 * @param field f0, with a cone at a and one at b
 * @param surgery the change
 * @param protectedInputs P, where values stay
 */
public record ConeSurgery(boolean asNetworks, ConeField field, LocalSurgery surgery, List<Point> protectedInputs)
        implements Construction.Surgery {
    public ConeSurgery {
        protectedInputs = List.copyOf(protectedInputs);
    }

    private static final int CANDIDATES = 24;
    private static final int GRID = 256;

    /** Surgery on the constant mid, with one dip and one peak. */
    static ConeSurgery onConstant(PairRequest request, boolean asNetworks) {
        Visualization phi = request.phi();
        Violations.refuseUnless(phi.range().signum() > 0, "m must be below M; a constant unit has no witness pair");
        Unit base = new PiecewiseAffine(phi.dimension(), Term.constant(phi.mid()));
        return on(base, Interval.of(phi.mid()), Map.of(), request, asNetworks);
    }

    /**
     * Surgery on a base with a dip at a, a peak at b and given values at further points. The radii are chosen so that all balls are
     * disjoint and each cone is steeper than the base.
     *
     * @param base a piecewise affine unit
     * @param range encloses the values of the base on X, strictly between m and M
     * @param values the value that f0 shall take at points off a and b, strictly between m and M
     * @param request the visualization, h, and x* or a seed to choose it by
     * @param asNetworks whether the units shall be networks
     * @return the construction; the caller checks its violations
     */
    static ConeSurgery on(
            Unit base, Interval range, Map<Point, BigFraction> values, PairRequest request, boolean asNetworks) {
        Visualization phi = request.phi();
        Map<Point, BigFraction> targets = new TreeMap<>(values);
        targets.put(phi.a(), phi.min());
        targets.put(phi.b(), phi.max());
        List<Point> special = new ArrayList<>(targets.keySet());
        Point centre = request.x().orElseGet(() -> pointAwayFrom(special, request.seed()));
        special.add(centre);
        BigFraction slope =
                Bounds.of(base.term().orElseThrow(), base.dimension()).slope();
        List<Cone> cones = new ArrayList<>();
        targets.forEach((point, value) -> {
            BigFraction height = value.subtract(base.at(point).toRational());
            if (height.signum() != 0) {
                BigFraction room = room(point, special);
                BigFraction radius = slope.multiply(room).compareTo(height.abs()) < 0
                        ? room
                        : Rationals.powerOfTwoBelow(height.abs().divide(slope));
                cones.add(new Cone(point, radius, height));
            }
        });
        return new ConeSurgery(
                asNetworks,
                new ConeField(base, range, slope, cones),
                new LocalSurgery(phi, centre, room(centre, special), request.h()),
                values.keySet().stream().toList());
    }

    /**
     * A point off all the given ones, which are sorted, and far from them if possible. Among the candidates are random dyadic points and
     * the midpoints of neighbours, one of which is free in d = 1.
     */
    private static Point pointAwayFrom(List<Point> taken, long seed) {
        int dimension = taken.get(0).dimension();
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(Point.random(dimension, GRID, random));
        }
        for (int i = 1; i < taken.size() && (dimension == 1 || i < CANDIDATES); i++) {
            candidates.add(taken.get(i - 1).mid(taken.get(i)));
        }
        return candidates.stream()
                .max(Comparator.comparing(candidate -> LocalSurgery.clearance(candidate, taken)))
                .orElseThrow();
    }

    /** Half the distance to the nearest other special point. */
    private static BigFraction room(Point point, List<Point> special) {
        BigFraction room = LocalSurgery.clearance(point, special).multiply(Rationals.HALF);
        Violations.refuseUnless(
                room.signum() > 0, "the point " + point + " is given twice; x*, a, b and the inputs must differ");
        return room;
    }

    @Override
    public LocalSurgery change() {
        return surgery;
    }

    @Override
    public BigFraction before(Point at) {
        return field.at(at);
    }

    @Override
    public List<Point> landmarks() {
        return Stream.concat(protectedInputs.stream(), field.cones().stream().map(Cone::centre))
                .toList();
    }

    @Override
    public boolean hasUniqueExtremisers() {
        return true;
    }

    @Override
    public boolean proves(FunctionClass functionClass) {
        return switch (functionClass) {
            case F, PAFF -> true;
            case NN -> asNetworks;
            default -> false;
        };
    }

    /** The unit before surgery. */
    public Unit f0() {
        return unit(field.term());
    }

    @Override
    public Units units() {
        Term f0 = field.term();
        return new Units(unit(surgery.raised(f0)), unit(surgery.lowered(f0)));
    }

    private Unit unit(Term term) {
        int dimension = surgery.phi().dimension();
        return asNetworks ? ReluCompiler.compile(term, dimension) : new PiecewiseAffine(dimension, term);
    }

    @Override
    public List<String> violations() {
        Visualization phi = surgery.phi();
        Violations violations = new Violations()
                .addAll(surgery.violations(protectedInputs))
                .addAll(field.violations())
                .require(
                        isStrictlyBetween(field.range().low())
                                && isStrictlyBetween(field.range().high()),
                        "the base's range " + field.range() + " must lie strictly between m and M")
                .require(!protectedInputs.contains(phi.a()), "the minimiser " + phi.a() + " is a protected input")
                .require(!protectedInputs.contains(phi.b()), "the maximiser " + phi.b() + " is a protected input");
        violations.require(attains(phi.a(), phi.min()), "f0 has no strict dip of depth m at a = " + phi.a());
        violations.require(attains(phi.b(), phi.max()), "f0 has no strict peak of height M at b = " + phi.b());
        for (Cone cone : field.cones()) {
            BigFraction away = cone.radius().add(surgery.radius());
            violations.require(
                    new Cone(surgery.x(), surgery.radius(), BigFraction.ONE).isDisjointFrom(cone),
                    () -> "the ball around x* meets the cone at " + cone.centre() + "; they must be "
                            + Rationals.text(away) + " apart");
            if (!cone.centre().equals(phi.a()) && !cone.centre().equals(phi.b())) {
                BigFraction apex = apex(cone);
                violations.require(
                        isStrictlyBetween(apex),
                        () -> "f0 takes " + Rationals.text(apex) + " at " + cone.centre()
                                + ", not strictly between m and M");
            }
        }
        return violations.list();
    }

    @Override
    public List<Formula> assumptions() {
        return field.isRangeProven() ? List.of() : List.of(field.rangeClaim());
    }

    private boolean attains(Point extremiser, BigFraction value) {
        Optional<Cone> cone = field.cones().stream()
                .filter(c -> c.centre().equals(extremiser))
                .findFirst();
        return cone.isPresent()
                && apex(cone.get()).equals(value)
                && cone.get()
                                .height()
                                .abs()
                                .compareTo(field.slope().multiply(cone.get().radius()))
                        > 0;
    }

    /** f0 at the centre of a cone; the others are 0 there, being disjoint. */
    private BigFraction apex(Cone cone) {
        return field.base().at(cone.centre()).toRational().add(cone.height());
    }

    private boolean isStrictlyBetween(BigFraction value) {
        return value.compareTo(surgery.phi().min()) > 0
                && value.compareTo(surgery.phi().max()) < 0;
    }

    /**
     * A base unit plus cones whose open balls are disjoint: the f0 of surgery, whose few extremisers are known.
     *
     * <p>Source: theory.md section 2 (class-level surgery) and section 3, row 3. Inside a cone of height c and radius r
     * with |c| at least G r, the sum lies between the base's range and its own value at the centre, since the base changes
     * by at most G s where the cone has lost |c| s/r. Outside all cones it is the base.
     *
     * @param base a piecewise affine unit
     * @param range encloses the values of the base on X
     * @param slope G, with {@code |base(x) - base(y)| <= G |x-y|_1} on X
     * @param cones the cones
     */
    public record ConeField(Unit base, Interval range, BigFraction slope, List<Cone> cones) {
        public ConeField {
            cones = List.copyOf(cones);
        }

        /** The value at a point of X, as a rational. */
        public BigFraction at(Point x) {
            return cones.stream().map(cone -> cone.at(x)).reduce(base.at(x).toRational(), BigFraction::add);
        }

        /** The sum as a term. */
        public Term term() {
            List<Term> operands = new ArrayList<>();
            operands.add(baseTerm());
            cones.forEach(cone -> operands.add(cone.term()));
            return Term.sum(operands);
        }

        /** The claim about the base that {@link #range} makes: x in X implies low {@literal <=} base(x) {@literal <=} high. */
        public Formula rangeClaim() {
            Term value = baseTerm();
            return Coordinates.inUnitCube(base.dimension())
                    .implies(Formula.and(
                            Term.constant(range.low()).atMost(value), value.atMost(Term.constant(range.high()))));
        }

        /** Whether interval arithmetic alone proves {@link #rangeClaim}; if not it is left to a solver. */
        public boolean isRangeProven() {
            return range.contains(Bounds.of(baseTerm(), base.dimension()).value());
        }

        /** Each condition that does not hold; {@link #rangeClaim} is tested at the centres only. */
        public List<String> violations() {
            Violations violations = new Violations();
            BigFraction bound = Bounds.of(baseTerm(), base.dimension()).slope();
            violations.require(
                    slope.compareTo(bound) >= 0,
                    "the slope bound " + Rationals.text(slope) + " of the base is below " + Rationals.text(bound)
                            + ", the one that is proven");
            for (int i = 0; i < cones.size(); i++) {
                Cone cone = cones.get(i);
                violations.require(
                        cone.height().abs().compareTo(slope.multiply(cone.radius())) >= 0,
                        () -> "the cone at " + cone.centre() + " is not as steep as the base");
                Surd value = base.at(cone.centre());
                violations.require(
                        value.compareTo(range.low()) >= 0 && value.compareTo(range.high()) <= 0,
                        () -> "the base takes " + value + " at " + cone.centre() + ", outside " + range);
                for (Cone other : cones.subList(0, i)) {
                    violations.require(
                            cone.isDisjointFrom(other),
                            () -> "the balls of the cones at " + cone.centre() + " and " + other.centre() + " overlap");
                }
            }
            return violations.list();
        }

        private Term baseTerm() {
            return base.term().orElseThrow();
        }
    }

    /**
     * The function {@code height * relu(1 - |x - centre|_1 / radius)}: a peak, or a dip if the height is negative, that is 0
     * outside an open l1-ball.
     *
     * <p>Source: theory.md section 2, surgery.
     *
     * @param centre a point of X
     * @param radius positive
     * @param height the value at the centre
     */
    public record Cone(Point centre, BigFraction radius, BigFraction height) {
        public Cone {
            if (radius.signum() <= 0 || !centre.isInUnitCube()) {
                throw new IllegalArgumentException(
                        "a cone needs a positive radius and a centre in the cube, not radius " + Rationals.text(radius)
                                + " at " + centre);
            }
        }

        /**
         * The value at a point.
         *
         * @throws IllegalArgumentException if the point has another dimension
         */
        public BigFraction at(Point x) {
            if (x.dimension() != centre.dimension()) {
                throw new IllegalArgumentException(
                        "the cone has dimension " + centre.dimension() + ", but " + x + " has " + x.dimension());
            }
            ExactSum room = new ExactSum(radius);
            subtractDistance(room, x);
            return room.signum() <= 0
                    ? BigFraction.ZERO
                    : room.value().divide(radius).multiply(height);
        }

        public Term term() {
            Term distance =
                    Coordinates.l1Distance(centre).times(radius.reciprocal().negate());
            return Term.relu(Term.ONE.plus(distance)).times(height);
        }

        /** Whether the open balls of two cones have no point in common; true if the radii do not exceed the distance. */
        public boolean isDisjointFrom(Cone other) {
            ExactSum room = new ExactSum(radius);
            room.add(other.radius);
            subtractDistance(room, other.centre);
            return room.signum() <= 0;
        }

        /** Subtracts the distance of a point from the centre, or so much of it that nothing is left. */
        private void subtractDistance(ExactSum room, Point x) {
            Effort.spend(x.dimension());
            for (int i = 0; i < x.dimension() && room.signum() > 0; i++) {
                boolean isAbove = x.get(i).compareTo(centre.get(i)) >= 0;
                room.add(isAbove ? centre.get(i) : x.get(i));
                room.subtract(isAbove ? x.get(i) : centre.get(i));
            }
        }
    }
}
