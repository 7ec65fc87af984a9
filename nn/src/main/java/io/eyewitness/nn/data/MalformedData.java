package io.eyewitness.nn.data;

import java.io.IOException;

/** A malformed file; the message is one sentence that starts with its name. */
public final class MalformedData extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedData(Object file, String reason) {
        super(file + ": " + reason);
    }

    MalformedData(Object file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
