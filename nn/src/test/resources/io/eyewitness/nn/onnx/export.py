# Exports a network of torchvision with random weights, and writes an image, its logits, the gradient of half their sum of squares, and the
# slope of that along the gradient, by differences in double precision:
# export.py NAME SIZE FOLDER OPSET-AXES...
# AXES: fixed; dynamic, which leaves the number of images open; open, which leaves their height and width open, too; or training.
# Each file is called OPSET-AXES.onnx; where the exporter refuses one, OPSET-AXES.txt has its reason.
import copy
import sys
import warnings

import numpy
import torch
import torchvision

warnings.filterwarnings("ignore")
torch.manual_seed(0)
torch.set_num_threads(1)
name, size, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]

if name == "vit":
    network = torchvision.models.VisionTransformer(size, 16, 2, 4, 64, 128, num_classes=10)
elif name == "vit_b_16":
    network = torchvision.models.vit_b_16(weights=None, image_size=size)
elif name == "googlenet":
    network = torchvision.models.googlenet(weights=None, init_weights=False, aux_logits=False)
else:
    network = getattr(torchvision.models, name)(weights=None)
if name.startswith("vit"):
    torch.nn.init.normal_(network.heads.head.weight)


# Statistics of the size of a layer's values: with others the values of deep networks underflow in single precision.
def set_statistics(module, inputs):
    size = inputs[0].square().mean().sqrt()
    module.running_mean.uniform_(-0.1, 0.1).mul_(size)
    module.running_var.uniform_(0.5, 1.5).mul_(size.square())


norms = [module for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
hooks = [module.register_forward_pre_hook(set_statistics) for module in norms]
network.eval()
with torch.no_grad():
    network(torch.rand(1, 3, size, size))
for hook in hooks:
    hook.remove()
image = torch.rand(1, 3, size, size, requires_grad=True)
logits = network(image)
(logits.square().sum() / 2).backward()
exact = copy.deepcopy(network).double()
direction = image.grad.double()  # whose squares may be too small for single precision
step = 1e-6 * direction / direction.norm()
with torch.no_grad():
    ahead, behind = [exact(image.double() + sign * step).square().sum() / 2 for sign in (1, -1)]
slope = ((ahead - behind) / 2e-6).reshape(1)
numbers = [tensor.detach().numpy().ravel() for tensor in (image, logits, image.grad, slope)]
numpy.concatenate(numbers).astype("<f4").tofile(folder + "/expected.bin")
image = image.detach()
axes = {"fixed": None, "training": None, "dynamic": {"images": {0: "n"}, "out": {0: "n"}},
        "open": {"images": {0: "n", 2: "height", 3: "width"}, "out": {0: "n"}}}
for wanted in sys.argv[4:]:
    opset, form = wanted.split("-")
    is_training = form == "training"
    mode = torch.onnx.TrainingMode.PRESERVE if is_training else torch.onnx.TrainingMode.EVAL
    for module in network.modules():
        if isinstance(module, torch.nn.Dropout):
            module.train(is_training)
    try:
        torch.onnx.export(network, image, folder + "/" + wanted + ".onnx", opset_version=int(opset), input_names=["images"],
                          output_names=["out"], dynamic_axes=axes[form], training=mode, do_constant_folding=not is_training)
    except Exception as refusal:
        with open(folder + "/" + wanted + ".txt", "w") as reason:
            reason.write(" ".join(str(refusal).split())[:300])
