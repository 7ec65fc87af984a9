package io.eyewitness.nn.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/** What other frameworks gave, from the test resources. */
final class References {
    private References() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = References.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    static JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(bytes(name));
    }
}
