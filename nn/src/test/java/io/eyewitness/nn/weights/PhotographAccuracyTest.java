package io.eyewitness.nn.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.train.Accuracy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Photographs in folders named by WordNet ids have the numbers of their classes: on the crop of the reference SqueezeNet is as often right. */
class PhotographAccuracyTest {
    private static final int REFERENCE = 227;

    @Test
    void squeezeNetIsAsOftenRightAsTheReference() throws IOException {
        Path sample = SampleData.require("imagenet-sample");
        ClassNames classes = ClassNames.read(SampleData.require("imagenet-classes.tsv"));
        Path weights = SampleData.require("squeezenet1_1-imagenet.safetensors");
        LabelledImages images =
                ImageFolder.read(sample, new CentreCrop(REFERENCE, false), classes.folders(), note -> {});
        assertEquals(1000, images.classes().size());
        try (GraphNetwork network = NetworkFile.read(weights, Architectures.named("squeezenet1_1"), Device.cpu())) {
            Accuracy accuracy = Accuracy.of(network, images, done -> {});
            assertEquals(500, accuracy.of());
            assertTrue(accuracy.right() >= 301 && accuracy.right() <= 303, accuracy::toString);
        }
    }
}
