package io.eyewitness.check.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the mutants, by kind. */
public final class KillTable {
    private final Map<String, int[]> counts = new TreeMap<>();
    private final List<String> survivors = new ArrayList<>();

    /** What became of one mutant. */
    enum Fate {
        REJECTED,
        HARMLESS,
        SURVIVED
    }

    synchronized void add(String kind, Mutant mutant, Fate fate, String reason) {
        counts.computeIfAbsent(kind, any -> new int[Fate.values().length])[fate.ordinal()]++;
        if (fate == Fate.SURVIVED) {
            survivors.add(kind + ", " + mutant.description() + ": " + reason);
        }
    }

    /** How many mutants there were. */
    public int total() {
        return counts.values().stream()
                .mapToInt(row -> row[0] + row[1] + row[2])
                .sum();
    }

    /** Those that were neither rejected nor harmless, each with what happened. */
    public List<String> survivors() {
        return List.copyOf(survivors);
    }

    /** The kinds of corruption that were tried. */
    public List<String> kinds() {
        return List.copyOf(counts.keySet());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-44s %8s %8s %8s%n", "kind", "rejected", "harmless", "survived"));
        counts.forEach((kind, row) ->
                text.append(String.format(Locale.ROOT, "%-44s %8d %8d %8d%n", kind, row[0], row[1], row[2])));
        survivors.forEach(survivor -> text.append("SURVIVED: ").append(survivor).append('\n'));
        return text.toString();
    }
}
