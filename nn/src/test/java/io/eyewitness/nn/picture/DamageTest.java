package io.eyewitness.nn.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;

/** Files that are cut, too long, or changed. */
class DamageTest {
    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = PictureFile.read(file).image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static void refused(String what, byte[] file) {
        String message = assertThrows(UnreadablePicture.class, () -> PictureFile.read(file), what)
                .getMessage();
        assertTrue(message.startsWith("the picture is damaged"), what + ": " + message);
    }

    @Test
    void whatIsCutIsRefused() throws IOException {
        for (String name : Fixtures.names()) {
            if (!Fixtures.exists(name + Fixtures.EXPECTED) || name.equals("stereo.mpo") || name.endsWith(".tif")) {
                continue;
            }
            byte[] whole = Fixtures.bytes(name);
            for (int percent : new int[] {10, 50, 90, 99}) {
                boolean isAllThere = name.startsWith("moving") && percent > 10;
                if (!isAllThere) {
                    byte[] cut = Arrays.copyOf(whole, Math.min(whole.length - 13, whole.length * percent / 100));
                    refused(name + " at " + percent + " %", cut);
                }
            }
        }
        byte[] tiff = Fixtures.bytes("white-is-zero.tif");
        refused("TIFF", Arrays.copyOf(tiff, tiff.length / 2));
    }

    @Test
    void aJpegMayLackItsLastMarkerWhereNothingElseCanBeMissing() throws IOException {
        for (String name : List.of("baseline.jpg", "grey.jpg", "cmyk.jpg", "420.jpg")) {
            byte[] whole = Fixtures.bytes(name);
            assertArrayEquals(pixels(whole), pixels(Arrays.copyOf(whole, whole.length - 2)), name);
        }
    }

    /** A picture with something odd in its header, by what that is. */
    private static Map<String, byte[]> oddButIntact(byte[] whole) {
        int tables = Fixtures.find(whole, 0xff, 0xdb);
        int frame = Fixtures.find(whole, 0xff, has(whole, 0xc2) ? 0xc2 : 0xc0);
        int scan = Fixtures.find(whole, 0xff, 0xda);
        byte[] fill = {-1, -1, -1};
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("one fill byte", inserted(whole, tables, -1));
        odd.put("fill bytes before each", inserted(inserted(inserted(whole, scan, fill), frame, fill), tables, fill));
        odd.put("fill bytes at once", inserted(whole, 2, fill));
        odd.put("short JFIF", inserted(whole, 2, -1, 0xe0, 0, 7, 'J', 'F', 'I', 'F', 0));
        odd.put("JFIF of no length", inserted(whole, 2, -1, 0xe0, 0, 9, 'J', 'F', 'I', 'F', 0, 1, 1));
        odd.put("short EXIF", inserted(whole, 2, -1, 0xe1, 0, 8, 'E', 'x', 'i', 'f', 0, 0));
        odd.put("cut ICC profile", inserted(whole, 2, iccWithoutANumber()));
        return odd;
    }

    private static boolean has(byte[] file, int marker) {
        return IntStream.range(0, file.length - 1)
                .anyMatch(i -> file[i] == (byte) 0xff && file[i + 1] == (byte) marker);
    }

    private static int[] iccWithoutANumber() {
        int[] start = {-1, 0xe2, 0, 14};
        return IntStream.concat(IntStream.of(start), "ICC_PROFILE\0".chars()).toArray();
    }

    private static byte[] inserted(byte[] file, int at, byte[] what) {
        int[] bytes = new int[what.length];
        for (int i = 0; i < what.length; i++) {
            bytes[i] = what[i];
        }
        return inserted(file, at, bytes);
    }

    private static byte[] inserted(byte[] file, int at, int... what) {
        byte[] longer = new byte[file.length + what.length];
        System.arraycopy(file, 0, longer, 0, at);
        for (int i = 0; i < what.length; i++) {
            longer[at + i] = (byte) what[i];
        }
        System.arraycopy(file, at, longer, at + what.length, file.length - at);
        return longer;
    }

    @Test
    void whatIsOddButLeavesThePixelsIsNoDamageAndHidesNone() throws IOException {
        for (String name : List.of("baseline.jpg", "progressive.jpg", "grey.jpg", "420.jpg")) {
            byte[] whole = Fixtures.bytes(name);
            for (Map.Entry<String, byte[]> odd : oddButIntact(whole).entrySet()) {
                assertNoDamageAndHidingNone(name + ": " + odd.getKey(), whole, odd.getValue());
            }
        }
    }

    /** Some write zeros as the spectral selection of a sequential JPEG, which libjpeg warns of and then of nothing more. */
    @Test
    void aSpectralSelectionOfZerosIsNoDamageAndHidesNone() throws IOException {
        for (String name : List.of("baseline.jpg", "grey.jpg", "420.jpg", "cmyk.jpg")) {
            byte[] whole = Fixtures.bytes(name);
            byte[] odd = whole.clone();
            int scan = Fixtures.find(whole, 0xff, 0xda);
            odd[scan + 2 + whole[scan + 3] - 2] = 0;
            assertNoDamageAndHidingNone(name, whole, odd);
        }
    }

    @Test
    void anAdobeMarkerInGreyIsNoDamageAndHidesNone() throws IOException {
        byte[] whole = Fixtures.bytes("grey.jpg");
        int[] adobe = {-1, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1};
        assertNoDamageAndHidingNone("grey", whole, inserted(whole, Fixtures.find(whole, 0xff, 0xdb), adobe));
    }

    /** As encoders write them that know no other form; only for very low qualities 8 bits are not enough. */
    @Test
    void quantizationTablesOf16BitsAreNoDamageIf8AreEnough() throws IOException {
        for (String name : List.of("baseline.jpg", "progressive.jpg", "grey.jpg")) {
            byte[] whole = Fixtures.bytes(name);
            byte[] wide = withWideTables(whole);
            assertNoDamageAndHidingNone(name, whole, wide);
            wide[Fixtures.find(wide, 0xff, 0xdb) + 5] = 1;
            String message = assertThrows(UnreadablePicture.class, () -> PictureFile.read(wide))
                    .getMessage();
            assertTrue(message.contains("quantization steps above 255"), message);
        }
    }

    private static byte[] withWideTables(byte[] file) {
        ByteBuffer from = ByteBuffer.wrap(file);
        ByteBuffer to = ByteBuffer.allocate(file.length + 1_000);
        while (from.hasRemaining()) {
            int at = from.position();
            if (file[at] != -1 || file[at + 1] != (byte) 0xdb) {
                to.put(from.get());
                continue;
            }
            int tables = (from.getShort(at + 2) - 2) / 65;
            from.position(at + 4);
            to.put((byte) -1).put((byte) 0xdb).putShort((short) (2 + tables * 129));
            for (int table = 0; table < tables; table++) {
                to.put((byte) (0x10 | from.get()));
                IntStream.range(0, 64).forEach(i -> to.putShort((short) Byte.toUnsignedInt(from.get())));
            }
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    private static void assertNoDamageAndHidingNone(String what, byte[] whole, byte[] odd) throws IOException {
        assertArrayEquals(pixels(whole), pixels(odd), what);
        for (int percent : new int[] {50, 90, 99}) {
            refused(
                    what + " at " + percent + " %",
                    Arrays.copyOf(odd, Math.min(odd.length - 13, odd.length * percent / 100)));
        }
    }

    @Test
    void bytesThatNothingAccountsForAreDamage() throws IOException {
        byte[] whole = Fixtures.bytes("baseline.jpg");
        refused("rubbish", inserted(whole, Fixtures.find(whole, 0xff, 0xdb), 1, 2, 3));
        refused("rubbish and fill", inserted(whole, Fixtures.find(whole, 0xff, 0xdb), 1, -1, -1));
    }

    @Test
    void aProgressiveJpegThatLacksScansIsRefused() throws IOException {
        byte[] whole = Fixtures.bytes("progressive.jpg");
        int scans = 0;
        for (int i = whole.length - 2; i > 0 && scans < 4; i--) {
            if (whole[i] == (byte) 0xff && whole[i + 1] == (byte) 0xda) {
                scans++;
                refused("scan at " + i, Arrays.copyOf(whole, i));
            }
        }
        assertTrue(scans == 4);
        refused("without the last marker", Arrays.copyOf(whole, whole.length - 2));
    }

    /** As of phones, which put a film behind a photograph. */
    @Test
    void whatFollowsThePictureIsPassedOver() throws IOException {
        byte[] film = new byte[300];
        System.arraycopy("\0\0\0\u0018ftypmp42".getBytes(StandardCharsets.ISO_8859_1), 0, film, 0, 12);
        for (String name : List.of(
                "baseline.jpg", "progressive.jpg", "cmyk.jpg", "rgba.png", "plain.gif", "plain.bmp", "lossy.webp")) {
            byte[] whole = Fixtures.bytes(name);
            byte[] longer = Arrays.copyOf(whole, whole.length + film.length);
            System.arraycopy(film, 0, longer, whole.length, film.length);
            assertArrayEquals(pixels(whole), pixels(longer), name);
        }
    }

    @Test
    void aChangedByteThatTheDecoderWarnsOfIsDamage() throws IOException {
        int warned = 0;
        for (String name : List.of("baseline.jpg", "progressive.jpg", "grey.jpg")) {
            byte[] whole = Fixtures.bytes(name);
            for (int at = Fixtures.find(whole, 0xff, 0xda) + 14; at < whole.length - 2; at += 3) {
                byte[] changed = whole.clone();
                changed[at] ^= 0x55;
                if (isWarnedOf(changed)) {
                    warned++;
                    refused(name + " at " + at, changed);
                }
            }
        }
        assertTrue(warned > 30, warned + " changes were warned of");
    }

    private static boolean isWarnedOf(byte[] jpeg) {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try {
            reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg)), false, true);
            reader.read(0);
        } catch (IOException | RuntimeException e) {
            return false;
        } finally {
            reader.dispose();
        }
        return !warnings.isEmpty();
    }

    @Test
    void aWebPWhoseCanvasIsCutIsDamaged() throws IOException {
        byte[] film = Fixtures.bytes("moving.webp");
        int header = Fixtures.find(film, 'V', 'P') + 4;
        byte[] cut = new byte[film.length - 8];
        System.arraycopy(film, 0, cut, 0, header + 4);
        System.arraycopy(film, header + 12, cut, header + 4, film.length - header - 12);
        cut[header] = 2;
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, cut.length - 8);
        refused("short VP8X", cut);
    }

    /** Two grey samples, 1 and -1. */
    @Test
    void samplesBelowZeroAreDamage() {
        short[][] tags = {
            {256, 3, 2},
            {257, 3, 1},
            {258, 3, 16},
            {259, 3, 1},
            {262, 3, 1},
            {273, 3, 134},
            {277, 3, 1},
            {278, 3, 1},
            {279, 3, 4},
            {339, 3, 2}
        };
        ByteBuffer tiff = ByteBuffer.allocate(138).putInt(0x4d4d002a).putInt(8).putShort((short) tags.length);
        for (short[] tag : tags) {
            tiff.putShort(tag[0]).putShort(tag[1]).putInt(1).putShort(tag[2]).putShort((short) 0);
        }
        tiff.putInt(0).putShort((short) 1).putShort((short) -1);
        refused("signed", tiff.array());
    }

    @Test
    void aChangedByteOfAPngIsDamage() throws IOException {
        byte[] png = Fixtures.bytes("rgba.png");
        for (int at = 16; at < png.length - 12; at += 7) {
            byte[] changed = png.clone();
            changed[at] ^= 1;
            refused("at " + at, changed);
        }
    }
}
