package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesTest {
    @TempDir
    private Path directory;

    private ClassNames read(String text) throws IOException {
        return ClassNames.read(Files.writeString(directory.resolve("classes"), text));
    }

    @Test
    void namesAreWhatFollowsTheLastTab() throws IOException {
        assertEquals(new ClassNames(List.of("tench", "shark")), read("tench\nn2\tshark \n"));
    }

    @Test
    void linesOfNumberFolderAndNameAlsoSayTheFolders() throws IOException {
        assertEquals(
                new ClassNames(List.of("tench", "shark"), List.of("n01", "n02")),
                read("0\tn01\ttench\n1\tn02\tshark\n"));
    }

    @Test
    void aNumberThatIsNotThatOfItsLineIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> read("0\tn01\ttench\n2\tn02\tshark\n"))
                .getMessage();
        assertTrue(message.contains("has the class 2 where 1 should be"), message);
    }
}
