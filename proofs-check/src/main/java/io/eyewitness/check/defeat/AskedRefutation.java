package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.explain.Formulas;
import io.eyewitness.theory.ask.Question;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.ask.Transcript;
import io.eyewitness.theory.ask.WidestGap;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.SteepProfile;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The defeat of a decoder that asked, for people and for machines.
 *
 * @param transcript the game
 */
public record AskedRefutation(Transcript transcript) {
    private static final int SCHEMA = 1;
    private static final int SHOWN_KNOTS = 8;

    /** The defeat for people. */
    public List<String> lines() {
        Setting setting = transcript.setting();
        List<String> lines = new ArrayList<>();
        lines.add("The decoder " + Visible.line(transcript.decoder()) + " was shown, of a function in "
                + setting.functionClass().symbol() + " ("
                + setting.functionClass().title() + ")" + lipschitz()
                + " on [0,1]^" + setting.dimension() + ":");
        lines.addAll(Formulas.extremes(setting.phi()));
        lines.add("It asked " + count() + ". A function with all these answers is f, where");
        unit(transcript.member()).forEach(line -> lines.add("  " + line));
        lines.add("At x* = " + Formulas.point(transcript.x()));
        lines.add("  decoded  " + Formulas.number(Surd.of(transcript.decoded())));
        lines.add("  true     " + Formulas.number(transcript.truth()));
        lines.add("  error    " + Formulas.number(transcript.error()));
        lines.addAll(bounds());
        lines.add(
                transcript.isDefeated()
                        ? "Defeated: the error is at least the bound, and another function with the same answers shows that"
                                + " no prediction could have been sure to do better."
                        : "NOT defeated: the error is below the bound.");
        return lines;
    }

    private String lipschitz() {
        Setting setting = transcript.setting();
        return setting.lipschitz()
                .map(lipschitz -> " with L = " + Rationals.text(lipschitz) + " in "
                        + setting.norm().orElseThrow().text())
                .orElse("");
    }

    private String count() {
        Map<String, Long> kinds = transcript.exchanges().stream()
                .map(exchange -> exchange.question() instanceof Question.OfValue
                        ? "for a value"
                        : exchange.question() instanceof Question.OfGerm ? "for a germ" : "about a box")
                .collect(Collectors.groupingBy(kind -> kind, LinkedHashMap::new, Collectors.counting()));
        return kinds.isEmpty()
                ? "nothing"
                : kinds.entrySet().stream()
                        .map(kind -> kind.getKey() + " " + (kind.getValue() == 1 ? "once" : kind.getValue() + " times"))
                        .collect(Collectors.joining(", "));
    }

    private List<String> bounds() {
        Setting setting = transcript.setting();
        String unavoidable = Formulas.number(transcript.unavoidable());
        return switch (setting.functionClass()) {
            case AFF ->
                List.of(
                        "  bound    " + unavoidable + ", half of what the answers leave open at x*; promised is "
                                + Formulas.number(Surd.of(transcript.promised())),
                        "A decoder that knows d - 1 = " + (setting.dimension() - 1)
                                + " values of inputs in general position, or one germ, is always right.");
            case LIP -> {
                BigFraction lipschitz = setting.lipschitz().orElseThrow();
                Norm norm = setting.norm().orElseThrow();
                WidestGap radius = WidestGap.coveringRadius(norm, transcript.known());
                WidestGap gap = WidestGap.of(setting.phi(), lipschitz, norm, transcript.known());
                yield List.of(
                        "  bound    " + unavoidable
                                + ", the height of the bump at x*, which would not fit if it were wider by a quarter:"
                                + " for the answers, the plateau's ends or the greatest height R/2 - h",
                        "Conceded: the middle of all values that L-Lipschitz functions with the values told have errs nowhere by more than "
                                + decimal(gap.most()) + ".",
                        "L times the covering radius of the asked inputs, a and b is between "
                                + decimal(lipschitz.doubleValue() * radius.size()) + " and "
                                + decimal(lipschitz.doubleValue() * radius.most()) + ".");
            }
            default ->
                List.of("  bound    " + Formulas.number(Surd.of(transcript.promised())) + ", which is R/2 - h with R = "
                        + Rationals.text(setting.phi().range()) + " and h = " + Rationals.text(setting.h()));
        };
    }

    private static String decimal(double value) {
        return Decimals.format("%.6f", value);
    }

    private List<String> unit(Unit unit) {
        if (unit instanceof Affine affine) {
            return List.of("f(x) = " + Formulas.affine(affine));
        }
        if (unit instanceof BumpedProfile bumped) {
            return Stream.concat(
                            profile(bumped.profile(), "P").stream(),
                            Stream.of("f(x) = P + " + Rationals.text(bumped.height()) + " max(0, 1 - |x - x*|/"
                                    + Rationals.text(bumped.radius()) + ")"))
                    .toList();
        }
        if (unit instanceof SteepProfile steep) {
            return List.of(
                    "u(x) = " + Formulas.affine(steep.inner()),
                    "G(4^-j) = 2^-j, j = 0, 1, ..., affine in between; C = G up to 4^-k, then the line of slope 2^k/3,"
                            + " at most 1, with k = " + steep.bend(),
                    "f(x) = " + Rationals.text(steep.max()) + " - " + Rationals.text(steep.height()) + " C(1 - u) - "
                            + Rationals.text(steep.slope()) + " (1 - u)");
        }
        return profile((Profile) unit, "f(x)");
    }

    /** The lines of a profile, which has a name. */
    private List<String> profile(Profile profile, String name) {
        List<String> lines = new ArrayList<>();
        lines.add("u(x) = " + Formulas.affine(profile.inner()));
        int count = profile.knots().size();
        String points = profile.knots().stream()
                .limit(SHOWN_KNOTS)
                .map(knot -> "(" + Rationals.text(knot.argument()) + ", " + Rationals.text(knot.value()) + ")")
                .collect(Collectors.joining(", "));
        lines.add(name + " is affine in u between the points (u, " + name.charAt(0) + ") = " + points
                + (count > SHOWN_KNOTS ? ", ... (" + (count - SHOWN_KNOTS) + " more)" : ""));
        if (isNetwork()) {
            lines.add("f is a network with one hidden layer of "
                    + network(profile).hidden().get(0).size() + " ReLUs");
        }
        return lines;
    }

    private boolean isNetwork() {
        FunctionClass functionClass = transcript.setting().functionClass();
        return functionClass == FunctionClass.NN || functionClass == FunctionClass.ERM;
    }

    private static ReluNetwork network(Unit unit) {
        return ReluCompiler.compile(unit.term().orElseThrow(), unit.dimension());
    }

    /**
     * The defeat for machines: {@code schema}, {@code decoded}, {@code true}, {@code error}, {@code bound}, {@code defeated}, {@code unit}
     * (the member that is handed out; for NN and ERM a network) and {@code transcript}, as in the file.
     */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        json.put("decoded", Rationals.text(transcript.decoded()));
        json.put("true", transcript.truth().toString());
        json.put("error", transcript.error().toString());
        json.put(
                "bound",
                switch (transcript.setting().functionClass()) {
                    case LIP, AFF -> transcript.unavoidable().toString();
                    default -> Rationals.text(transcript.promised());
                });
        json.put("defeated", transcript.isDefeated());
        Unit member = transcript.member();
        json.setAll((ObjectNode) EvidenceJson.mapper().valueToTree(new Member(isNetwork() ? network(member) : member)));
        json.set("transcript", EvidenceJson.mapper().valueToTree(transcript));
        return EvidenceJson.write(json);
    }

    /** The same where the adversary gave in: {@code schema}, {@code defeated}, which is false, and {@code gaveIn}, which is true. */
    public static String jsonOfGivingIn() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        json.put("defeated", false);
        json.put("gaveIn", true);
        return EvidenceJson.write(json);
    }

    /** Has Jackson write a unit with its type, as in evidence. */
    private record Member(Unit unit) {}
}
