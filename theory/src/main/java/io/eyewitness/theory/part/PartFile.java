package io.eyewitness.theory.part;

import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A part as a file: a line with the form, one with its key, one with the SHA-256 of its content, and its content.
 *
 * @param name where it is kept, for messages
 * @param bytes of the file
 */
public record PartFile(String name, byte[] bytes) {
    private static final String FORM = "eyewitness-part/1\n";
    private static final Pattern START = Pattern.compile(FORM + "([0-9a-f]{64}\n){2}");
    private static final int DIGITS = 6;
    private static final int HEAD = FORM.length() + 2 * 65;

    /** The name of a part, in any folder. */
    public static String name(int number) {
        // A driver names thousands of parts, and String.format makes the symbols of a locale each time.
        String digits = String.valueOf(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ".part";
    }

    /** The SHA-256 of the settings of a campaign, as 64 hexadecimal digits. */
    public static String hash(SortedMap<String, String> settings) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : settings.entrySet()) {
            text.append(entry.getKey().length()).append(':').append(entry.getKey());
            text.append(entry.getValue().length()).append(':').append(entry.getValue());
        }
        return Sha256.hex(text.toString());
    }

    /**
     * The key of a part: the SHA-256 of all that decides its content.
     *
     * @param campaign the hash of its settings
     */
    public static String key(String campaign, int number) {
        return Sha256.hex(campaign + ":" + number);
    }

    /** The file of a part. */
    public static byte[] bytes(String key, byte[] content) {
        byte[] head = (FORM + key + "\n" + hash(content) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    /** All but the content: what tells a part that is kept elsewhere. */
    public byte[] head() {
        return Arrays.copyOf(bytes, HEAD);
    }

    /**
     * The content.
     *
     * @throws IOException if the file is damaged, or the part is another
     */
    public byte[] content(String key) throws IOException {
        String start = start();
        if (!START.matcher(start).matches()) {
            throw new IOException(
                    name + " is damaged: it does not begin as a part does; delete it and compute it again");
        }
        byte[] content = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        if (!start.endsWith(hash(content) + "\n")) {
            throw new IOException(name
                    + " is damaged: its content has not the SHA-256 that it names; delete it and compute it again");
        }
        require(key);
        return content;
    }

    /**
     * Checks that its head is that of a part.
     *
     * @throws IOException if it is not
     */
    public void require(String key) throws IOException {
        if (!start().startsWith(FORM + key + "\n")) {
            throw new IOException(name + " is a part of another campaign, or has the number of another");
        }
    }

    private String start() {
        return new String(head(), StandardCharsets.ISO_8859_1);
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(Sha256.digest().digest(content));
    }
}
