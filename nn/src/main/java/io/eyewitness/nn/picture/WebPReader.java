package io.eyewitness.nn.picture;

import com.luciad.imageio.webp.internal.NativeLoader;
import io.eyewitness.theory.file.NativeLibrary;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads WebPs, lossy and lossless; of an animation the first frame. */
final class WebPReader {
    private static final int FRAME_HEADER = 16;
    private static final byte HAS_ALPHA = 16;

    private static final NativeLibrary LIBRARY = NativeLibrary.temporary("libwebp", NativeLoader::initialize);

    private WebPReader() {}

    /**
     * Reads a picture.
     *
     * @throws NativeLibrary.Unusable if the library that decodes it cannot be loaded
     */
    static DecodedPicture read(byte[] file, Parts parts) throws UnreadablePicture {
        LIBRARY.load();
        Optional<ByteBuffer> frame = parts.get("ANMF").filter(part -> part.remaining() > FRAME_HEADER);
        BufferedImage picture =
                Colours.of(FirstImage.of(PictureKind.WEBP, frame.isPresent() ? still(frame.get()) : file)
                        .image());
        if (frame.isPresent() && parts.has("VP8X")) {
            ByteBuffer canvas = parts.get("VP8X").get();
            ByteBuffer place = frame.get();
            picture = PictureFile.placed(
                    picture, 2 * number(place, 0), 2 * number(place, 3), number(canvas, 4) + 1, number(canvas, 7) + 1);
        }
        Optional<byte[]> profile = parts.bytes("ICCP");
        BufferedImage colours = profile.isPresent() ? Colours.ofProfile(picture, profile.get()) : picture;
        return new DecodedPicture(PictureFile.upright(colours, parts.get(Parts.EXIF)), frame.isPresent());
    }

    /** The file of a frame by itself. */
    private static byte[] still(ByteBuffer frame) {
        ByteBuffer chunks = frame.slice(FRAME_HEADER, frame.remaining() - FRAME_HEADER);
        int length = 4 + 8 + 10 + chunks.remaining();
        return ByteBuffer.allocate(8 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(length)
                .put(ascii("WEBPVP8X"))
                .putInt(10)
                .putInt(HAS_ALPHA)
                .put(frame.slice(6, 6))
                .put(chunks)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Three bytes, the smallest first. */
    private static int number(ByteBuffer buffer, int at) {
        return Byte.toUnsignedInt(buffer.get(at))
                | Byte.toUnsignedInt(buffer.get(at + 1)) << Byte.SIZE
                | Byte.toUnsignedInt(buffer.get(at + 2)) << 2 * Byte.SIZE;
    }
}
