package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.data.BadData;
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
    void marksAndEmptyLinesLeaveTheFoldersKnown() throws IOException {
        assertEquals(
                new ClassNames(List.of("tench", "shark"), List.of("n01", "n02")),
                read("\ufeff0\tn01\ttench \r\n1\t n02\tshark\r\n\r\n"));
    }

    @Test
    void twoClassesMayHaveOneName() throws IOException {
        assertEquals(
                List.of("crane", "crane"),
                read("0\tn01\tcrane\n1\tn02\tcrane\n").names());
    }

    @Test
    void theLineAtFaultIsNamed() {
        refused("0\tn01\ttench\n2\tn02\tshark\n", "line 2 has the class 2 where 1 should be");
        refused("0\tn01\ttench\n0\tn02\ttench\n", "line 2 has the class 0 where 1 should be");
        refused("0\tn01\ttench\n\n1\tn01\tshark\n", "line 3 has the folder of line 1, n01");
        refused("0\tn01\ttench\n1\t \tshark\n", "line 2 names no folder");
        refused(
                "0\tn01\ttench\n1\tn02 shark\n",
                "line 2 is not NUMBER<TAB>FOLDER<TAB>NAME, as others are: 1\tn02 shark");
        refused("index\twnid\tname\n0\tn01\ttench\n", "line 1 is not NUMBER<TAB>FOLDER<TAB>NAME");
        refused(
                "0 n01440764 tench\n1 n01443537 goldfish\n",
                "line 1 has no tabs; part NUMBER, FOLDER and NAME by tabs");
        refused("tench\n\nshark\n", "line 2 is empty, but each line names a class");
        refused("", "the list is empty");
    }

    private void refused(String text, String reason) {
        String message = assertThrows(BadData.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith(directory.resolve("classes") + ": " + reason), message);
    }
}
