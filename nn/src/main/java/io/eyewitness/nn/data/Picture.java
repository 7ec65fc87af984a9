package io.eyewitness.nn.data;

import io.eyewitness.nn.image.Source;
import java.io.IOException;

/**
 * A picture that waits to be decoded.
 *
 * @param label the name of its class
 * @param source where it lies; pictures of a class are in the order of their names
 * @param content of the file, such as a JPEG
 */
record Picture(String label, Source source, Content content) {
    /** Where the bytes come from. */
    interface Content {
        byte[] read() throws IOException;
    }

    /** How messages call it. */
    String name() {
        return source.toString();
    }
}
