package io.eyewitness.check.examine;

import io.eyewitness.theory.ask.Replies;
import io.eyewitness.theory.ask.Reply;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.ask.Transcript;
import io.eyewitness.theory.ask.Transcript.Exchange;
import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Examines the defeat of a decoder that asked, in exact arithmetic: both members are in the class and have the visualization, with unique
 * extremisers; every answer follows from each of them alone; at x they differ as the theorem says, and the prediction errs. For LIP they are
 * a bump and a dent that would not fit there if they were wider by a quarter; that another x would leave more is not excluded.
 */
public final class TranscriptExaminer {
    private static final int MOST_FAULTS = 10;
    private static final BigFraction WIDER = BigFraction.of(5, 4);

    private final Transcript transcript;
    private final Setting setting;
    private final Visualization phi;
    private final List<String> failures = new ArrayList<>();

    private TranscriptExaminer(Transcript transcript) {
        this.transcript = transcript;
        this.setting = transcript.setting();
        this.phi = setting.phi();
    }

    /** What is wrong with a transcript, the first faults; empty if nothing is. */
    public static List<String> failures(Transcript transcript) {
        TranscriptExaminer examiner = new TranscriptExaminer(transcript);
        examiner.requireSetting();
        if (examiner.failures.isEmpty()) {
            examiner.requireMember("the high member", transcript.high());
            examiner.requireMember("the low member", transcript.low());
        }
        if (examiner.failures.isEmpty()) {
            examiner.requireGap();
        }
        return List.copyOf(examiner.failures);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && failures.size() < MOST_FAULTS) {
            failures.add(otherwise);
        }
    }

    private void requireSetting() {
        BigFraction half = phi.range().multiply(Rationals.HALF);
        FunctionClass functionClass = setting.functionClass();
        int d = phi.dimension();
        require(functionClass.hasWitnesses(), functionClass + " is understood; no theorem says that it is not");
        require(d >= functionClass.leastDimension(), functionClass + " needs more inputs than " + d);
        require(
                setting.h().signum() > 0 && setting.h().compareTo(half) < 0,
                "h must lie strictly between 0 and R/2, not be " + Rationals.text(setting.h()));
        boolean isLip = functionClass == FunctionClass.LIP;
        require(
                setting.lipschitz().isPresent() == isLip && setting.norm().isPresent() == isLip,
                "LIP, and no other class, has an L and a norm");
        require(
                setting.data()
                        .map(Dataset::dimension)
                        .equals(functionClass == FunctionClass.ERM ? Optional.of(d) : Optional.empty()),
                "ERM, and no other class, has training data, of the dimension of the unit");
        require(
                transcript.x().dimension() == d && transcript.x().isInUnitCube(),
                "x must be a point of the cube [0,1]^" + d);
        require(
                transcript.high().dimension() == d && transcript.low().dimension() == d,
                "the members must have " + d + " inputs");
    }

    private void requireMember(String name, Unit unit) {
        Optional<PhiSet> ties = unit.phiSet();
        require(
                ties.filter(PhiSet::hasUniqueExtremisers)
                        .filter(set -> set.admits(phi))
                        .isPresent(),
                name + " does not have the visualization " + phi + ", with unique extremisers");
        Function<Point, Surd> values = evaluator(unit);
        require(
                isMember(unit, values),
                name + " is not in " + setting.functionClass().symbol());
        if (failures.isEmpty()) {
            for (int i = 0; i < transcript.exchanges().size(); i++) {
                Exchange exchange = transcript.exchanges().get(i);
                String fault = fault(unit, values, exchange);
                require(fault.isEmpty(), "question " + (i + 1) + ": " + fault + " of " + name);
            }
        }
    }

    /** For NN and ERM the values are those of a network. */
    private Function<Point, Surd> evaluator(Unit unit) {
        return switch (setting.functionClass()) {
            case NN, ERM ->
                unit.term()
                        .map(term ->
                                ReluCompiler.compile(term, unit.dimension()).evaluator())
                        .orElse(unit.evaluator());
            default -> unit.evaluator();
        };
    }

    private boolean isMember(Unit unit, Function<Point, Surd> values) {
        Optional<Term> term = unit.term();
        return switch (setting.functionClass()) {
            case F -> true;
            case PAFF, NN -> term.isPresent();
            case ERM -> {
                Dataset data = setting.data().orElseThrow();
                yield term.isPresent()
                        && data.meanLabels().entrySet().stream()
                                .allMatch(mean -> values.apply(mean.getKey()).compareTo(mean.getValue()) == 0);
            }
            case MONO -> unit.isMonotone();
            case CONV -> unit.isConvex();
            case LIP ->
                unit.isLipschitz(
                        setting.lipschitz().orElseThrow(), setting.norm().orElseThrow());
            case AFF -> unit instanceof Affine;
            case AFF1, CONST -> false;
        };
    }

    /** What is wrong with an answer about a unit; nothing if it is right. */
    private String fault(Unit unit, Function<Point, Surd> values, Exchange exchange) {
        Effort.spend(1);
        Optional<String> fault = exchange.question().fault(phi.dimension());
        if (fault.isPresent()) {
            return fault.get() + ", whatever the values";
        }
        Reply exact;
        try {
            exact = Replies.of(unit, exchange.question());
        } catch (IllegalArgumentException e) {
            return "the answer is not known to be that";
        }
        boolean isSame = exchange.reply().isImpliedBy(exact)
                && value(exchange.reply())
                        .map(value -> values.apply(exchange.question().points().get(0))
                                        .compareTo(value)
                                == 0)
                        .orElse(true);
        return isSame ? "" : "the answer is not that";
    }

    private static Optional<BigFraction> value(Reply reply) {
        if (reply instanceof Reply.Value value) {
            return Optional.of(value.value());
        }
        return reply instanceof Reply.Germ germ ? Optional.of(germ.value()) : Optional.empty();
    }

    private void requireGap() {
        Surd high = transcript.high().at(transcript.x());
        Surd low = transcript.low().at(transcript.x());
        switch (setting.functionClass()) {
            case AFF -> require(high.compareTo(low) > 0, "the members do not differ at x");
            case LIP -> requireBump();
            default -> {
                require(
                        high.compareTo(phi.max().subtract(setting.h())) >= 0,
                        "the high member is more than h below M at x");
                require(low.compareTo(phi.min().add(setting.h())) <= 0, "the low member is more than h above m at x");
            }
        }
        require(transcript.isDefeated(), "the prediction does not err as it should");
    }

    /** A bump and a dent on the adversary's profile about x, as steep as L allows but for a share h/R, and about as wide as they may be. */
    private void requireBump() {
        boolean isPair = transcript.high() instanceof BumpedProfile high
                && transcript
                        .low()
                        .equals(new BumpedProfile(
                                high.profile(),
                                high.norm(),
                                high.centre(),
                                high.radius(),
                                high.height().negate()))
                && high.centre().equals(transcript.x());
        require(isPair, "the members are not a bump and a dent on the same profile about x");
        require(
                transcript.high() instanceof BumpedProfile high
                        && high.height()
                                        .compareTo(setting.lipschitz()
                                                .orElseThrow()
                                                .multiply(high.radius())
                                                .multiply(BigFraction.ONE.subtract(setting.share())))
                                >= 0,
                "the bump is lower than (1 - h/R) L times its radius");
        if (failures.isEmpty() && transcript.high() instanceof BumpedProfile high) {
            require(setting.plateaus().contains(high.profile()), "the bump is not on the adversary's plateau");
            require(!mayBeWider(high), "the bump could be wider by a quarter");
        }
    }

    /** Whether a bump wider by a quarter, as steep, is R/2 - h high at most, on the plateau, and such that all answers are the same. */
    private boolean mayBeWider(BumpedProfile bump) {
        BumpedProfile wider = new BumpedProfile(
                bump.profile(),
                bump.norm(),
                bump.centre(),
                bump.radius().multiply(WIDER),
                bump.height().multiply(WIDER));
        BigFraction most = phi.range().multiply(Rationals.HALF).subtract(setting.h());
        return wider.height().compareTo(most) <= 0
                && wider.slope().isPresent()
                && transcript.exchanges().stream()
                        .allMatch(exchange ->
                                fault(wider, wider.evaluator(), exchange).isEmpty());
    }
}
