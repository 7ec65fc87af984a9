package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaigns in shares, and their merge: the same bytes as in one run. */
class PartsTest {
    private static final String GAME = "game --class LIP,CONST --dimension 1,2 --samples 41001 --training 1500";
    private static final String SMALL = "game --class AFF1 --decoder mid --samples 2000";

    @TempDir
    private Path directory;

    private Run run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.addAll(List.of(more));
        return Run.of(Main.commandLine(), all.toArray(String[]::new));
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }

    private static TreeMap<String, byte[]> files(Path root) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GAME,
                "game --examples 0,2 --class LIP,AFF --dimension 2 --samples 2500",
                "phase --norm l2 --dimension 1,3 --samples 120000 --steps 3",
                "bound --assume lipschitz:2,monotone --observe phi --observe examples:2 --grid 12 --norm linf",
                "agree --instances 1"
            })
    void sharesMakeTheSameBytes(String command) throws IOException {
        Run plain = run(command, "--out", at("plain"));
        for (int share = 1; share <= 3; share++) {
            run(command, "--part", share + "/3", "--threads", "2", "--out", at("share" + share))
                    .done();
        }
        Run merge = run("merge", at("share2"), at("share3"), at("share1"), "--out", at("merged"));
        assertEquals(plain.exitCode(), merge.exitCode(), merge.errors());
        assertEquals(plain.output(), merge.output().replace(at("merged"), at("plain")));
        TreeMap<String, byte[]> expected = files(directory.resolve("plain"));
        TreeMap<String, byte[]> actual = files(directory.resolve("merged"));
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, actual.get(name), name));
        assertTrue(files(directory.resolve("share3")).size() >= 2, "the last share has no part");
    }

    @Test
    void sharesMayHaveOneFolder() throws IOException {
        run(GAME, "--out", at("plain")).done();
        run(GAME, "--part", "2/2", "--out", at("parts")).done();
        run("merge", at("parts"), "--out", at("merged")).refused(" parts are missing: ");
        run(GAME, "--part", "1/2", "--out", at("parts")).done();
        run("merge", at("parts"), "--out", at("merged")).done();
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("plain/game.json")),
                Files.readAllBytes(directory.resolve("merged/game.json")));
        run("merge", at("parts"), "--out", at("merged")).refused("is there already; --force replaces it");
        run("merge", at("parts"), "--force", "--out", at("merged")).done();
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        for (String share : new String[] {"0/2", "3/2", "x", "1/0"}) {
            run(SMALL, "--part", share, "--out", at("parts")).refused("a share is K/N with K from 1 to N");
        }
        run(SMALL, "--part", "1/1", "--force", "--out", at("parts")).refused("--force does not go with --part");
        run(SMALL, "--part", "1/1", "--out", at("parts")).done();
        run(SMALL, "--part", "1/1", "--seed", "2", "--out", at("parts")).refused("they differ in seed");
        run(SMALL, "--part", "1/1", "--seed", "2", "--out", at("others")).done();
        run("merge", at("parts"), at("others"), "--out", at("merged")).refused("they differ in seed");
        Path description = directory.resolve("parts/campaign.json");
        String text = Files.readString(description);
        Files.writeString(description, text.replace("--samples=2000", "--samples=3000"));
        run("merge", at("parts"), "--out", at("merged")).refused("they differ in simulation");
        Files.writeString(description, text.replace("\"sim\"", "\"rm\""));
        run("merge", at("parts"), "--out", at("merged")).refused("./eyewitness rm is not known here");
        Files.writeString(description, text.replace("\"game\"", "\"merge\""));
        run("merge", at("parts"), "--out", at("merged")).refused("./eyewitness sim merge");
        Files.writeString(description, text);
        run("merge", at("parts"), "--out", at("merged")).done();
        run("bound --assume lipschitz:1/2 --observe phi --part 1/2", "--out", at("contradictory"))
                .refused("the observations are contradictory");
    }
}
