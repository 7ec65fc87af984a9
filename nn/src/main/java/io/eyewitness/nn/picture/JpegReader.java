package io.eyewitness.nn.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads JPEGs: baseline, progressive and lossless; grey, RGB, and CMYK as an Adobe marker or a profile describes it. */
final class JpegReader {
    private static final String CUT = "Truncated File";
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int LOSSLESS = 0xc3;
    private static final int COMPONENTS = 6;
    private static final int EXTENDED = 0xc1;
    private static final int FIRST_RESTART = 0xd0;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int QUANTIZATION = 0xdb;
    private static final int COEFFICIENTS = 64;
    private static final String WIDE_TABLES = "16 bit DQT";
    private static final int PROFILE = 0xe2;
    private static final int SHORTEST_PROFILE = 16;
    private static final int FILL = 0xff;
    private static final int MARKER = 2;

    /** The spectral selection from coefficient 0 to 63, in one approximation. */
    private static final byte[] SPECTRUM = {0, 63, 0};

    private JpegReader() {}

    static DecodedPicture read(byte[] file, Parts parts) throws UnreadablePicture {
        Optional<ByteBuffer> frame = parts.get(Parts.FRAME);
        if (frame.isPresent() && frame.get().remaining() > COMPONENTS) {
            requireKnown(frame.get());
        }
        FirstImage first = FirstImage.of(PictureKind.JPEG, plain(file));
        List<String> others =
                first.warnings().stream().filter(told -> !told.startsWith(CUT)).toList();
        boolean isCut = others.size() < first.warnings().size();
        if (isCut && (!others.isEmpty() || !isAllInOneScan(parts))) {
            throw UnreadablePicture.damaged("it ends early");
        }
        if (others.stream().anyMatch(told -> told.startsWith(WIDE_TABLES))) {
            throw new UnreadablePicture("it is a JPEG with quantization steps above 255" + PictureKind.CONVERT);
        }
        if (!others.isEmpty()) {
            throw UnreadablePicture.damaged(others.get(0));
        }
        return PictureFile.still(first, parts.get(Parts.EXIF));
    }

    /**
     * The same picture without harmless irregularities, because libjpeg reports only the first irregularity, and the next one may be damage:
     * without the fill bytes that may precede a marker of the header (ITU-T T.81, B.1.1.2); without parts of a profile that are too short
     * for their numbers; with quantization tables of 8 bits where 16 are not needed; with the correct spectral selection of the first scan of a sequential JPEG, which some programs write as zeros and
     * nothing depends on.
     */
    private static byte[] plain(byte[] file) {
        ByteBuffer from = ByteBuffer.wrap(file).position(MARKER);
        ByteBuffer to = ByteBuffer.allocate(file.length).put(file, 0, MARKER);
        boolean isSequential = false;
        try {
            while (true) {
                int marker = marker(from);
                if (marker < BASELINE || marker >= FIRST_RESTART && marker <= END) {
                    return file;
                }
                int length = Short.toUnsignedInt(from.getShort(from.position()));
                byte[] segment = new byte[length];
                from.get(segment);
                isSequential |= marker == BASELINE || marker == EXTENDED;
                if (marker == SCAN && isSequential && length > SPECTRUM.length) {
                    System.arraycopy(SPECTRUM, 0, segment, length - SPECTRUM.length, SPECTRUM.length);
                }
                if (marker == QUANTIZATION) {
                    segment = inBytes(segment);
                }
                if (marker != PROFILE || length >= SHORTEST_PROFILE) {
                    to.put((byte) FILL).put((byte) marker).put(segment);
                }
                if (marker == SCAN) {
                    to.put(from);
                    return Arrays.copyOf(to.array(), to.position());
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return file;
        }
    }

    /** Quantization tables with 8 bits for each step; unchanged if a step is larger. */
    private static byte[] inBytes(byte[] segment) {
        ByteBuffer from = ByteBuffer.wrap(segment).position(Short.BYTES);
        ByteBuffer to = ByteBuffer.allocate(segment.length).position(Short.BYTES);
        while (from.hasRemaining()) {
            int table = Byte.toUnsignedInt(from.get());
            boolean isWide = table >> Byte.SIZE / 2 != 0;
            to.put((byte) (table & 0xf));
            for (int i = 0; i < COEFFICIENTS; i++) {
                int step = isWide ? Short.toUnsignedInt(from.getShort()) : Byte.toUnsignedInt(from.get());
                if (step > 0xff) {
                    return segment;
                }
                to.put((byte) step);
            }
        }
        return Arrays.copyOf(to.putShort(0, (short) to.position()).array(), to.position());
    }

    /** The next marker, or 0 if something else precedes it. */
    private static int marker(ByteBuffer file) {
        int next = Byte.toUnsignedInt(file.get());
        if (next != FILL) {
            return 0;
        }
        while (next == FILL) {
            next = Byte.toUnsignedInt(file.get());
        }
        return next;
    }

    private static void requireKnown(ByteBuffer frame) throws UnreadablePicture {
        int process = Byte.toUnsignedInt(frame.get());
        int bits = frame.get();
        if (process > LOSSLESS) {
            throw new UnreadablePicture(
                    "it is a JPEG in a rare form (SOF" + (process - BASELINE) + ")" + PictureKind.CONVERT);
        }
        if (process != LOSSLESS && bits != Byte.SIZE) {
            throw new UnreadablePicture("it is a JPEG with " + bits + " bits for each sample" + PictureKind.CONVERT);
        }
    }

    /**
     * Whether one scan holds the whole picture: a decoder that misses no pixels has then read everything, even if the last marker is missing.
     */
    private static boolean isAllInOneScan(Parts parts) {
        Optional<ByteBuffer> frame = parts.get(Parts.FRAME);
        Optional<ByteBuffer> scan = parts.get(Parts.SCAN);
        return frame.isPresent()
                && scan.isPresent()
                && Byte.toUnsignedInt(frame.get().get(0)) != PROGRESSIVE
                && frame.get().get(COMPONENTS) == scan.get().get(0);
    }
}
