package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {
    @TempDir
    private Path directory;

    private ClassNames read(String text) throws IOException {
        return ClassNames.read(Files.writeString(directory.resolve("classes"), text));
    }

    @Test
    void namesAreWhatFollowsTheLastTab() throws IOException {
        assertEquals(new ClassNames(List.of("tench", "shark")), read("tench\nn2\tshark \n"));
        assertEquals(new ClassNames(List.of("tench", "shark")), read("0\ttench\n1\tshark\n"));
        assertEquals(new ClassNames(List.of("tench", "shark")), read("0 \ttench\n1 \tshark\n"));
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
        refused("0\tn01\ttench\n1\tn02 shark\n", "line 2 is not NUMBER<TAB>FOLDER<TAB>NAME: 1\tn02 shark");
        refused("index\twnid\tname\n0\tn01\ttench\n", "line 1 has 'index' where the number 0 should be");
        refused(
                "0 n01440764 tench\n1 n01443537 goldfish\n",
                "line 1 has no tabs; separate NUMBER, FOLDER and NAME by tabs, as NUMBER<TAB>FOLDER<TAB>NAME");
        refused("tench\n\nshark\n", "line 2 is empty, but each line names a class");
        refused("", "the list is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,b,dog\n1,a,cat\n",
                "1,a,cat\n0,b,dog\n",
                "index,folder,name\n0,b,dog\n1,a,cat\n",
                "\"0\",\"b\",\"dog\"\n\"1\",\"a\",\"cat\"\n",
                "0;b;dog\n1;a;cat\n",
                "0: dog\n1: cat\n",
                "0|b|dog\n1|a|cat\n",
                "0 a cat\n1 b dog\n",
                "1 a cat\n2 b dog\n",
                "0   a   cat\n"
            })
    void numbersWithoutTabsAreNoNames(String text) {
        String message = assertThrows(MalformedData.class, () -> read(text)).getMessage();
        assertTrue(
                message.matches("(?s).*classes: line [12] has no tabs; separate NUMBER, FOLDER and NAME by tabs.*"),
                message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 - zero\n1 - one\n",
                "0\n1\n2\n",
                "1 cent\n2 cents\n5 cents\n",
                "tench, Tinca tinca\ngoldfish, Carassius auratus\n",
                "747, a jumbo jet\n7 up\ntench\n"
            })
    void namesMayHaveNumbersAndCommas(String text) throws IOException {
        assertEquals(new ClassNames(text.lines().toList()), read(text));
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        refused(
                "zero\tb\tdog\none\ta\tcat\n",
                "line 1 has 'zero' where the number 0 should be; a line is NUMBER<TAB>FOLDER<TAB>NAME");
        refused(
                "0\tb\tdog\n1.0\ta\tcat\n",
                "line 2 has '1.0' where the number 1 should be; a line is NUMBER<TAB>FOLDER<TAB>NAME");
        refused("0\tb\tdog\tmore\n", "line 1 is not NUMBER<TAB>FOLDER<TAB>NAME: 0\tb\tdog\tmore");
    }

    @Test
    void asManyNamesAsTheNetworkHasClassesAreWanted() throws IOException {
        ClassNames two = read("dog\ncat\n");
        two.requireFor(2, directory.resolve("classes"));
        for (long classes : new long[] {1, 10}) {
            String message = assertThrows(
                            MalformedData.class, () -> two.requireFor(classes, directory.resolve("classes")))
                    .getMessage();
            assertTrue(
                    message.startsWith(
                            directory.resolve("classes") + ": it names 2 classes, but the network has " + classes),
                    message);
        }
    }

    private void refused(String text, String reason) {
        String message = assertThrows(MalformedData.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith(directory.resolve("classes") + ": " + reason), message);
    }
}
