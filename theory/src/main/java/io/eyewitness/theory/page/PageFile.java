package io.eyewitness.theory.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that pages are made of, which are resources. */
public final class PageFile {
    private PageFile() {}

    /**
     * The text of a resource beside a class.
     *
     * @throws IllegalStateException if it is not there
     */
    public static String text(Class<?> beside, String name) {
        return new String(bytes(beside, name), StandardCharsets.UTF_8);
    }

    /**
     * The bytes of a resource beside a class.
     *
     * @throws IllegalStateException if it is not there
     */
    public static byte[] bytes(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is not there");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
