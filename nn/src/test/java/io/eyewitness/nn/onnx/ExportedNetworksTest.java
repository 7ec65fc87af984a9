package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported networks give the logits and gradients that they gave in PyTorch. {@link ExportedNetworksBenchmark} is the whole of the matrix. */
class ExportedNetworksTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void exporterIsThere() throws IOException, InterruptedException {
        Exporter.requirePresent();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 64, 9-fixed 13-training 17-open",
        "resnet50, 64, 17-dynamic",
        "vgg11_bn, 224, 13-dynamic",
        "squeezenet1_1, 64, 13-open",
        "densenet121, 64, 9-dynamic",
        "googlenet, 64, 17-fixed",
        "mobilenet_v2, 64, 17-dynamic 9-open",
        "mobilenet_v3_small, 64, 9-dynamic 14-fixed",
        "efficientnet_b0, 64, 17-dynamic 13-training",
        "shufflenet_v2_x0_5, 64, 9-fixed 17-open",
        "mnasnet0_5, 64, 17-dynamic",
        "regnet_y_400mf, 64, 9-dynamic",
        "convnext_tiny, 64, 13-fixed 17-open",
        "vit, 64, 9-fixed 13-dynamic 17-open"
    })
    void giveTheLogitsOfTheExporter(String name, int size, String forms) throws IOException, InterruptedException {
        List<String> all = List.of(forms.split(" "));
        Exporter exporter = Exporter.of(folder, name, size, all);
        for (String form : all) {
            assertEquals(Optional.empty(), exporter.refusal(form), form);
            try (Network network = exporter.network(form)) {
                System.out.println(name + " " + form + ": " + exporter.requireSame(network));
            }
        }
    }
}
