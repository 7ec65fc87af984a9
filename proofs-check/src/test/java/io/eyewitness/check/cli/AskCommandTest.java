package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.check.bundle.TranscriptFile;
import io.eyewitness.check.defeat.ProgramAsker;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.house.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class AskCommandTest {
    private static final String SAY = "say() { echo \"$1\"; read -r answer; }; read -r phi; ";
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "bisect.sh");

    @TempDir
    Path folder;

    private static Run defeat(String functionClass, String dimension, String program, String... more) {
        return Run.of(Stream.concat(
                        Stream.of("defeat", functionClass, "--ask", "--dimension", dimension, "--exec", program),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void theExampleIsDefeatedWithATranscriptThatIsVerified() throws Exception {
        String out = folder.resolve("defeat").toString();
        Run run = defeat("MONO", "1", "sh " + EXAMPLE, "--out", out).succeeded();
        assertTrue(run.output().contains("It asked for a value 13 times"), run.output());
        assertTrue(run.output().contains("Defeated"), run.output());
        Run checked = Run.of("check", "--transcript", out).succeeded();
        assertTrue(checked.output().startsWith(run.output()), checked.output());
        assertTrue(checked.output().contains("verified: "), checked.output());
        Path file = Path.of(out, TranscriptFile.NAME);
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("(\"decoder\" : \").*\"", "$1\\\\u001B[2Ja\\\\nb\""));
        String named = Run.of("check", "--transcript", out).succeeded().output();
        assertTrue(named.startsWith("The decoder \\u001b[2Ja\\nb was shown"), named);
        Files.writeString(file, text.replace("\"decoded\" : \"1/2\"", "\"decoded\" : \"1/02\""));
        Run refused = Run.of("check", "--transcript", out);
        assertEquals(1, refused.exitCode());
        assertTrue(refused.errors().contains("is refused: " + TranscriptFile.NAME), refused.errors());
        Files.delete(file);
        Run.of("check", "--transcript", out).refused("it holds no transcript");
    }

    @Test
    void aProgramIsToldWhatItAsksFor() {
        String echo = SAY
                + "say '{\"ask\":[0.1,0.3]}'; echo \"$answer\" >&2; say '{\"germ\":[0,1]}'; echo \"$answer\" >&2;"
                + " say '{\"germ\":[1,1]}'; echo \"$answer\" >&2; say '{\"box\":[[0,0],[0.5,1]]}'; echo \"$answer\" >&2;"
                + " say '{\"ready\":true}'; echo \"$phi $answer\" >&2; exit 9";
        String first = defeat("CONV", "2", echo).errors();
        assertTrue(first.contains("failed with exit code 9; it says: {\"value\":0.0"), first);
        String steep = SAY + "say '{\"germ\":[1,1]}'; echo \"$answer\" >&2; exit 9";
        String second = defeat("CONV", "2", steep).errors();
        assertTrue(second.contains("{\"value\":1,\"gradient\":null,\"radius\":null,\"steep\":{\"slope\":[0.0"), second);
        String box = SAY + "say '{\"box\":[[0,0],[0.5,1]]}'; echo \"$answer\" >&2; exit 9";
        String third = defeat("F", "2", box).errors();
        assertTrue(third.contains("\"argmin\":[[0,0]],\"argmax\":[[0.5,1]]"), third);
        String phi = "read -r phi; echo \"$phi\" >&2; exit 9";
        String fourth = defeat("LIP", "2", phi, "--limit", "7").errors();
        assertTrue(
                fourth.contains("{\"class\":\"LIP\",\"d\":2,\"a\":[0,0],\"b\":[1,1],\"min\":0,\"max\":0.25"), fourth);
    }

    @Test
    void aProgramMayPredictWithoutAsking() {
        Run run = defeat("CONV", "3", "echo '{\"z\":0.5}'", "--format", "json").succeeded();
        JsonNode json = EvidenceJson.read(run.output(), JsonNode.class);
        assertEquals("1/2", json.get("decoded").asText());
        assertTrue(json.get("defeated").asBoolean());
        assertEquals("steep-profile", json.get("unit").get("type").asText());
        assertTrue(json.get("transcript").get("exchanges").isEmpty());
        Run network = defeat("NN", "2", SAY + "say '{\"ask\":[0.5,0.5]}'; echo '{\"z\":0}'", "--format", "json");
        assertEquals(
                "relu-network",
                EvidenceJson.read(network.succeeded().output(), JsonNode.class)
                        .get("unit")
                        .get("type")
                        .asText());
        Run.of("defeat", "F", "--ask", "--decoder", "linear").succeeded();
    }

    @Test
    void theAdversaryOfAffineFunctionsGivesIn() {
        String values = SAY + "say '{\"ask\":[1,0,0]}'; say '{\"ask\":[0,1,0]}'; echo '{\"z\":0.5}'";
        Run run = defeat("AFF", "3", values);
        assertEquals(1, run.exitCode());
        assertTrue(run.output().startsWith("The adversary gives in: only one function of F_Aff"), run.output());
        assertEquals(
                1,
                defeat("AFF", "9", SAY + "say '{\"germ\":[0,0,0,0,0,0,0,0,0]}'; echo '{\"z\":0}'")
                        .exitCode());
        Run fewer = defeat("AFF", "3", values.replace("0,1,0", "1,1,1")).succeeded();
        assertTrue(fewer.output().contains("Defeated"), fewer.output());
    }

    @Test
    void anAdversaryThatGivesInLeavesNoTranscript() throws Exception {
        String out = folder.toString();
        Path file = folder.resolve(TranscriptFile.NAME);
        defeat("AFF", "2", "echo '{\"z\":0}'", "--out", out).succeeded();
        assertTrue(Files.exists(file));
        String germ = SAY + "say '{\"germ\":[0,0]}'; echo '{\"z\":0}'";
        Run run = defeat("AFF", "2", germ, "--out", out, "--format", "json");
        assertEquals(1, run.exitCode());
        JsonNode json = EvidenceJson.read(run.output(), JsonNode.class);
        assertEquals(1, json.get("schema").asInt());
        assertTrue(json.get("gaveIn").asBoolean());
        assertFalse(json.get("defeated").asBoolean());
        assertFalse(Files.exists(file));
    }

    @Test
    void theGuideHasTheKeysOfTheJson() throws Exception {
        String guide = Documents.text("docs/guide.md");
        String described =
                guide.substring(guide.indexOf("the outcome is one object:"), guide.indexOf("one of an earlier game"));
        String values = SAY + "say '{\"ask\":[1,0]}'; echo '{\"z\":0}'";
        JsonNode given =
                EvidenceJson.read(defeat("AFF", "2", values, "--format", "json").output(), JsonNode.class);
        assertTrue(described.contains("`" + given + "`"), given::toString);
        JsonNode game = EvidenceJson.read(
                defeat("MONO", "2", "echo '{\"z\":0}'", "--format", "json")
                        .succeeded()
                        .output(),
                JsonNode.class);
        List<String> keys = new ArrayList<>();
        game.fieldNames().forEachRemaining(keys::add);
        assertEquals(8, keys.size(), keys::toString);
        keys.forEach(key -> assertTrue(described.contains("`" + key + "`"), key));
    }

    static Stream<List<String>> misbehaviour() {
        return Stream.of(
                List.of("it asks outside of the cube", SAY + "say '{\"ask\":[0.5,1.5]}'"),
                List.of("a point has 1 coordinates, not 2", SAY + "say '{\"ask\":[0.5]}'"),
                List.of("it asks more than 50 questions", SAY + "while :; do say '{\"ask\":[0.5,0.5]}'; done"),
                List.of("it asks after it was told x", SAY + "say '{\"ready\":true}'; say '{\"ask\":[0,0]}'"),
                List.of("that is not JSON", SAY + "say nonsense"),
                List.of("it has a key twice", SAY + "say '{\"z\":0,\"z\":1}'"),
                List.of("that is none of", SAY + "say '{\"answer\":42}'"),
                List.of("that is none of", SAY + "say '{\"ask\":[0,0],\"z\":1}'"),
                List.of("a point is an array", SAY + "say '{\"ask\":0.5}'"),
                List.of("there must be a number", SAY + "say '{\"ask\":[\"half\",0]}'"),
                List.of("there must be a number", "echo '{\"z\":null}'"),
                List.of("a box is two points", SAY + "say '{\"box\":[[0,0]]}'"),
                List.of("below the second", SAY + "say '{\"box\":[[1,0],[0,1]]}'"),
                List.of("too large or too small", SAY + "say '{\"ask\":[1e-999,0]}'"),
                List.of("ended without an answer", SAY + "say '{\"ask\":[0,0]}'; exit 0"),
                List.of("failed with exit code 3; it says: no", "echo no >&2; exit 3"),
                List.of("could not be started", "no-such-program-here"),
                List.of("writes without end", "head -c 1000000 /dev/zero"),
                List.of("writes without end", "yes >&2"));
    }

    @ParameterizedTest
    @MethodSource("misbehaviour")
    void misbehaviourGetsOneSentence(List<String> sentenceAndProgram) {
        Run run = defeat("F", "2", sentenceAndProgram.get(1), "--limit", "50");
        run.refused(sentenceAndProgram.get(0));
        assertEquals("", run.output());
    }

    @Test
    void aProgramThatHangsOrNeverEndsIsStopped() {
        Setting setting = Setting.of(FunctionClass.F, Optional.of(2), Optional.empty(), BigFraction.ONE, Norm.L1, 0);
        assertStopped("said nothing for 1 s", "sleep 300", setting, Duration.ofMinutes(1));
        assertStopped(
                "said nothing for 1 s",
                SAY + "say '{\"ask\":[0,0]}'; sleep 300 & wait",
                setting,
                Duration.ofMinutes(1));
        assertStopped(
                "did not come to an end within 2 s",
                SAY + "while :; do say '{\"ask\":[0,0]}'; done",
                setting,
                Duration.ofSeconds(2));
    }

    @Test
    void aProgramThatAsksIsWatched() {
        Setting setting = Setting.of(FunctionClass.F, Optional.of(2), Optional.empty(), BigFraction.ONE, Norm.L1, 0);
        assertStopped(
                "writes without end to standard error",
                "yes >&2 & yes '{\"ask\":[0,0]}'",
                setting,
                Duration.ofSeconds(5));
    }

    private static void assertStopped(String what, String program, Setting setting, Duration total) {
        ProgramAsker asker = new ProgramAsker(program, Duration.ofSeconds(1), total);
        Interview interview = new Interview(setting, Integer.MAX_VALUE);
        String message = assertThrows(IllegalArgumentException.class, () -> asker.decode(interview))
                .getMessage();
        assertTrue(message.contains(what), message);
    }

    static Stream<List<String>> badInput() {
        return Stream.of(
                List.of("are for --ask", "defeat", "F", "--decoder", "mid", "--limit", "3"),
                List.of("must not be negative", "defeat", "F", "--ask", "--decoder", "grid", "--limit", "-1"),
                List.of("exactly one of", "defeat", "F", "--ask"),
                List.of("exactly one of", "defeat", "F", "--ask", "--decoder", "grid", "--exec", "true"),
                List.of("'guess' is not a decoder", "defeat", "F", "--ask", "--decoder", "guess"),
                List.of("from 1 to 64, not 65", "defeat", "F", "--ask", "--decoder", "grid", "--dimension", "65"),
                List.of("below R/2", "defeat", "F", "--ask", "--decoder", "grid", "--gap", "1/2"),
                List.of("is understood", "defeat", "CONST", "--ask", "--decoder", "grid"),
                List.of("only one of", "check", "--bounds", "--transcript", "x"),
                List.of("only format is text", "check", "--transcript", "--format", "json", "x"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputGetsOneSentence(List<String> sentenceAndLine) {
        Run run = Run.of(sentenceAndLine.subList(1, sentenceAndLine.size()).toArray(String[]::new));
        run.refused(sentenceAndLine.get(0));
        assertFalse(run.errors().isEmpty());
    }
}
