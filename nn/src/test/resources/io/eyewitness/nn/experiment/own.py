"""Trains a small network for grey images of three kinds (bright above, below, on the left) and exports it: own.onnx."""

import torch
from torch import nn

torch.manual_seed(0)
torch.set_num_threads(1)
SIZE = 16


class Block(nn.Module):
    def __init__(self, width, out, stride):
        super().__init__()
        inner = 2 * width
        self.body = nn.Sequential(
            nn.Conv2d(width, inner, 1, bias=False), nn.BatchNorm2d(inner), nn.ReLU6(),
            nn.Conv2d(inner, inner, 3, stride, 1, groups=inner, bias=False), nn.BatchNorm2d(inner), nn.ReLU6(),
            nn.Conv2d(inner, out, 1, bias=False), nn.BatchNorm2d(out))
        self.adds = width == out and stride == 1

    def forward(self, images):
        return images + self.body(images) if self.adds else self.body(images)


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6())
        self.blocks = nn.Sequential(Block(8, 12, 2), Block(12, 12, 1), Block(12, 12, 1))
        self.head = nn.Linear(12, 3)

    def forward(self, images):
        return self.head(self.blocks(self.stem(images)).mean((2, 3)))


def images(count):
    labels = torch.arange(count) % 3
    values = torch.rand(count, 1, SIZE, SIZE) * 0.4
    half = SIZE // 2
    for i, label in enumerate(labels):
        part = values[i, 0, :half] if label == 0 else values[i, 0, half:] if label == 1 else values[i, 0, :, :half]
        part += 0.4
    return values, labels


network = Own()
optimizer = torch.optim.Adam(network.parameters(), 0.01)
for step in range(100):
    batch, labels = images(48)
    optimizer.zero_grad()
    nn.functional.cross_entropy(network(batch), labels).backward()
    optimizer.step()
network.eval()
batch, labels = images(300)
print("accuracy", (network(batch).argmax(1) == labels).float().mean().item())
torch.onnx.export(
    network, batch[:1], "own.onnx", opset_version=13, input_names=["images"], output_names=["scores"],
    dynamic_axes={"images": {0: "n"}, "scores": {0: "n"}})
