package io.eyewitness.nn.image;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The origin of an image.
 *
 * @param file that holds it, as the user named it or the directory that it is in
 * @param part of the file, such as the name of a picture in an archive; empty if the file is the picture
 */
public record Source(
        String file,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String part) {
    /** One of many images in a file. */
    public static Source numbered(String file, int number) {
        return new Source(file, "image " + number + ", counted from 0");
    }

    /** For people. */
    @Override
    public String toString() {
        return part.isEmpty() ? file : file + ": " + part;
    }
}
