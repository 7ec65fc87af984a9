package io.eyewitness.nn.data;

import java.io.IOException;

/** A file that is not what it should be; the message is one sentence that starts with its name. */
public final class BadData extends IOException {
    private static final long serialVersionUID = 1L;

    public BadData(Object file, String reason) {
        super(file + ": " + reason);
    }

    BadData(Object file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
