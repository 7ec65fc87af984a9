package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Reads PNGs. If several chunks describe the colours, the first of these counts: profile, sRGB, gamma. */
final class PngReader {
    private static final double USUAL = 1 / 2.2;
    private static final double NEAR = 0.01;
    private static final double UNIT = 100_000;
    private static final int LARGEST_PROFILE = 1 << 24;

    private PngReader() {}

    static DecodedPicture read(byte[] file, Parts parts) throws UnreadablePicture {
        BufferedImage picture = PictureFile.whole(PictureKind.PNG, file).image();
        Optional<byte[]> profile = parts.bytes("iCCP").flatMap(PngReader::profile);
        double gamma = gamma(parts);
        BufferedImage colours;
        if (profile.isPresent()) {
            colours = Colours.ofProfile(Colours.of(picture), profile.get());
        } else {
            colours = gamma == 0 || Math.abs(gamma - USUAL) < NEAR
                    ? Colours.of(picture)
                    : Colours.ofLight(picture, gamma);
        }
        return new DecodedPicture(PictureFile.upright(colours, parts.get("eXIf")), parts.has("acTL"));
    }

    /** The exponent, or 0 if there is none that counts. */
    private static double gamma(Parts parts) {
        boolean isTold = parts.has("sRGB") || parts.has("cICP") || parts.has("iCCP");
        return isTold
                ? 0
                : parts.get("gAMA")
                        .filter(part -> part.remaining() == Integer.BYTES)
                        .map(part -> Math.max(0, part.getInt()) / UNIT)
                        .orElse(0.0);
    }

    /** The profile in a chunk, after its name, a zero byte and a zero byte for the compression. */
    private static Optional<byte[]> profile(byte[] part) {
        int name = 0;
        while (name < part.length && part[name] != 0) {
            name++;
        }
        int start = Math.min(part.length, name + 2);
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(part, start, part.length - start))) {
            return Optional.of(inflated.readNBytes(LARGEST_PROFILE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
