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

    /** The networks of {@link #overview}, in the order of their size. */
    private static final List<String> NETWORKS =
            List.of("fashion", "cifar", "squeezenet1_1", "inception_v1", "mobilenet_v2");

    /**
     * What is compared with a source.
     *
     * @param statement of the source
     * @param number of the source
     * @param claims that decide it, of which a network has one
     * @param measured the number that is shown, as the report names it
     * @param format of that number
     * @param factor by which it is multiplied first
     */
    private record Compared(
            String statement, String number, List<String> claims, String measured, String format, double factor) {}

    private static final List<Compared> COMPARED = List.of(
            new Compared(
                    "A circuit makes each logit show another logit",
                    "pictures",
                    List.of("permuted"),
                    "share of closer",
                    "%.0f %%",
                    100),
            new Compared(
                    "E is right about what it never saw: natural images",
                    "99.49 %",
                    List.of("permuted-outputs"),
                    "mean of naturalRight",
                    "%.2f %%",
                    100),
            new Compared(
                    "The top-1 accuracy changes little",
                    "-0.40 points",
                    List.of("permuted-accuracy", "permuted-outputs"),
                    "mean of top1Change",
                    "%+.2f points",
                    100),
            new Compared(
                    "A circuit makes all logits show one picture",
                    "pictures",
                    List.of("arbitrary-image"),
                    "share of closer",
                    "%.0f %%",
                    100),
            new Compared(
                    "Silent units make all units of a layer look alike",
                    "pictures",
                    List.of("silent-units"),
                    "mean of after",
                    "similarity %.2f",
                    1),
            new Compared(
                    "... and leave the outputs as they are, at images of the calibration",
                    "all",
                    List.of("silent-outputs-calibration"),
                    "mean of changedOnCalibration",
                    "changed %.2f %%",
                    100),
            new Compared(
                    "Twins: the same visualizations, opposite outputs (ours, after the paper's theorem)",
                    "-",
                    List.of("twins"),
                    "share of sameVisualization",
                    "same %.0f %%",
                    100),
            new Compared(
                    "Slingshots: fine-tuning moves visualizations to a picture (Bareeva et al.)",
                    "pictures",
                    List.of("slingshots-target"),
                    "mean of toTarget",
                    "correlation %.2f",
                    1),
            new Compared(
                    "... and costs little accuracy",
                    "under 1 point",
                    List.of("slingshots-accuracy"),
                    "mean of accuracyDrop",
                    "%.1f points lost",
                    100),
            new Compared(
                    "Through the first two thirds visualizations are nearer to other classes than to their own",
                    "near 0",
                    List.of("paths-early"),
                    "mean of earlyBeyondMidway",
                    "%+.3f beyond midway",
                    1),
            new Compared(
                    "... and as unlike it as other classes",
                    "near 0",
                    List.of("paths-near-zero"),
                    "mean of earlyBeyondQuarter",
                    "%+.3f beyond a quarter",
                    1));

    private ResultTables() {}

    /** The table that compares the sources' statements with all networks, in Markdown. */
    static String overview(JsonNode claims) {
        StringJoiner table = new StringJoiner("\n");
        table.add("| the source's statement | its number | " + String.join(" | ", NETWORKS) + " |");
        table.add("| --- | --- |" + " --- |".repeat(NETWORKS.size()));
        for (Compared row : COMPARED) {
            StringJoiner line =
                    new StringJoiner(" | ", "| ", " |").add(row.statement).add(row.number);
            NETWORKS.forEach(network -> line.add(compared(row, network, claims)));
            table.add(line.toString());
        }
        return table.toString();
    }

    private static String compared(Compared row, String network, JsonNode claims) {
        for (String name : row.claims) {
            for (JsonNode claim : claims) {
                if (claim.has("measured") && claim.get("id").asText().equals("claim:" + name + "." + network)) {
                    for (JsonNode condition : claim.get("measured").get("conditions")) {
                        if (condition.get("measured").asText().equals(row.measured)) {
                            String text = Decimals.format(
                                    row.format, condition.get("estimate").asDouble() * row.factor);
                            return claim.get("verdict").asText().equals("Reproduced") ? text : "*" + text + "*";
                        }
                    }
                }
            }
        }
        return "-";
    }

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
