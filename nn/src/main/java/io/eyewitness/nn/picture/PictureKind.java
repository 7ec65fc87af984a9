package io.eyewitness.nn.picture;

import io.eyewitness.nn.tensor.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of pictures that are read. The first bytes of a file decide its kind, not its name. */
public enum PictureKind {
    JPEG("\u00ff\u00d8\u00ff"),
    PNG("\u0089PNG\r\n\u001a\n"),
    GIF("GIF8[79]a"),
    BMP("BM....\\00\\00\\00\\00"),
    TIFF("II[*+]\\00|MM\\00[*+]"),
    WEBP("RIFF....WEBP");

    /** The number of first bytes that decide the kind. */
    public static final int START = 64;

    private static final String READ = "JPEG, PNG, GIF, BMP, TIFF and WebP";
    /** The end of a sentence about a kind that is not read. */
    static final String CONVERT =
            ", which is not read; convert it to one of " + READ + ", as with ImageMagick: magick FILE FILE.png";

    private static final String NOT_ALL_THERE = ", not the picture; fetch it again";

    /** The ends of the names of pictures, of kinds that are read and of other kinds. */
    private static final Set<String> SUFFIXES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp", "mpo", "heic",
            "heif", "hif", "avif", "jxl", "jp2", "j2k", "psd", "ppm", "pgm", "pnm", "tga", "ico", "svg", "dng", "cr2",
            "nef", "arw");

    private static final List<Entry<Pattern, String>> OTHERS = List.of(
            other("....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", "it is a HEIF picture (HEIC or AVIF)" + CONVERT),
            other("....ftypavi[fs]", "it is an AVIF picture" + CONVERT),
            other("\u00ff\n|\\00\\00\\00\fJXL ", "it is a JPEG XL picture" + CONVERT),
            other("\\00\\00\\00\fjP  |\u00ffO\u00ffQ", "it is a JPEG 2000 picture" + CONVERT),
            other("8BPS", "it is a Photoshop document" + CONVERT),
            other("%PDF", "it is a PDF document" + CONVERT),
            other("....ftyp", "it is a video, not a picture; " + READ + " are read"),
            other("(\u00ef\u00bb\u00bf)?\\s*<", "it is a web page or other XML" + NOT_ALL_THERE));

    private final Pattern start;

    PictureKind(String start) {
        this.start = pattern(start);
    }

    /** The kind of a file that starts with these bytes. */
    public static Optional<PictureKind> of(byte[] start) {
        String text = text(start);
        return Arrays.stream(values())
                .filter(kind -> kind.start.matcher(text).lookingAt())
                .findFirst();
    }

    /** Whether a file's name says that it is a picture, perhaps of a kind that is not read. */
    public static boolean isNamed(String file) {
        int dot = file.lastIndexOf('.');
        return dot >= 0 && SUFFIXES.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The reason why a file that starts with these bytes is not read as a picture. */
    static String whyNot(byte[] start) {
        if (start.length == 0) {
            return "it is empty";
        }
        String text = text(start);
        if (FileKind.isLfsPointer(text)) {
            return "it is a pointer of Git LFS" + NOT_ALL_THERE + " with git lfs pull";
        }
        return OTHERS.stream()
                .filter(other -> other.getKey().matcher(text).lookingAt())
                .map(Entry::getValue)
                .findFirst()
                .orElse("it is no picture of a known kind; " + READ + " are read");
    }

    private static Entry<Pattern, String> other(String start, String what) {
        return Map.entry(pattern(start), what);
    }

    private static Pattern pattern(String start) {
        return Pattern.compile(start, Pattern.DOTALL);
    }

    private static String text(byte[] start) {
        return new String(start, 0, Math.min(START, start.length), StandardCharsets.ISO_8859_1);
    }
}
