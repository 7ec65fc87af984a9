"""TorchScript files as people save them, and what they give: /usr/bin/python3 scripts.py ../resources/io/eyewitness/nn/network/scripts

Made with Debian 12's python3-torch 1.13. Each expected answer is that for one image, normalised as ImageNet's are."""
import io
import json
import pathlib
import pickle
import sys
import zipfile
from collections import namedtuple
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor, nn

FOLDER = pathlib.Path(sys.argv[1])
FOLDER.mkdir(parents=True, exist_ok=True)
MEAN, DEVIATION = {3: [0.485, 0.456, 0.406], 1: [0.449]}, {3: [0.229, 0.224, 0.225], 1: [0.226]}
expected = {}
torch.manual_seed(1)


def normalised(channels, size, batch=1):
    image = (torch.arange(channels * size * size, dtype=torch.float32) % 11 / 11).reshape(1, channels, size, size)
    shape = (1, channels, 1, 1)
    image = (image - torch.tensor(MEAN[channels]).reshape(shape)) / torch.tensor(DEVIATION[channels]).reshape(shape)
    return image.repeat(batch, 1, 1, 1)


class Base(nn.Module):
    """Takes any size from 3 pixels on."""

    def __init__(self, channels: int = 3):
        super().__init__()
        self.conv = nn.Conv2d(channels, 4, 3)
        self.drop = nn.Dropout(0.5)
        self.linear = nn.Linear(4, 5)

    def logits(self, x: Tensor) -> Tensor:
        return self.linear(self.drop(torch.relu(self.conv(x)).mean([2, 3])))

    def forward(self, x: Tensor) -> Tensor:
        return self.logits(x)


class Pair(Base):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        return self.logits(x), x.mean([2, 3])


class Outputs(NamedTuple):
    logits: Tensor
    aux_logits2: Optional[Tensor]
    aux_logits1: Optional[Tensor]


class Named(Base):
    """As torchvision's scripted GoogLeNet."""

    def forward(self, x: Tensor) -> Outputs:
        aux: Optional[Tensor] = None
        if self.training:
            aux = x.mean([2, 3])
        return Outputs(self.logits(x), aux, aux)


class Listed(Base):
    def forward(self, x: Tensor) -> List[Tensor]:
        return [self.logits(x), x]


class Keyed(Base):
    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        return {"out": self.logits(x), "aux": x.mean([2, 3])}


class Nested(Base):
    def forward(self, x: Tensor) -> Tuple[Dict[str, Tensor], int]:
        return {"scores": self.logits(x)}, 7


class Nothing(Base):
    def forward(self, x: Tensor) -> str:
        return "a cat"


class Sized(nn.Module):
    """Takes images of one size, or of any size as more images of it, as view(-1, 16) does."""

    def __init__(self, channels: int, size: int, batch: int = -1):
        super().__init__()
        self.conv = nn.Conv2d(channels, 1, size // 4, size // 4)
        self.linear = nn.Linear(16, 10)
        self.batch = batch

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(self.conv(x).reshape(self.batch, 16))


class Maps(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 5, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x)


class Convolved(nn.Module):
    """A classifier of 32 pixels without a linear layer; of larger images it gives maps."""

    def __init__(self):
        super().__init__()
        self.small = nn.Conv2d(3, 4, 8, 8)
        self.classes = nn.Conv2d(4, 10, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.classes(torch.relu(self.small(x)))


class Dropped(Base):
    def forward(self, x: Tensor) -> Tensor:
        return self.logits(self.drop(x))


class Normed(Base):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(3)
        self.drop = nn.Dropout(0)

    def forward(self, x: Tensor) -> Tensor:
        return self.logits(self.norm(x))


class Masked(Base):
    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.logits(x * mask)


class Cut(Base):
    def forward(self, x: Tensor) -> Tensor:
        return self.logits(x).detach()


class Probable(Base):
    def forward(self, x: Tensor) -> Tensor:
        return torch.softmax(self.logits(x), 1)


class Squeezed(Base):
    def forward(self, x: Tensor) -> Tensor:
        return self.logits(x).squeeze()


class Overflowing(Base):
    def forward(self, x: Tensor) -> Tensor:
        return self.logits(x) * 1e38 * 1e38 * 0.0


def first(answer):
    """The first tensor, by image."""
    while not isinstance(answer, Tensor):
        answer = next(iter(answer.values())) if isinstance(answer, dict) else answer[0]
    return answer.flatten(1) if answer.dim() > 2 else answer.reshape(-1, answer.shape[-1])


def kept(name, script, channels=None, size=None, batch=1):
    script.save(str(FOLDER / (name + ".pt")))
    if channels:
        with torch.no_grad():
            answer = first(script.float().eval()(normalised(channels, size, batch)))
        expected[name] = {"channels": channels, "size": size, "logits": answer[0].tolist()}


def scripted(name, net, *image):
    kept(name, torch.jit.script(net.train()), *image)


def traced(name, net, channels, size, batch):
    kept(name, torch.jit.trace(net.eval(), normalised(channels, size, batch)), channels, size, batch)


scripted("tuple", Pair(), 3, 224)
scripted("named-tuple", Named(), 3, 224)
scripted("list", Listed(), 3, 224)
scripted("dictionary", Keyed(), 3, 224)
scripted("nested", Nested(), 3, 224)
scripted("text", Nothing())
scripted("grey28", Sized(1, 28), 1, 28)
scripted("colour64", Sized(3, 64), 3, 64)
scripted("double", Base().double(), 3, 224)
scripted("half", Base().half(), 3, 224)
scripted("bfloat16", Base().bfloat16())
traced("batch16", Sized(3, 32, 16), 3, 32, 16)
traced("batch1", Sized(3, 48, 1), 3, 48, 1)
scripted("maps", Maps())
scripted("two-inputs", Masked())
scripted("no-gradient", Cut())
scripted("probabilities", Probable(), 3, 224)
scripted("squeezed", Squeezed(), 3, 224)
scripted("not-a-number", Overflowing())
scripted("four-channels", Base(4))
image = normalised(3, 224, 2)
torch.jit.trace(Dropped().train(), image, check_trace=False).save(str(FOLDER / "traced-dropout.pt"))
torch.jit.trace(Normed().train(), image, check_trace=False).save(str(FOLDER / "traced-statistics.pt"))

net = Base()
torch.save(net.state_dict(), FOLDER / "state-dict.pt")
torch.save(net.state_dict(), FOLDER / "legacy.pt", _use_new_zipfile_serialization=False)
(FOLDER / "pickle.pt").write_bytes(pickle.dumps({"weights": [1.0, 2.0]}))

# What a GPU's machine saves differs in the names of its storages' devices.
whole = io.BytesIO()
torch.jit.save(torch.jit.script(net.train()), whole)
with zipfile.ZipFile(whole) as source, zipfile.ZipFile(FOLDER / "cuda.pt", "w") as target:
    for entry in source.infolist():
        content = source.read(entry)
        if entry.filename.endswith("/data.pkl"):
            assert b"X\x03\x00\x00\x00cpu" in content
            content = content.replace(b"X\x03\x00\x00\x00cpu", b"X\x06\x00\x00\x00cuda:0")
        target.writestr(entry.filename, content)
with torch.no_grad():
    expected["cuda"] = {"channels": 3, "size": 224, "logits": net.eval()(normalised(3, 224))[0].tolist()}

scripted("convolved", Convolved(), 3, 32)



class Raising(Base):
    def forward(self, x: Tensor) -> Tensor:
        if x.shape[1] != 7:
            raise ValueError("seven bands are wanted")
        return self.logits(x)


class Asserting(Base):
    def forward(self, x: Tensor) -> Tensor:
        assert x.shape[1] == 7, "seven bands are wanted"
        return self.logits(x)


scripted("raises", Raising())
scripted("asserts", Asserting())
scripted("colour37", Sized(3, 37))

(FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
