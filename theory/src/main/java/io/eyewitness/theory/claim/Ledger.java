package io.eyewitness.theory.claim;

import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All claims, each id once and each of the 30 cells of both tables and each cell of the rows of our own once.
 *
 * @param schema the version of the form, {@value #SCHEMA}
 * @param networks the networks that experiments are about: the SHA-256 of the weights' file by the network's name
 * @param claims in the order in which they are reported
 */
public record Ledger(int schema, SortedMap<String, String> networks, List<Claim> claims) {
    /** The version of the form that this program reads. */
    public static final int SCHEMA = 2;

    public Ledger {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "its schema is " + schema + ", but this program reads schema " + SCHEMA + " only");
        }
        if (claims == null) {
            throw new IllegalArgumentException("it has no \"claims\"");
        }
        if (claims.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("one of its claims is null");
        }
        if (networks == null) {
            throw new IllegalArgumentException("it has no \"networks\"");
        }
        networks = Collections.unmodifiableSortedMap(new TreeMap<>(networks));
        claims = List.copyOf(claims);
        requireEachOnce(claims);
        requireAllCells(claims);
        requireOneRun(claims);
    }

    /** The ledger that comes with the program. */
    public static Ledger builtIn() {
        return BuiltIn.LEDGER;
    }

    /** The text of the ledger that comes with the program, as {@link EvidenceJson#write} writes it. */
    public static String builtInText() {
        return BuiltIn.TEXT;
    }

    /** Read when it is first asked for. */
    private static final class BuiltIn {
        static final String TEXT = text();
        static final Ledger LEDGER = EvidenceJson.read(TEXT, Ledger.class);

        private static String text() {
            try (InputStream stream = Ledger.class.getResourceAsStream("claims.json")) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads a ledger.
     *
     * @throws IllegalArgumentException saying what is malformed, contradictory or missing
     */
    public static Ledger parse(String json) {
        Ledger ledger = EvidenceJson.read(json, Ledger.class);
        ledger.claims.forEach(Ledger::requireBuiltInSentence);
        return ledger;
    }

    /** The sentence of a built-in experiment is not replaced without a word. */
    private static void requireBuiltInSentence(Claim claim) {
        Optional<String> own = builtIn().claim(claim.id()).flatMap(Claim::wording);
        if (own.isPresent() && !own.equals(claim.wording())) {
            throw new IllegalArgumentException(claim.id() + " has the sentence \""
                    + claim.wording().orElse("") + "\", but the built-in claim of that id says: " + own.get());
        }
    }

    /** The claim of an id. */
    public Optional<Claim> claim(String id) {
        return claims.stream().filter(claim -> claim.id().equals(id)).findFirst();
    }

    /** The claims that a piece of evidence decides, such as {@code measurement:V1.cifar}, in their order. */
    public List<Claim> restingOn(String evidence) {
        return claims.stream()
                .filter(claim -> claim.evidence().contains(evidence))
                .toList();
    }

    /**
     * The criterion that a measurement names: the conditions of all claims that rest on it, in their order. So a claim that is split
     * keeps its criterion and its hash, and no condition that turned out badly can be left out of a ledger.
     *
     * @param measurement such as {@code measurement:V1.cifar}
     * @throws IllegalArgumentException if no claim rests on it, or if claims that do differ in anything but their conditions
     */
    public Criterion criterion(String measurement) {
        return criterion(measurement, restingOn(measurement));
    }

    private static Criterion criterion(String measurement, List<Claim> decided) {
        if (decided.isEmpty()) {
            throw new IllegalArgumentException("no claim rests on " + measurement);
        }
        Claim first = decided.get(0);
        Criterion criterion = first.criterion().orElseThrow();
        List<Criterion.Condition> conditions = new ArrayList<>();
        for (Claim claim : decided) {
            Criterion own = claim.criterion().orElseThrow();
            if (!claim.protocol().equals(first.protocol())
                    || own.units() != criterion.units()
                    || own.confidence() != criterion.confidence()) {
                throw new IllegalArgumentException(claim.id() + " rests on " + measurement + " as " + first.id()
                        + " does, but has another protocol, number of units or confidence");
            }
            conditions.addAll(own.conditions());
        }
        return new Criterion(criterion.units(), criterion.confidence(), conditions);
    }

    /** The same ledger with other claims. */
    public Ledger with(List<Claim> others) {
        return new Ledger(schema, networks, others);
    }

    /** Whether the ledger lists a network with this name and these weights. */
    public boolean isAbout(String network, String sha256) {
        return sha256.equals(networks.get(network));
    }

    private static void requireOneRun(List<Claim> claims) {
        claims.stream()
                .filter(claim -> claim.criterion().isPresent())
                .collect(Collectors.groupingBy(claim -> claim.evidence().get(0)))
                .forEach(Ledger::criterion);
    }

    private static void requireEachOnce(List<Claim> claims) {
        Set<String> ids = new HashSet<>();
        for (Claim claim : claims) {
            if (!ids.add(claim.id())) {
                throw new IllegalArgumentException("it contradicts itself: " + claim.id() + " stands there twice");
            }
        }
    }

    private static void requireAllCells(List<Claim> claims) {
        Set<String> ids = claims.stream().map(Claim::id).collect(Collectors.toSet());
        Stream.of(Statement.values())
                .filter(statement -> statement.isTable() || statement.isOwnCell())
                .flatMap(Proposition::all)
                .map(Proposition::id)
                .filter(id -> !ids.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalArgumentException("the cell " + id + " is missing");
                });
    }
}
