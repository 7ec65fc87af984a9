package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's walk-through from a network in PyTorch to its page, as it is written there. */
class WalkThroughTest {
    private static final String GUIDE = "docs/guide.md";

    @TempDir
    private Path folder;

    @BeforeAll
    static void exporterIsThere() throws IOException, InterruptedException {
        ExportedNetworksTest.exporterIsThere();
    }

    /** A line of the guide, in a shell in the folder. */
    private String output(String line) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " --enable-native-access=ALL-UNNAMED"
                + " -XX:TieredStopAtLevel=1 io.eyewitness.nn.cli.Main";
        String command = line.replace("./eyewitness nn", java).replaceFirst("^python3", "/usr/bin/python3");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + "\n" + output);
        return output;
    }

    /** But for the audit, which takes minutes; AnyNetworkTest runs one. */
    @Test
    void leadsToThePage() throws IOException, InterruptedException {
        String script = Documents.blocks(GUIDE, "python").stream()
                .filter(block -> block.contains("shapes.onnx"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("shapes.py"), script);
        List<String> outputs = new ArrayList<>();
        for (String block : Documents.blocks(GUIDE, "console")) {
            for (String line : block.lines()
                    .filter(one -> one.contains("shapes") && !one.contains(" audit "))
                    .toList()) {
                outputs.add(output(line));
            }
        }
        assertEquals(6, outputs.size(), outputs::toString);
        String right = outputs.get(0).replaceAll("(?s).*right on (\\d+) of 400.*", "$1");
        assertTrue(outputs.get(1).contains("/block2/relu/Clip"), outputs.get(1));
        assertTrue(outputs.get(3).contains("(" + right + " of 400)"), right + ", but " + outputs.get(3));
        assertTrue(outputs.get(4).contains("seen as circle"), outputs.get(4));
        assertTrue(Files.readString(folder.resolve("seen/index.html")).contains("block2/relu/Clip:3"));
        assertTrue(Files.exists(folder.resolve("examples/contact-sheet.png")));
    }
}
