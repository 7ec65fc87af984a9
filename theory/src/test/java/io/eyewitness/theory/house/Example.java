package io.eyewitness.theory.house;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An example program of docs/examples, compiled and run.
 *
 * @param internals the project's packages that it uses and that are in no public API
 * @param code its exit code
 * @param output what it wrote, to standard output and error
 */
public record Example(Set<String> internals, int code, String output) {
    /**
     * Compiles and runs an example.
     *
     * @param name of its class
     * @param folder an empty folder for its classes, in which it runs
     * @param arguments of the program
     */
    public static Example run(String name, Path folder, String... arguments) throws IOException, InterruptedException {
        compile(Documents.ROOT.resolve(Documents.FOLDER).resolve("examples").resolve(name + ".java"), folder);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Example(
                PublicApi.internalsUsedBy(new ClassFileImporter().importPath(folder)), process.waitFor(), output);
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-Xlint:all,-path,-processing,-classfile", "-Werror");
            if (!compiler.getTask(problems, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalStateException(source + " does not compile:\n" + problems);
            }
        }
    }
}
