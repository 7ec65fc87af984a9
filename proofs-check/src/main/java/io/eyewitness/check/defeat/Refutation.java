package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.explain.Formulas;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder, and a member of the class on which it both errs by R/2 - h at least and misjudges the side.
 *
 * <p>Source: theory.md section 2 (I1, I2), theorems 1 and 2. An answer at mid or above is judged on f2, one below on f1: that
 * member is on the other side of mid, and the answer is at least R/2 - h away from it.
 *
 * @param decoder the name of the decoder
 * @param pair the witness pair
 * @param decoded what the decoder says at x
 */
public record Refutation(String decoder, WitnessPair pair, Surd decoded) {
    private static final int SCHEMA = 1;

    public Refutation {
        if (!pair.hasOppositeSides()) {
            throw new IllegalArgumentException("the pair does not straddle mid at " + pair.x());
        }
    }

    /** Asks a decoder once. */
    public static Refutation of(Decoder decoder, WitnessPair pair) {
        return new Refutation(decoder.name(), pair, decoder.decode(pair.phi(), pair.x()));
    }

    /** Whether the member is f1, the one that is high at x. */
    public boolean isOnHigh() {
        return decoded.compareTo(pair.phi().mid()) < 0;
    }

    /** The name of the member. */
    public String name() {
        return isOnHigh() ? "f1" : "f2";
    }

    public Unit member() {
        return isOnHigh() ? pair.f1() : pair.f2();
    }

    /** The member's value at x. */
    public Surd truth() {
        return member().at(pair.x());
    }

    /** |truth - decoded|. */
    public Surd error() {
        return truth().minus(decoded).abs();
    }

    /** R/2 - h. */
    public BigFraction bound() {
        return pair.phi().range().multiply(Rationals.HALF).subtract(pair.h());
    }

    /** Whether the error is at least the bound. */
    public boolean isDefeated() {
        return error().compareTo(bound()) >= 0;
    }

    /** Whether the member is on one side of mid at x, and the answer is not. */
    public boolean isSideMisjudged() {
        int side = truth().compareTo(pair.phi().mid());
        return side != 0 && side != decoded.compareTo(pair.phi().mid());
    }

    /** The refutation for people. */
    public List<String> lines() {
        Visualization phi = pair.phi();
        Formulas formulas = Formulas.of(pair);
        List<String> lines = new ArrayList<>();
        lines.add("The decoder " + decoder + " was shown, of a function in "
                + pair.functionClass().symbol() + " (" + pair.functionClass().title() + ")" + lipschitz() + " on [0,1]^"
                + phi.dimension() + ":");
        lines.addAll(Formulas.extremes(phi));
        lines.add("The function is " + name() + ", where");
        formulas.definitions().forEach(line -> lines.add("  " + line));
        lines.add("  " + (isOnHigh() ? formulas.f1() : formulas.f2()));
        lines.add("At x* = " + Formulas.point(pair.x()));
        lines.add("  decoded  " + Formulas.number(decoded));
        lines.add("  true     " + Formulas.number(truth()));
        lines.add("  error    " + Formulas.number(error()));
        lines.add("  bound    " + Formulas.number(Surd.of(bound())) + ", which is R/2 - h with R = "
                + Rationals.text(phi.range()) + " and h = " + Rationals.text(pair.h()));
        lines.add("  side     decoded is " + side(decoded) + "; the true value is " + side(truth())
                + (isSideMisjudged() ? ": misjudged" : ": judged right"));
        lines.add(
                isDefeated()
                        ? "Defeated: the error is at least the bound"
                                + (isSideMisjudged() ? ", and the side is misjudged." : ".")
                        : "NOT defeated: the error is below the bound.");
        return lines;
    }

    private String lipschitz() {
        return pair.construction() instanceof LipschitzPair construction
                ? " with L = " + Rationals.text(construction.envelope().lipschitz()) + " in "
                        + construction.envelope().norm().text()
                : "";
    }

    private String side(Surd value) {
        int sign = value.compareTo(pair.phi().mid());
        return sign == 0 ? "at mid, on neither side" : sign > 0 ? "closer to the maximum" : "closer to the minimum";
    }

    /**
     * The refutation for machines: {@code schema}, {@code class}, {@code decoder}, {@code visualization}, {@code x}, {@code h},
     * {@code bound}, {@code decoded}, {@code true}, {@code error}, {@code defeated}, {@code sideMisjudged}, and {@code function} with
     * its {@code formula} and the {@code unit} as in evidence. Numbers are exact text, {@code "-7/3"} or {@code "1/2 + 3*sqrt(2)"}.
     */
    public String json() {
        Visualization phi = pair.phi();
        Formulas formulas = Formulas.of(pair);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        json.put("class", pair.functionClass().name());
        json.put("decoder", decoder);
        ObjectNode visualization = json.putObject("visualization");
        put(visualization.putArray("a"), phi.a());
        put(visualization.putArray("b"), phi.b());
        visualization.put("min", Rationals.text(phi.min()));
        visualization.put("max", Rationals.text(phi.max()));
        put(json.putArray("x"), pair.x());
        json.put("h", Rationals.text(pair.h()));
        json.put("bound", Rationals.text(bound()));
        json.put("decoded", decoded.toString());
        json.put("true", truth().toString());
        json.put("error", error().toString());
        json.put("defeated", isDefeated());
        json.put("sideMisjudged", isSideMisjudged());
        ObjectNode function = json.putObject("function");
        function.put("name", name());
        ArrayNode lines = function.putArray("formula");
        formulas.definitions().forEach(lines::add);
        lines.add(isOnHigh() ? formulas.f1() : formulas.f2());
        function.setAll((ObjectNode) EvidenceJson.mapper().valueToTree(new Member(member())));
        return EvidenceJson.write(json);
    }

    /** Has Jackson write a unit with its type, as in evidence. */
    private record Member(Unit unit) {}

    private static void put(ArrayNode array, Point point) {
        point.coordinates().forEach(coordinate -> array.add(Rationals.text(coordinate)));
    }
}
