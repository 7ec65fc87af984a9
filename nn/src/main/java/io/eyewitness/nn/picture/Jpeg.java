package io.eyewitness.nn.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** JPEGs: baseline, progressive and lossless; of grey, of colours, and of four inks, which an Adobe marker or a profile explains. */
final class Jpeg {
    private static final String CUT = "Truncated File";
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int LOSSLESS = 0xc3;
    private static final int COMPONENTS = 6;

    private Jpeg() {}

    static Still read(byte[] file, Parts parts) throws UnreadablePicture {
        Optional<ByteBuffer> frame = parts.get(Parts.FRAME);
        if (frame.isPresent() && frame.get().remaining() > COMPONENTS) {
            requireKnown(frame.get());
        }
        FirstImage first = FirstImage.of(PictureKind.JPEG, file);
        List<String> others =
                first.warnings().stream().filter(told -> !told.startsWith(CUT)).toList();
        boolean isCut = others.size() < first.warnings().size();
        if (isCut && (!others.isEmpty() || !isAllInOneScan(parts))) {
            throw UnreadablePicture.damaged("it ends early");
        }
        if (!others.isEmpty()) {
            throw UnreadablePicture.damaged(others.get(0));
        }
        return PictureFile.still(first, parts.get(Parts.EXIF));
    }

    private static void requireKnown(ByteBuffer frame) throws UnreadablePicture {
        int process = Byte.toUnsignedInt(frame.get());
        int bits = frame.get();
        if (process > LOSSLESS) {
            throw new UnreadablePicture(
                    "it is a JPEG of a rare form (SOF" + (process - BASELINE) + ")" + PictureKind.CONVERT);
        }
        if (process != LOSSLESS && bits != Byte.SIZE) {
            throw new UnreadablePicture("it is a JPEG of " + bits + " bits a sample" + PictureKind.CONVERT);
        }
    }

    /** Then a decoder that misses no pixels has seen all, even where the last marker is missing; other scans would refine them. */
    private static boolean isAllInOneScan(Parts parts) {
        Optional<ByteBuffer> frame = parts.get(Parts.FRAME);
        Optional<ByteBuffer> scan = parts.get(Parts.SCAN);
        return frame.isPresent()
                && scan.isPresent()
                && Byte.toUnsignedInt(frame.get().get(0)) != PROGRESSIVE
                && frame.get().get(COMPONENTS) == scan.get().get(0);
    }
}
