package io.eyewitness.theory.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;

/** Texts that would run as script, or be markup, on a page that took them for anything but text. */
public final class Payloads {
    public static final List<String> ALL = List.of(
            "<script>pwned()</script>",
            "</script><script>pwned()</script>",
            "</SCRIPT ><img src=x onerror=pwned()>",
            "<img src=x onerror=pwned()>",
            "<svg onload=pwned()>",
            "<svg><script>pwned()</script></svg>",
            "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
            "<iframe src=javascript:parent.pwned()>",
            "<a href=javascript:pwned()>x</a>",
            "<b onmouseover=pwned()>x</b>",
            "<details open ontoggle=pwned()>",
            "<math><mtext></mtext><mglyph><style><img src=x onerror=pwned()></style></mglyph></math>",
            "<style>* { display: none }</style>",
            "<link rel=stylesheet href=https://example.invalid/x.css>",
            "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
            "<base href=https://example.invalid/>",
            "<form action=https://example.invalid/><input type=submit></form>",
            "<object data=javascript:pwned()></object>",
            "<embed src=javascript:pwned()>",
            "<video><source onerror=pwned()></video>",
            "<!-- <script>",
            "--><script>pwned()</script>",
            "<![CDATA[ <script>pwned()</script> ]]>",
            "\" autofocus onfocus=pwned() x=\"",
            "' onclick='pwned()",
            "javascript:pwned()",
            "${pwned()} {{script}} {{data}} {pwned|x}",
            "\\u003cscript\\u003epwned()\\u003c/script\\u003e &lt;script&gt;pwned()&lt;/script&gt;",
            "\"};pwned();//",
            "\u202e\u2066<script>pwned()</script>\u0000\u2028\udb40\udc01 __proto__ constructor");

    /** Fields with one of a few values, by which the page decides what it shows; no evidence can give them another. */
    private static final Set<String> ENUMERATED = Set.of("verdict", "level", "kind", "style");

    /** The setting by which the page knows a simulation, and which. */
    private static final String SIMULATION = "simulation";

    private static final int MOST_UNITS = 3;

    private Payloads() {}

    /** Data in which every text but enumerated ones and pictures, and every name that is not the page's own, ends in a payload. */
    public static ObjectNode in(ObjectNode data, String payload) {
        return (ObjectNode) with(data, payload, "");
    }

    private static JsonNode with(JsonNode node, String payload, String place) {
        if (node.isTextual()) {
            return TextNode.valueOf(node.textValue() + payload);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            int most = place.equals("units") ? MOST_UNITS : array.size();
            for (int i = 0; i < Math.min(most, array.size()); i++) {
                changed.add(with(array.get(i), payload, ""));
            }
            return changed;
        }
        if (node instanceof ObjectNode object) {
            boolean isNames = Set.of("claims", "obligations", "measurements", "families", "reasons", "setting")
                    .contains(place);
            ObjectNode changed = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                String name = field.getKey();
                JsonNode value = field.getValue();
                boolean isPicture = name.equals("source") && value.asText().startsWith("data:");
                boolean isSimulation = place.equals("setting") && name.equals(SIMULATION);
                boolean isKept = isPicture || isSimulation || !isNames && ENUMERATED.contains(name);
                changed.set(
                        isNames && !isSimulation ? name + payload : name,
                        isKept ? value : with(value, payload, isNames ? "" : name));
            });
            return changed;
        }
        return node;
    }
}
