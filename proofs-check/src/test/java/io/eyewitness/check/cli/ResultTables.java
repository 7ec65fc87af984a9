package io.eyewitness.check.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The tables of docs/results.md: for each experiment what was measured on each subject, with its interval, in italics where it is not as
 * the criterion wants it.
 */
final class ResultTables {
    private static final String UNITS = "units";
    private static final String OUTCOME = "outcome";

    private ResultTables() {}

    /**
     * The tables in Markdown, an experiment each.
     *
     * @param claims as the report of {@code table --format json} has them
     */
    static List<String> of(JsonNode claims) {
        Map<String, Map<String, JsonNode>> experiments = new LinkedHashMap<>();
        for (JsonNode claim : claims) {
            if (claim.has("measured")) {
                String[] name =
                        claim.get("id").asText().replaceFirst("^claim:", "").split("\\.", 2);
                experiments
                        .computeIfAbsent(name[0], key -> new LinkedHashMap<>())
                        .put(name[1], claim);
            }
        }
        List<String> tables = new ArrayList<>();
        experiments.forEach((name, subjects) -> tables.add(table(name, subjects)));
        return tables;
    }

    private static String table(String name, Map<String, JsonNode> subjects) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        rows.put(UNITS, new LinkedHashMap<>());
        subjects.forEach((subject, claim) -> {
            JsonNode measured = claim.get("measured");
            rows.get(UNITS).put(subject, measured.get(UNITS).asText());
            for (JsonNode condition : measured.get("conditions")) {
                String wanted = condition.get("measured").asText() + ", "
                        + condition.get("wanted").asText();
                rows.computeIfAbsent(wanted, key -> new LinkedHashMap<>()).put(subject, cell(condition));
            }
        });
        Map<String, String> outcomes = new LinkedHashMap<>();
        subjects.forEach((subject, claim) -> outcomes.put(
                subject, claim.get("verdict").asText().equals("Reproduced") ? "reproduced" : "*not reproduced*"));
        rows.put(OUTCOME, outcomes);
        StringJoiner table = new StringJoiner("\n");
        table.add("| " + name + " | " + String.join(" | ", subjects.keySet()) + " |");
        table.add("| --- |" + " --- |".repeat(subjects.size()));
        rows.forEach((row, cells) -> {
            StringJoiner line = new StringJoiner(" | ", "| ", " |").add(row);
            subjects.keySet().forEach(subject -> line.add(cells.getOrDefault(subject, "-")));
            table.add(line.toString());
        });
        return table.toString();
    }

    private static String cell(JsonNode condition) {
        String text = Decimals.format(
                "%.4g [%.4g, %.4g]",
                condition.get("estimate").asDouble(),
                condition.get("low").asDouble(),
                condition.get("high").asDouble());
        return condition.get("holds").asBoolean() ? text : "*" + text + "*";
    }
}
