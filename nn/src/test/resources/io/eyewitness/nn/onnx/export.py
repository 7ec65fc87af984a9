# Exports a network of torchvision with random weights, and writes an image, its logits, and the gradient of half their sum of squares:
# export.py NAME OPSET fixed|dynamic|training FOLDER SIZE
import sys
import warnings

import numpy
import torch
import torchvision

warnings.filterwarnings("ignore")
torch.manual_seed(0)
torch.set_num_threads(1)
name, opset, axes, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
size = int(sys.argv[5])

if name == "vit":
    network = torchvision.models.VisionTransformer(size, 16, 2, 4, 64, 128, num_classes=10)
    torch.nn.init.normal_(network.heads.head.weight)
elif name == "googlenet":
    network = torchvision.models.googlenet(weights=None, init_weights=False, aux_logits=False)
else:
    network = getattr(torchvision.models, name)(weights=None)

# Statistics as after training, or batch normalisation would change nothing.
for module in network.modules():
    if isinstance(module, torch.nn.BatchNorm2d):
        torch.nn.init.uniform_(module.running_mean, -0.1, 0.1)
        torch.nn.init.uniform_(module.running_var, 0.5, 1.5)
network.eval()
image = torch.rand(1, 3, size, size, requires_grad=True)
logits = network(image)
(logits.square().sum() / 2).backward()
numbers = [tensor.detach().numpy().ravel() for tensor in (image, logits, image.grad)]
numpy.concatenate(numbers).astype("<f4").tofile(folder + "/expected.bin")
image = image.detach()
dynamic = {"images": {0: "n"}, "out": {0: "n"}} if axes == "dynamic" else None
mode = torch.onnx.TrainingMode.PRESERVE if axes == "training" else torch.onnx.TrainingMode.EVAL
if axes == "training":
    for module in network.modules():
        if isinstance(module, torch.nn.Dropout):
            module.train()
torch.onnx.export(network, image, folder + "/network.onnx", opset_version=opset, input_names=["images"], output_names=["out"],
                  dynamic_axes=dynamic, training=mode, do_constant_folding=axes != "training")
