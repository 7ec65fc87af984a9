package io.eyewitness.nn.experiment;

import io.eyewitness.theory.decimal.Decimals;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of protocols that a user chose, by name. A setting that nobody chose is the protocol's.
 *
 * @param chosen the values, as text; a name may begin with that of an experiment and a full stop, which the value is then for alone
 */
public record Choices(SortedMap<String, String> chosen) {
    /** Everything is the protocol's. */
    public static final Choices NONE = new Choices(new TreeMap<>());

    public Choices {
        chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
    }

    /** These choices and another one; these alone if the value is null. */
    public Choices with(String name, Object value) {
        if (value == null) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(chosen);
        more.put(name, String.valueOf(value));
        return new Choices(more);
    }

    /** The choices for one of several experiments: those for it alone, and those for all that have a setting of the name. */
    public Choices of(String experiment, Set<String> names) {
        SortedMap<String, String> own = new TreeMap<>();
        chosen.forEach((name, value) -> {
            if (names.contains(name)) {
                own.put(name, value);
            }
        });
        String prefix = experiment + ".";
        chosen.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
            }
        });
        return new Choices(own);
    }

    /** Settings as the option takes them, parted by blanks. */
    public static String text(SortedMap<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    /** A text. */
    public String text(String name, String usual) {
        return chosen.getOrDefault(name, usual);
    }

    /**
     * A whole number that is not negative.
     *
     * @throws IllegalArgumentException if something else was chosen
     */
    public int whole(String name, int usual) {
        String text = chosen.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--set " + name + "=" + text + ": " + text
                    + " is no whole number from 0 to 999999999; the usual one is " + usual);
        }
        return Integer.parseInt(text);
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException if something else was chosen
     */
    public double number(String name, double usual) {
        String text = chosen.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?") || !Double.isFinite(Double.parseDouble(text))) {
            throw new IllegalArgumentException("--set " + name + "=" + text + ": " + text
                    + " is no number such as 0.25; the usual one is " + Decimals.plain(usual));
        }
        return Double.parseDouble(text);
    }

    /**
     * Refuses choices of settings that there are not.
     *
     * @param names the names that there are
     */
    public void requireAmong(Set<String> names) {
        for (String name : chosen.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--set " + name + "=" + chosen.get(name)
                        + ": there is no such setting here; there are " + String.join(", ", names));
            }
        }
    }
}
