package io.eyewitness.theory.obligation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every obligation of the theory, by id. */
public final class Obligations {
    private static final Map<String, Obligation> ALL = index();

    private Obligations() {}

    /** All obligations, in the order of the theory page. */
    public static List<Obligation> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * One obligation.
     *
     * @throws IllegalArgumentException if there is none with that id
     */
    public static Obligation byId(String id) {
        Obligation obligation = ALL.get(id);
        if (obligation == null) {
            throw new IllegalArgumentException("there is no obligation " + id);
        }
        return obligation;
    }

    /**
     * The obligations of one family, such as U1.d1 to U1.affine.d8 for U1.
     *
     * @throws IllegalArgumentException if there is no such family
     */
    public static List<Obligation> family(String family) {
        List<Obligation> members = ALL.values().stream()
                .filter(obligation -> obligation.family().equals(family))
                .toList();
        if (members.isEmpty()) {
            throw new IllegalArgumentException("there is no obligation " + family);
        }
        return members;
    }

    private static Map<String, Obligation> index() {
        Map<String, Obligation> index = new LinkedHashMap<>();
        Stream.of(
                        SurgeryObligations.all(),
                        IndistinguishabilityObligations.all(),
                        LipschitzObligations.all(),
                        DistanceObligations.all(),
                        BlendObligations.all(),
                        AffineObligations.all())
                .flatMap(List::stream)
                .forEach(obligation -> {
                    if (index.put(obligation.id(), obligation) != null) {
                        throw new IllegalStateException("two obligations are named " + obligation.id());
                    }
                });
        return index;
    }
}
