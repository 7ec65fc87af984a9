package io.eyewitness.check.cli;

import io.eyewitness.theory.house.OtherJava;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence is the same on every Java; only the times that its making took are not. */
class OtherJavaTest {
    private static final Predicate<String> ARE_RESULTS = name -> !name.equals("times.json");

    @TempDir
    private Path directory;

    private String[] table(String out) {
        return new String[] {"table", "--evidence", directory.resolve(out).toString()};
    }

    @Test
    void evidenceIsTheSameOnAnotherJava() throws Exception {
        Run.of(table("here"));
        OtherJava.assertShortest(directory.resolve("here"), name -> name.endsWith(".json") && ARE_RESULTS.test(name));
        OtherJava.run(Main.class, table("other"));
        OtherJava.assertSameFiles(directory.resolve("here"), directory.resolve("other"), ARE_RESULTS);
    }
}
