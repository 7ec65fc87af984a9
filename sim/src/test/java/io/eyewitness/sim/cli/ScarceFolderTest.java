package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.OtherFolder;
import io.eyewitness.theory.house.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations where the folder of temporary files does not do. */
class ScarceFolderTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path disk;

    private Run run(String options, String command) throws Exception {
        return OtherFolder.run(
                folder,
                options,
                Map.of(),
                List.of("-Djava.io.tmpdir=" + folder),
                Main.class,
                command.replace("OUT", disk.resolve("out").toString()).split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agree --instances 1 --out OUT",
                "bound --assume affine --observe phi --observe value:0.5,0.5=0.25 --grid 3 --out OUT"
            })
    void whereNothingMayRunThereItIsNamedWithTheRemedy(String command) throws Exception {
        Run run = run("noexec", command);
        assertEquals(3, run.exitCode(), run.errors());
        assertEquals("", run.output());
        List<String> lines = run.errors().lines().toList();
        assertTrue(
                lines.get(lines.size() - 1)
                        .contains("library cannot be unpacked to " + folder + " and run there: nothing may run"),
                run.errors());
        assertTrue(run.errors().contains("TMPDIR"), run.errors());
    }

    @Test
    void figuresNeedNoRoomThere() throws Exception {
        Run run = run("nr_inodes=1", "game --class AFF --samples 100 --out OUT");
        assertEquals(0, run.exitCode(), run.errors());
        assertTrue(Files.exists(disk.resolve("out")));
    }
}
