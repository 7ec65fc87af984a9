package io.eyewitness.nn.image;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The origin of an image.
 *
 * @param file the file that holds it, under the name by which the user gave it or its directory
 * @param part of the file, such as the name of a picture in an archive; empty if the file is the picture
 */
public record Source(
        String file,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String part) {
    /** The origin of one of many images in a file. */
    public static Source numbered(String file, int number) {
        return new Source(file, "image " + number + ", counted from 0");
    }

    /** The origin as text for people. */
    @Override
    public String toString() {
        return part.isEmpty() ? file : file + ": " + part;
    }
}
