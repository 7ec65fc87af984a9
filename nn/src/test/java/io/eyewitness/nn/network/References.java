package io.eyewitness.nn.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/** What other frameworks gave, from the test resources. */
public final class References {
    private References() {}

    public static byte[] bytes(String name) throws IOException {
        try (InputStream in = References.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    public static JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(bytes(name));
    }
}
