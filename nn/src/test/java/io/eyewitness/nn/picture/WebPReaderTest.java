package io.eyewitness.nn.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.file.NativeLibrary;
import io.eyewitness.theory.house.OtherFolder;
import io.eyewitness.theory.house.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebPReaderTest {
    @TempDir
    private Path folder;

    /** Reads a WebPReader twice, and tells what comes of it. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException, UnreadablePicture {
            try (InputStream file = Reader.class.getResourceAsStream("lossy.webp")) {
                byte[] bytes = file.readAllBytes();
                for (int i = 0; i < 2; i++) {
                    try {
                        System.out.println(PictureFile.read(bytes).isFirstOfMany());
                    } catch (NativeLibrary.Unusable e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
        }
    }

    @Test
    void whereItsLibraryMayNotRunThatIsSaidAndNothingElse() throws Exception {
        String told =
                "libwebp cannot be unpacked to " + folder + " and run there: nothing may run from there, as where a"
                        + " file system is mounted noexec; name another directory with TMPDIR\n";
        assertEquals(
                new Run(0, told + told, ""),
                OtherFolder.run(folder, "noexec", Map.of(), List.of("-Djava.io.tmpdir=" + folder), Reader.class));
    }
}
