package io.eyewitness.nn.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers in the first directory of a TIFF; EXIF has the same form.
 *
 * @param numbers by tag; the first number of a tag with several
 */
record Tags(Map<Integer, Integer> numbers) {
    /** The orientation of the picture, 1 to 8. */
    static final int ORIENTATION = 274;

    /** The colour space of the samples. */
    static final int PHOTOMETRIC = 262;

    /** Odd where the image is a preview of another. */
    static final int SUBFILE = 254;

    private static final int SHORT = 3;
    private static final int LONG = 4;

    Tags {
        numbers = Map.copyOf(numbers);
    }

    /** The numbers that can be read before the first damage. */
    static Tags of(ByteBuffer tiff) {
        ByteBuffer file = tiff.slice();
        Map<Integer, Integer> numbers = new HashMap<>();
        try {
            file.order(file.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            file.position(file.getInt(Integer.BYTES));
            for (int left = Short.toUnsignedInt(file.getShort()); left > 0; left--) {
                int tag = Short.toUnsignedInt(file.getShort());
                int type = file.getShort();
                file.getInt();
                ByteBuffer value = file.slice(file.position(), Integer.BYTES).order(file.order());
                file.position(file.position() + Integer.BYTES);
                if (type == SHORT) {
                    numbers.putIfAbsent(tag, Short.toUnsignedInt(value.getShort()));
                } else if (type == LONG) {
                    numbers.putIfAbsent(tag, value.getInt());
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return new Tags(numbers);
        }
        return new Tags(numbers);
    }

    int get(int tag, int otherwise) {
        return numbers.getOrDefault(tag, otherwise);
    }
}
