"""What torchvision's networks compute, layer by layer, with parameters by a formula that the Java tests know too.

    /usr/bin/python3 reference.py ../resources/io/eyewitness/nn/network

writes NAME-reference.json for each network, with the gradient of one logit with respect to the image. Debian: apt-get install python3-torch python3-torchvision
"""
import collections
import json
import pathlib
import sys
import zlib

import numpy
import torch
import torchvision

SIZE = 72
CLASS = 7
MULTIPLIER = 6364136223846793005
INCREMENT = 1442695040888963407


def noise(name, count):
    """Numbers in [-1, 1): value i mixes i with the name's CRC-32, in arithmetic modulo 2**64."""
    with numpy.errstate(over="ignore"):
        state = numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(zlib.crc32(name.encode()) << 32)
        for _ in range(3):
            state = state * numpy.uint64(MULTIPLIER) + numpy.uint64(INCREMENT)
            state ^= state >> numpy.uint64(29)
    return (state >> numpy.uint64(40)).astype(numpy.float64) / 2.0**23 - 1.0


def parameter(name, shape):
    value = noise(name, int(numpy.prod(shape)))
    last = name.rsplit(".", 1)[-1]
    if len(shape) > 1:
        value *= (6.0 / numpy.prod(shape[1:])) ** 0.5
    elif last == "running_var" or last == "weight":
        value = 1.0 + 0.5 * value
    else:
        value *= 0.1
    return torch.from_numpy(value.astype(numpy.float32).reshape(shape))


def summary(value):
    flat = value.double().flatten()
    some = numpy.linspace(0, len(flat) - 1, 4).astype(int)
    return {
        "shape": list(value.shape),
        "mean": flat.mean().item(),
        "deviation": flat.std(unbiased=False).item(),
        "places": some.tolist(),
        "values": [flat[i].item() for i in some],
    }


def record(model, image):
    """The summary of each module's output; of a module that is called more than once, one a call."""
    found = collections.OrderedDict()

    def hook(name):
        def note(_module, _inputs, output):
            found.setdefault(name, []).append(summary(output))

        return note

    for name, module in model.named_modules():
        if name:
            module.register_forward_hook(hook(name))
    with torch.no_grad():
        found["logits"] = [summary(model(image))]
    return found


def write(folder, name, model):
    state = model.state_dict()
    model.load_state_dict(
        {key: value if value.dtype == torch.int64 else parameter(key, value.shape) for key, value in state.items()}
    )
    pixels = (noise("image", 3 * SIZE * SIZE) + 1.0) / 2.0
    image = torch.from_numpy(pixels.astype(numpy.float32).reshape(1, 3, SIZE, SIZE))
    mean = torch.tensor([0.485, 0.456, 0.406]).reshape(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).reshape(1, 3, 1, 1)
    image.requires_grad_()
    model.eval()((image - mean) / deviation)[0, CLASS].backward()
    layers = record(model, (image - mean) / deviation)
    parameters = {key: list(value.shape) for key, value in state.items() if value.dtype != torch.int64}
    text = json.dumps({"size": SIZE, "class": CLASS, "gradient": summary(image.grad), "parameters": parameters, "layers": layers})
    (pathlib.Path(folder) / (name + "-reference.json")).write_text(text.replace("]}], ", "]}],\n ") + "\n")


if __name__ == "__main__":
    models = torchvision.models
    write(sys.argv[1], "squeezenet1_1", models.squeezenet1_1())
    write(sys.argv[1], "resnet50", models.resnet50())
    write(sys.argv[1], "googlenet", models.googlenet(aux_logits=False, transform_input=True, init_weights=False))
