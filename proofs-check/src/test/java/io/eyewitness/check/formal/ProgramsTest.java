package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of programs that do not come to an end of their own. */
class ProgramsTest {
    private static Programs.Outcome run(String script) throws IOException {
        try (Programs programs = new Programs(Duration.ofSeconds(30))) {
            return programs.run(List.of("sh", "-c", script));
        }
    }

    private static String unavailable(String script) {
        return assertThrows(CoqUnavailable.class, () -> run(script)).getMessage();
    }

    @Test
    void whatAProgramAnswersIsTold() throws IOException {
        assertEquals(new Programs.Outcome(129, "yes\n", "no\n"), run("echo yes; echo no >&2; exit 129"));
    }

    @Test
    void aProgramThatIsKilledHasNotAnswered() {
        assertEquals("sh kill -9 $$ was killed by signal 9 before it had an answer", unavailable("kill -9 $$"));
        assertEquals("sh kill -TERM $$ was killed by signal 15 before it had an answer", unavailable("kill -TERM $$"));
    }

    @Test
    void aProgramWithoutMemoryHasNotAnswered() {
        assertTrue(unavailable("echo Fatal error: Out of memory. >&2; exit 2").contains(" ran out of memory before"));
    }

    /** {@code COQPATH}, {@code COQLIB}, {@code XDG_DATA_HOME} and the like lead Coq to other libraries. */
    @Test
    void ofTheEnvironmentOnlyAFewVariablesArePassedOn() throws IOException {
        Set<String> allowed =
                Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "OCAMLRUNPARAM");
        try (Programs programs = new Programs(Duration.ofSeconds(30))) {
            List<String> names = programs.run(List.of("env"))
                    .output()
                    .lines()
                    .map(line -> line.replaceFirst("=.*", ""))
                    .toList();
            assertTrue(names.contains("PATH"), names.toString());
            assertTrue(allowed.containsAll(names), names.toString());
            assertTrue(
                    System.getenv().containsKey("XDG_CACHE_HOME"), "the build sets a variable that is not passed on");
        }
    }
}
