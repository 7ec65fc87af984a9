package io.eyewitness.check.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kernel is small, stands alone, and nothing else makes a proven statement. */
class KernelTrustTest {
    private static final String KERNEL = "io.eyewitness.check.kernel";
    private static final int MAX_LINES = 400;

    @Test
    void itDependsOnTheJdkBigFractionAndTheFormulaTypeAlone() {
        JavaClasses kernel = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(KERNEL);
        assertTrue(kernel.contain(Proven.class), "the kernel was not imported");
        classes()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", KERNEL, "io.eyewitness.theory.formula", "org.apache.commons.numbers.fraction")
                .check(kernel);
    }

    @Test
    void aProvenHasNoConstructorThatOthersCanCall() {
        Stream.of(Proven.class.getDeclaredConstructors())
                .forEach(constructor -> assertTrue(Modifier.isPrivate(constructor.getModifiers())));
        assertTrue(Modifier.isFinal(Proven.class.getModifiers()));
    }

    /** Blank lines, comments, and package and import declarations are not counted. */
    @Test
    void itHasAtMostFourHundredLinesOfCode() throws IOException {
        Path source = Path.of("src/main/java", KERNEL.replace('.', '/'));
        try (Stream<Path> files = Files.list(source)) {
            List<Path> all = files.toList();
            assertTrue(all.size() > 5, "the kernel's source was not found at " + source.toAbsolutePath());
            long lines = 0;
            for (Path file : all) {
                lines += codeLines(file);
            }
            assertTrue(lines <= MAX_LINES, "the kernel has " + lines + " lines");
        }
    }

    private static long codeLines(Path file) throws IOException {
        Pattern ignored = Pattern.compile("\\s*(?:$|/\\*|\\*|//|import |package ).*");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !ignored.matcher(line).matches()).count();
        }
    }
}
