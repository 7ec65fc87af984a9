package io.eyewitness.nn.picture;

import java.io.IOException;

/** A file that cannot be read as a picture; the message is a sentence whose subject "it" is the file. */
public final class UnreadablePicture extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadablePicture(String reason) {
        super(reason);
    }

    UnreadablePicture(String reason, Throwable cause) {
        super(reason, cause);
    }

    static UnreadablePicture damaged(String how) {
        return new UnreadablePicture("the picture is damaged: " + how);
    }
}
