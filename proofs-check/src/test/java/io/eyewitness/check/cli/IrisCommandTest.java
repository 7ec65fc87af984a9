package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.iris.IrisNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrisCommandTest {
    @TempDir
    Path folder;

    @Test
    void withoutOptionsItTrainsTheCommittedNetwork() {
        Run run = Run.of("iris").succeeded();
        assertEquals(IrisNetwork.write(IrisNetwork.committed()), run.output());
        assertTrue(run.errors().contains("mean squared error before rounding: 0.00207987"), run.errors());
        assertTrue(
                run.errors().contains("mean squared error after rounding:  0.00225899 = 12127883309/5368709120000"),
                run.errors());
        assertTrue(run.errors().contains("accuracy: 148 of 150"), run.errors());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        Run run = Run.of("iris", "--seed", "2", "--hidden", "9", "--out", first.toString())
                .succeeded();
        assertTrue(run.output().contains(first.toString()));
        assertEquals("", run.errors());
        Run.of("iris", "--seed", "2", "--hidden", "9", "--out", second.toString())
                .succeeded();
        assertEquals(Files.readString(first), Files.readString(second));
        assertEquals(9, IrisNetwork.read(Files.readString(first)).network().hidden());
        assertNotEquals(IrisNetwork.write(IrisNetwork.committed()), Files.readString(first));
    }

    @Test
    void badInputGetsOneSentence() {
        Run.of("iris", "--hidden", "7").refused("from 8 to 64, not 7");
        Run.of("iris", "--seed", "1.5").refused("'1.5' is not a whole number");
        Run.of("iris", "--out", folder.toString()).refused("it is a directory");
    }
}
