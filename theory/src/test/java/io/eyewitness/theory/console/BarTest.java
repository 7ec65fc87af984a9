package io.eyewitness.theory.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where standard error is no terminal, as in tests. */
class BarTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream errors = new PrintStream(written, true, StandardCharsets.UTF_8);

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void whereThereIsNoTerminalALineSaysHowFarItIs() throws InterruptedException {
        try (Bar bar = new Bar("measuring", Duration.ofMillis(50), errors).start(40)) {
            bar.stepBy(2);
            bar.step("loss 0.5");
            bar.stepTo(7);
            waitForLines(3);
        }
        String last = lines().get(lines().size() - 1);
        assertTrue(last.matches("eyewitness: measuring, 7 of 40 after \\d+ s, loss 0\\.5"), last);
    }

    @Test
    void oneOfAnUnknownLengthSaysOnlyForHowLong() throws InterruptedException {
        try (Bar bar = new Bar("reading", Duration.ofMillis(50), errors).start()) {
            waitForLines(1);
            bar.step();
        }
        assertTrue(lines().get(0).matches("eyewitness: reading after \\d+ s"), lines()::toString);
    }

    @Test
    void oneThatStartsLateSaysWhatIsDone() throws InterruptedException {
        try (Bar bar = new Bar("reporting", Duration.ofMillis(50), errors).startAfter(Duration.ofSeconds(2))) {
            bar.say("making the page");
            waitForLines(1);
        }
        assertTrue(lines().get(0).matches("eyewitness: reporting after \\d+ s, making the page"), lines()::toString);
    }

    @Test
    void whatIsDoneSoonOrIsClosedSaysNothing() throws InterruptedException {
        try (Bar bar = new Bar("measuring", Duration.ofMillis(300), errors).start(1)) {
            bar.step();
        }
        new Bar("never started", Duration.ofMillis(1), errors).close();
        Thread.sleep(600);
        assertEquals(List.of(), lines());
    }

    @Test
    void thirtySecondsIsTheLongestSilence() {
        assertEquals(Duration.ofSeconds(30), Bar.SILENCE);
    }

    private void waitForLines(int count) throws InterruptedException {
        for (int i = 0; i < 200 && lines().size() < count; i++) {
            Thread.sleep(20);
        }
        assertTrue(lines().size() >= count, lines()::toString);
    }
}
