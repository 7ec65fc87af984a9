package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Reply;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** What a program that asks is told, as lines of JSON. Numbers are exact: a fraction without an end as a decimal is text, "1/3". */
final class AskedJson {
    private AskedJson() {}

    /** The first line. */
    static String opening(Interview interview) {
        Setting setting = interview.setting();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("class", setting.functionClass().name());
        json.put("d", setting.dimension());
        json.set("a", array(setting.phi().a()));
        json.set("b", array(setting.phi().b()));
        json.set("min", number(setting.phi().min()));
        json.set("max", number(setting.phi().max()));
        setting.lipschitz().ifPresent(lipschitz -> json.set("lipschitz", number(lipschitz)));
        setting.norm().ifPresent(norm -> json.put("norm", norm.text()));
        setting.data().ifPresent(data -> {
            ArrayNode inputs = json.putArray("inputs");
            data.inputs().forEach(input -> inputs.add(array(input)));
            ArrayNode labels = json.putArray("labels");
            data.labels().forEach(label -> labels.add(number(label)));
        });
        json.put("limit", interview.left());
        return json.toString();
    }

    /** The line that tells x. */
    static String point(Point x) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("x", array(x));
        return json.toString();
    }

    /** The line that answers a question. */
    static String reply(Reply reply) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (reply instanceof Reply.Value value) {
            json.set("value", number(value.value()));
        } else if (reply instanceof Reply.Germ germ) {
            put(json, germ);
        } else if (reply instanceof Reply.SteepGerm steep) {
            json.set("value", number(steep.value()));
            json.putNull("gradient");
            json.putNull("radius");
            ObjectNode rise = json.putObject("steep");
            rise.set("slope", array(steep.slope()));
            rise.set("height", number(steep.height()));
            rise.set("weights", array(steep.weights()));
        } else {
            Reply.OnBox box = (Reply.OnBox) reply;
            json.set("min", number(box.min()));
            json.set("max", number(box.max()));
            put(json, "argmin", box.argmin());
            put(json, "argmax", box.argmax());
        }
        return json.toString();
    }

    private static void put(ObjectNode json, Reply.Germ germ) {
        json.set("value", number(germ.value()));
        if (germ.gradients().size() == 1) {
            json.set("gradient", array(germ.gradients().get(0)));
        } else {
            json.putNull("gradient");
            ArrayNode kink = json.putArray(germ.isConvex() ? "max" : "min");
            germ.gradients().forEach(gradient -> kink.add(array(gradient)));
        }
        json.set("radius", number(germ.radius()));
    }

    private static void put(ObjectNode json, String name, Reply.Ties ties) {
        ArrayNode points = json.putArray(name);
        ties.points().forEach(point -> points.add(array(point)));
        if (!ties.levels().isEmpty()) {
            ObjectNode all = json.putObject(name + "-all");
            all.set("weights", array(ties.weights()));
            ArrayNode levels = all.putArray("levels");
            for (Interval level : ties.levels()) {
                levels.add(array(new Point(List.of(level.low(), level.high()))));
            }
        }
    }

    private static ArrayNode array(Point point) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        point.coordinates().forEach(coordinate -> array.add(number(coordinate)));
        return array;
    }

    private static JsonNode number(BigFraction value) {
        BigInteger denominator = Rationals.denominator(value);
        int twos = denominator.getLowestSetBit();
        BigInteger rest = denominator.shiftRight(twos);
        int fives = 0;
        while (rest.mod(BigInteger.valueOf(5)).signum() == 0) {
            rest = rest.divide(BigInteger.valueOf(5));
            fives++;
        }
        if (!rest.equals(BigInteger.ONE)) {
            return JsonNodeFactory.instance.textNode(Rationals.text(value));
        }
        BigDecimal decimal = new BigDecimal(Rationals.numerator(value))
                .divide(new BigDecimal(denominator), Math.max(twos, fives), RoundingMode.UNNECESSARY);
        return JsonNodeFactory.instance.numberNode(decimal);
    }
}
