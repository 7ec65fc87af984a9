package io.eyewitness.check.defeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
class ProgramDecoderTest {
    private static final Visualization PHI =
            new Visualization(Point.of("0", "1/1024"), Point.of("1", "1/2"), BigFraction.of(-3, 4), BigFraction.of(2));
    private static final Point X = Point.of("1/4", "3/8");
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private static String answer(String command) {
        return answer(command, ProgramDecoder.TIMEOUT);
    }

    private static String answer(String command, Duration timeout) {
        return new ProgramDecoder(command, timeout).decode(PHI, X).toString();
    }

    private static void assertFails(String what, String command, Duration timeout) {
        String message = assertThrows(IllegalArgumentException.class, () -> answer(command, timeout))
                .getMessage();
        assertTrue(message.contains(what), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aProgramReadsOneLine() {
        assertEquals(
                "{\"a\":[0.0,9.765625E-4],\"b\":[1.0,0.5],\"min\":-0.75,\"max\":2.0,\"x\":[0.25,0.375]}\n",
                ProgramDecoder.question(PHI, X));
        assertEquals("-3/8", answer("awk -F '\"min\":|,\"max\"' '{ print \"{\\\"z\\\":\" $2 / 2 \"}\" }'"));
        assertEquals("1", answer("[ \"$(wc -l)\" -eq 1 ] && echo '{\"z\":1}'"));
    }

    @Test
    void anAnswerIsReadExactly() {
        assertEquals("1/10", answer("echo '{\"z\":0.1}'"));
        assertEquals("-7/2", answer("echo ' { \"note\" : \"hi\", \"z\" : -35e-1 } '; echo"));
        assertEquals("3", answer("printf '{\"z\":3}'"));
        assertEquals("100000000000000000000", answer("echo '{\"z\":1e20}'"));
        assertEquals("1/2", answer("echo noise >&2; echo '{\"z\":0.50}'"));
        assertEquals("1/2", answer("head -c 5000000 /dev/zero >&2; echo '{\"z\":0.50}'"));
    }

    static Stream<List<String>> failures() {
        return Stream.of(
                List.of("could not be started", "no-such-program-here --x"),
                List.of("could not be started", "/etc/passwd"),
                List.of("failed with exit code 3; it says: first", "echo >&2; echo first >&2; echo second >&2; exit 3"),
                List.of("failed with exit code 3", "echo '{\"z\":1}'; exit 3"),
                List.of("failed with exit code 139", "kill -SEGV $$"),
                List.of("failed with exit code", "kill -KILL $$"),
                List.of("ended without an answer", "true"),
                List.of("ended without an answer", "echo; echo"),
                List.of("z is not a number", "echo '{\"z\":\"0.5\"}'"),
                List.of("z is not a number", "echo '{\"z\":null}'"),
                List.of("z is not a number", "echo '{\"z\":[1]}'"),
                List.of("not JSON", "echo '{\"z\":NaN}'"),
                List.of("not JSON", "echo '{\"z\":Infinity}'"),
                List.of("not JSON", "echo half"),
                List.of("not JSON", "echo '{\"z\":1'"),
                List.of("not JSON", "echo '{\"z\":1} {\"z\":2}'"),
                List.of("has no z", "echo 0.5"),
                List.of("has no z", "echo '{\"y\":1}'"),
                List.of("has no z", "cat"),
                List.of("a key twice", "echo '{\"z\":1,\"z\":2}'"),
                List.of("2 lines", "echo '{\"z\":1}'; echo '{\"z\":2}'"),
                List.of("too large or too small", "echo '{\"z\":1e999}'"),
                List.of("too large or too small", "echo '{\"z\":1e-999}'"),
                List.of("too large or too small", "echo '{\"z\":1e999999999}'"),
                List.of("too large or too small", "echo '{\"z\":-1e99999999999}'"),
                List.of("writes without end", "yes"),
                List.of("writes without end", "yes >&2"),
                List.of("writes without end", "head -c 100000 /dev/zero"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatGoesWrongIsNamed(List<String> whatAndCommand) {
        assertFails(whatAndCommand.get(0), whatAndCommand.get(1), ProgramDecoder.TIMEOUT);
    }

    @Test
    void aProgramThatHangsIsKilledWithItsChildren() throws Exception {
        Path pids = folder.resolve("pids");
        String hang = "sleep 300 & echo $! >>" + pids + "; (sleep 301 & echo $! >>" + pids + "; wait) ; wait";
        assertFails("gave no answer within 2 s", hang, SHORT);
        List<String> started = Files.readAllLines(pids);
        assertEquals(2, started.size());
        for (String pid : started) {
            assertGone(Long.parseLong(pid.strip()));
        }
        assertFails("answered, but did not end within 2 s", "echo '{\"z\":1}'; sleep 300", SHORT);
    }

    @Test
    void aChildThatIsLeftBehindDoesNotHoldUpTheAnswer() throws Exception {
        Path pids = folder.resolve("pids");
        long start = System.nanoTime();
        assertEquals("1", answer("sleep 300 & echo $! >" + pids + "; sleep 0.2; echo '{\"z\":1}'"));
        assertTrue(System.nanoTime() - start < 60_000_000_000L);
        assertGone(Long.parseLong(Files.readString(pids).strip()));
    }

    @Test
    void tenSecondsAreTheLimit() {
        long start = System.nanoTime();
        assertFails("gave no answer within 10 s", "cat >/dev/null; sleep 300", ProgramDecoder.TIMEOUT);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds >= 10 && seconds < 60, seconds + " s");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        assertEquals("{}\n", ProgramRun.of("cat", "{}\n", ProgramDecoder.TIMEOUT, folder));
        assertThrows(
                IllegalArgumentException.class, () -> ProgramRun.of("true", "{}\n", ProgramDecoder.TIMEOUT, folder));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static void assertGone(long pid) throws InterruptedException {
        for (int i = 0; i < 100 && isRunning(pid); i++) {
            Thread.sleep(20);
        }
        assertFalse(isRunning(pid), pid + " still runs");
    }

    /** A killed orphan may stay in the process table until its new parent asks for it; it has no command line then. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && process.info().command().isPresent())
                .isPresent();
    }
}
