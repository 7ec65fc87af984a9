package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every exported network at every opset, with fixed, dynamic and open axes. No part of the ordinary tests, for it
 * takes six minutes on two cores; it runs by name:
 *
 * <pre>{@code
 * ./mvnw test -pl nn -am -Dtest=ExportedNetworksBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class ExportedNetworksBenchmark {
    private static final List<String> AXES = List.of("fixed", "dynamic", "open");
    private static final List<Integer> OPSETS = List.of(9, 13, 17);

    @TempDir
    private Path folder;

    @BeforeAll
    static void exporterIsThere() throws IOException, InterruptedException {
        Exporter.requirePresent();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 64",
        "mobilenet_v3_small, 64",
        "shufflenet_v2_x1_0, 64",
        "mnasnet1_0, 64",
        "regnet_y_400mf, 64",
        "efficientnet_b0, 64",
        "mobilenet_v2, 64",
        "googlenet, 64",
        "convnext_tiny, 64",
        "densenet121, 64",
        "resnet50, 64",
        "vgg11_bn, 224",
        "vit_b_16, 64"
    })
    void giveTheLogitsOfTheExporter(String name, int size) throws IOException, InterruptedException {
        List<String> forms = OPSETS.stream()
                .flatMap(opset -> AXES.stream().map(axes -> opset + "-" + axes))
                .toList();
        Exporter exporter = Exporter.of(folder, name, size, forms);
        List<String> faults = new ArrayList<>();
        for (String form : forms) {
            String line = name + " " + form + ": ";
            Optional<String> refusal = exporter.refusal(form);
            try {
                System.out.println(line
                        + (refusal.isPresent() ? "the exporter refuses it: " + refusal.get() : same(exporter, form)));
            } catch (IllegalArgumentException | AssertionError e) {
                System.out.println(line + e.getMessage());
                faults.add(line + e.getMessage());
            }
            Files.deleteIfExists(exporter.file(form));
        }
        assertEquals(List.of(), faults);
    }

    /** How near a network is to the exporter's. */
    private static String same(Exporter exporter, String form) {
        try (Network network = exporter.network(form)) {
            return exporter.requireSame(network).toString();
        }
    }
}
