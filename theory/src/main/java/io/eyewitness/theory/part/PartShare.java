package io.eyewitness.theory.part;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A share of a campaign: of each {@code of} parts one, so that shares take about as long where parts of one kind stand together.
 *
 * @param number from 1 to {@code of}
 * @param of the number of shares
 */
public record PartShare(int number, int of) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

    public PartShare {
        if (of < 1 || number < 1 || number > of) {
            throw new IllegalArgumentException("a share is K/N with K from 1 to N, not " + number + "/" + of);
        }
    }

    /**
     * Reads {@code K/N}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static PartShare parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a share is K/N with K from 1 to N, such as 3/16, not '" + text + "'");
        }
        return new PartShare(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The numbers of its parts, of a campaign with so many parts; none if there are more shares than parts. */
    public List<Integer> parts(int size) {
        return IntStream.range(0, size)
                .filter(part -> part % of == number - 1)
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
