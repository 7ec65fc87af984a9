package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.explain.Formulas;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.witness.WitnessPair;

/**
 * A refutation for machines: {@code schema}, {@code class}, {@code decoder}, {@code visualization}, {@code x}, {@code h}, {@code bound}, {@code
 * decoded}, {@code true}, {@code error}, {@code defeated}, {@code sideMisjudged}, and {@code function} with its {@code formula} and the {@code
 * unit} as in evidence; numbers are exact text, {@code "-7/3"} or {@code "1/2 + 3*sqrt(2)"}.
 */
public final class RefutationJson {
    private static final int SCHEMA = 1;

    private RefutationJson() {}

    /** The JSON text, with a line end at its end. */
    public static String text(Refutation refutation) {
        WitnessPair pair = refutation.pair();
        Formulas formulas = Formulas.of(pair);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        json.put("class", pair.functionClass().name());
        json.put("decoder", refutation.decoder());
        ObjectNode phi = json.putObject("visualization");
        put(phi.putArray("a"), pair.phi().a());
        put(phi.putArray("b"), pair.phi().b());
        phi.put("min", Rationals.text(pair.phi().min()));
        phi.put("max", Rationals.text(pair.phi().max()));
        put(json.putArray("x"), pair.x());
        json.put("h", Rationals.text(pair.h()));
        json.put("bound", Rationals.text(refutation.bound()));
        json.put("decoded", refutation.decoded().toString());
        json.put("true", refutation.truth().toString());
        json.put("error", refutation.error().toString());
        json.put("defeated", refutation.isDefeated());
        json.put("sideMisjudged", refutation.isSideMisjudged());
        ObjectNode function = json.putObject("function");
        function.put("name", refutation.name());
        ArrayNode lines = function.putArray("formula");
        formulas.definitions().forEach(lines::add);
        lines.add(refutation.isOnHigh() ? formulas.f1() : formulas.f2());
        function.set("unit", UnitTree.of(refutation.member()));
        return EvidenceJson.write(json);
    }

    private static void put(ArrayNode array, Point point) {
        point.coordinates().forEach(coordinate -> array.add(Rationals.text(coordinate)));
    }
}
