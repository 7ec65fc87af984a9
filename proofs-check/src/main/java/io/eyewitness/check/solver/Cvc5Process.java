package io.eyewitness.check.solver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process that {@link Cvc5Solver} asks. Standard input: a script's length in bytes and its text, again and again.
 * Standard output: first {@code ready} and the version; then, for each script, a word and a reason. It ends itself with
 * exit status {@value #OUT_OF_TIME} when cvc5 overruns its limit, since libpoly does not look at the clock.
 */
final class Cvc5Process {
    static final String READY = "ready";
    static final String REFUSED = "refused";
    static final int OUT_OF_TIME = 124;
    static final Duration GRACE = Duration.ofSeconds(1);

    private Cvc5Process() {}

    /**
     * Answers until standard input ends.
     *
     * @param arguments the library's file; the limit of one script in milliseconds
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream questions = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        System.setOut(System.err);
        Duration timeout = Duration.ofMillis(Long.parseLong(arguments[1]));
        try {
            System.load(arguments[0]);
            send(answers, READY, Cvc5Script.version());
        } catch (LinkageError e) {
            send(answers, REFUSED, String.valueOf(e.getMessage()));
            return;
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            while (true) {
                String script = new String(questions.readNBytes(questions.readInt()), StandardCharsets.UTF_8);
                ScheduledFuture<?> end = clock.schedule(
                        () -> Runtime.getRuntime().halt(OUT_OF_TIME),
                        timeout.plus(GRACE).toMillis(),
                        TimeUnit.MILLISECONDS);
                answer(script, timeout, answers);
                end.cancel(false);
            }
        } catch (EOFException e) {
            clock.shutdownNow();
        }
    }

    private static void answer(String script, Duration timeout, DataOutputStream answers) throws IOException {
        try {
            ScriptAnswer answer = Cvc5Script.answer(script, timeout);
            send(answers, answer.verdict().name(), answer.reason());
        } catch (IllegalArgumentException e) {
            send(answers, REFUSED, e.getMessage());
        }
    }

    private static void send(DataOutputStream answers, String word, String reason) throws IOException {
        answers.writeUTF(word);
        answers.writeUTF(reason);
        answers.flush();
    }
}
