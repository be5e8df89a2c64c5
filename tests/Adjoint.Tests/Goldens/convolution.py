# Writes convolution.json: what PyTorch's convolutions begin with for a seed, and how they print.
# usage: python3 convolution.py > convolution.json
import json
import torch
from torch import nn


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]}


layers = {
    "Conv1d": lambda: nn.Conv1d(2, 3, 4, padding="same"),
    "Conv2d": lambda: nn.Conv2d(4, 6, (3, 2), 2, 1, groups=2, padding_mode="reflect"),
    "Conv3d": lambda: nn.Conv3d(1, 2, 2, dilation=(1, 2, 1), bias=False),
    "ConvTranspose2d": lambda: nn.ConvTranspose2d(4, 6, 3, 2, 1, 1, groups=2),
}
torch.manual_seed(5)
result = {}
for name, make in layers.items():
    layer = make()
    result[name] = {"printed": str(layer), **{key: numbers(value) for key, value in layer.state_dict().items()}}
print(json.dumps(result, indent=1))
