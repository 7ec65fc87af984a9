package io.eyewitness.theory.claim;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.witness.FunctionClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All claims, each id once and each of the 30 cells of the table once.
 *
 * @param schema the version of the form, {@value #SCHEMA}
 * @param networks the networks that experiments are about: the SHA-256 of the weights' file by the network's name
 * @param claims in the order in which they are reported
 */
public record Ledger(int schema, SortedMap<String, String> networks, List<Claim> claims) {
    /** The version of the form that this program reads. */
    public static final int SCHEMA = 2;

    private static final String BUILT_IN = "claims.json";

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
    }

    /** The ledger that comes with the program. */
    public static Ledger builtIn() {
        return BuiltIn.LEDGER;
    }

    /** Read once, where it is asked for. */
    private static final class BuiltIn {
        static final Ledger LEDGER = read();

        private static Ledger read() {
            try (InputStream stream = Ledger.class.getResourceAsStream(BUILT_IN)) {
                return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
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
        return EvidenceJson.read(json, Ledger.class);
    }

    /** The same with other claims. */
    public Ledger with(List<Claim> others) {
        return new Ledger(schema, networks, others);
    }

    /** Whether a network of that name has just these weights here. */
    public boolean isAbout(String network, String sha256) {
        return sha256.equals(networks.get(network));
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
        for (FunctionClass functionClass : FunctionClass.values()) {
            for (Notion notion : Notion.values()) {
                String id = Claim.cellId(functionClass, notion);
                if (claims.stream().noneMatch(claim -> claim.id().equals(id))) {
                    throw new IllegalArgumentException("the cell " + id + " is missing");
                }
            }
        }
    }
}
