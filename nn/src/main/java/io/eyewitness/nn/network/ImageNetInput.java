package io.eyewitness.nn.network;

import java.util.List;

/** The photographs that torchvision's networks are trained on. */
final class ImageNetInput {
    static final InputSpec SPEC = new InputSpec(224, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));
    static final int CLASSES = 1000;

    private ImageNetInput() {}
}
