package io.eyewitness.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.Frame;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.visualize.ClassNames;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Photographs in folders named by WordNet ids have the numbers of their classes: on the crop of the reference SqueezeNet is as often right. */
class PhotographAccuracyTest {
    private static final int WHOLE = 256;
    private static final String CROP = ":, :, 14:241, 14:241";

    @Test
    void squeezeNetIsAsOftenRightAsTheReference() throws IOException {
        Path sample = SampleData.require("imagenet-sample");
        ClassNames classes = ClassNames.read(SampleData.require("imagenet-classes.tsv"));
        Path weights = SampleData.require("squeezenet1_1-imagenet.safetensors");
        LabelledImages images = ImageFolder.read(sample, new Frame(WHOLE), classes.folders());
        assertEquals(1000, images.classes().size());
        int right = 0;
        try (GraphNetwork network = NetworkFile.read(weights, Architectures.named("squeezenet1_1"), Device.cpu())) {
            for (int i = 0; i < images.size(); i++) {
                try (NDManager manager = network.manager().newSubManager()) {
                    NDArray crop = images.batch(manager, i, i + 1).get(CROP);
                    right += network.logits(crop).argMax(1).getLong() == images.label(i) ? 1 : 0;
                }
            }
        }
        assertEquals(500, images.size());
        assertTrue(right >= 301 && right <= 303, right + " of 500 right");
    }
}
