"""A tiny TorchScript file and what it gives: /usr/bin/python3 script.py ../resources/io/eyewitness/nn/network"""
import json
import pathlib
import sys

import torch

torch.manual_seed(1)
net = torch.nn.Sequential(
    torch.nn.Conv2d(3, 4, 3),
    torch.nn.BatchNorm2d(4),
    torch.nn.ReLU(),
    torch.nn.Dropout(0.5),
    torch.nn.AdaptiveAvgPool2d(1),
    torch.nn.Flatten(),
    torch.nn.Linear(4, 5),
)
folder = pathlib.Path(sys.argv[1])
torch.jit.script(net.train()).save(str(folder / "script.pt"))
net.eval()
image = (torch.arange(3 * 8 * 8, dtype=torch.float32) % 11 / 11).reshape(1, 3, 8, 8).requires_grad_()
mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
logits = net((image - mean.reshape(1, 3, 1, 1)) / deviation.reshape(1, 3, 1, 1))
logits[0, 2].backward()
result = {"logits": logits[0].tolist(), "gradient": image.grad.flatten().tolist()}
(folder / "script-reference.json").write_text(json.dumps(result) + "\n")
