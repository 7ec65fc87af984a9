package io.eyewitness.check.defeat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.function.Unit;

/** A unit as JSON, with its type, as evidence has it. */
final class UnitTree {
    private UnitTree() {}

    private record Holder(Unit unit) {}

    static JsonNode of(Unit unit) {
        return EvidenceJson.mapper().valueToTree(new Holder(unit)).get("unit");
    }
}
