package io.eyewitness.check.explain;

import io.eyewitness.theory.obligation.Obligation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Obligations, each with how it is known. */
final class ObligationLines {
    private ObligationLines() {}

    /** Two lines for each obligation; those of a large family, such as U1 in eight dimensions, together. */
    static List<String> of(List<ExaminedObligation> examined) {
        Map<String, List<ExaminedObligation>> groups = examined.stream()
                .collect(Collectors.groupingBy(
                        one -> group(one.obligation().id()), LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        groups.forEach((group, members) -> lines.addAll(lines(group, members)));
        return lines;
    }

    /** The id without the dimension: U1.affine for U1.affine.d3. */
    private static String group(String id) {
        return id.replaceFirst("\\.[dk][0-9]+$", "");
    }

    private static List<String> lines(String group, List<ExaminedObligation> members) {
        boolean alike =
                members.stream().map(ExaminedObligation::known).distinct().count() == 1;
        if (members.size() == 1 || !alike) {
            return members.stream()
                    .flatMap(
                            one -> entry(one.obligation().id(), one.obligation().sentence(), one.known()).stream())
                    .toList();
        }
        Obligation first = members.get(0).obligation();
        Obligation last = members.get(members.size() - 1).obligation();
        String range =
                first.id().substring(group.length() + 1) + " to " + last.id().substring(group.length() + 1);
        return entry(
                group,
                last.sentence() + " (" + range + ")",
                "each " + members.get(0).known());
    }

    private static List<String> entry(String id, String sentence, String known) {
        return List.of(String.format("  %-10s %s", id, sentence), " ".repeat(13) + known);
    }
}
