package io.eyewitness.nn.data;

import io.eyewitness.nn.image.Source;
import java.io.IOException;

/**
 * A picture that is not decoded yet.
 *
 * @param label the name of its class
 * @param source its origin; the pictures of a class are in the order of their names
 * @param content of the file, such as a JPEG
 */
record Picture(String label, Source source, Content content) {
    /** The source of the bytes. */
    interface Content {
        byte[] read() throws IOException;
    }

    /** Its name in messages. */
    String name() {
        return source.toString();
    }
}
