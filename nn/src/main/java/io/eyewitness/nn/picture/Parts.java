package io.eyewitness.nn.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The parts of a file other than its pixels, such as the chunks of a PNG.
 *
 * @param contents of the first part of each name: of a PNG's chunks, of WebP's (RIFF's) chunks, of a JPEG's segments up to the first
 *     scan, whose names are {@link #FRAME}, {@link #SCAN} and {@link #EXIF}; of a GIF's descriptor of its first frame, {@link #FRAME}
 */
record Parts(Map<String, ByteBuffer> contents) {
    /** A JPEG's frame header, after the second byte of its marker; a GIF's descriptor of its first frame. */
    static final String FRAME = "SOF";

    /** The header of a JPEG's first scan. */
    static final String SCAN = "SOS";

    /** EXIF in a JPEG or a WebP. */
    static final String EXIF = "EXIF";

    private static final byte[] EXIF_START = {'E', 'x', 'i', 'f', 0, 0};
    private static final int PNG_START = 8;
    private static final int RIFF_START = 12;
    private static final int GIF_FLAGS = 10;

    Parts {
        contents = Map.copyOf(contents);
    }

    /**
     * The parts of a file, as far as they can be found.
     *
     * @throws UnreadablePicture if a chunk of a PNG is cut or its checksum is wrong
     */
    static Parts of(PictureKind kind, byte[] file) throws UnreadablePicture {
        Map<String, ByteBuffer> parts = new HashMap<>();
        try {
            switch (kind) {
                case PNG -> png(ByteBuffer.wrap(file).position(PNG_START), parts);
                case WEBP ->
                    riff(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(RIFF_START), parts);
                case GIF ->
                    gif(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(GIF_FLAGS), parts);
                case JPEG -> jpeg(ByteBuffer.wrap(file).position(2), parts);
                default -> {}
            }
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | ArithmeticException
                | IllegalArgumentException e) {
            if (kind == PictureKind.PNG) {
                throw new UnreadablePicture("the picture is damaged: it ends early", e);
            }
        }
        return new Parts(parts);
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    Optional<ByteBuffer> get(String name) {
        return Optional.ofNullable(contents.get(name)).map(ByteBuffer::duplicate);
    }

    Optional<byte[]> bytes(String name) {
        return get(name).map(Parts::bytes);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void png(ByteBuffer file, Map<String, ByteBuffer> parts) throws UnreadablePicture {
        while (file.remaining() >= 2 * Integer.BYTES && !parts.containsKey("IEND")) {
            int length = file.getInt();
            String name = name(file.duplicate());
            ByteBuffer checked = take(file, Math.addExact(length, Integer.BYTES));
            CRC32 crc = new CRC32();
            crc.update(checked.duplicate());
            boolean isCritical = Character.isUpperCase(name.charAt(0)) && !name.equals("IEND");
            if (isCritical && (int) crc.getValue() != file.getInt()) {
                throw UnreadablePicture.damaged("the checksum of its chunk " + name + " is wrong");
            }
            if (!isCritical) {
                file.position(Math.min(file.limit(), file.position() + Integer.BYTES));
            }
            parts.putIfAbsent(name, checked.position(Integer.BYTES).slice());
        }
    }

    private static void riff(ByteBuffer file, Map<String, ByteBuffer> parts) {
        while (file.remaining() >= 2 * Integer.BYTES) {
            String name = name(file);
            int length = file.getInt();
            parts.putIfAbsent(name, take(file, Math.min(length, file.remaining())));
            if (length % 2 != 0 && file.hasRemaining()) {
                file.get();
            }
        }
    }

    private static void gif(ByteBuffer file, Map<String, ByteBuffer> parts) {
        int flags = file.get();
        boolean hasColours = flags < 0;
        file.position(file.position() + 2 + (hasColours ? 3 << (flags & 7) + 1 : 0));
        while (file.get() == '!') {
            file.get();
            for (int length = Byte.toUnsignedInt(file.get()); length > 0; length = Byte.toUnsignedInt(file.get())) {
                file.position(file.position() + length);
            }
        }
        parts.put(FRAME, take(file, 2 * Integer.BYTES));
    }

    private static void jpeg(ByteBuffer file, Map<String, ByteBuffer> parts) {
        while (!parts.containsKey(SCAN)) {
            int marker = 0xff;
            while (marker == 0xff) {
                marker = Byte.toUnsignedInt(file.get());
            }
            ByteBuffer segment = take(file, Short.toUnsignedInt(file.getShort()) - Short.BYTES);
            boolean isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (isFrame) {
                parts.putIfAbsent(
                        FRAME,
                        ByteBuffer.allocate(segment.remaining() + 1)
                                .put((byte) marker)
                                .put(segment)
                                .flip());
            } else if (marker == 0xda) {
                parts.put(SCAN, segment);
            } else if (marker == 0xe1 && startsAsExif(segment)) {
                parts.putIfAbsent(EXIF, segment);
            }
        }
    }

    static boolean startsAsExif(ByteBuffer part) {
        return part.remaining() > EXIF_START.length
                && part.slice(part.position(), EXIF_START.length).equals(ByteBuffer.wrap(EXIF_START));
    }

    private static String name(ByteBuffer file) {
        byte[] name = new byte[Integer.BYTES];
        file.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer take(ByteBuffer file, int length) {
        ByteBuffer taken = file.slice(file.position(), length);
        file.position(file.position() + length);
        return taken;
    }
}
