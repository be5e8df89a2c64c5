# Writes layers.json: what PyTorch 1.13's weight and spectral norms compute and learn, and what lazy layers begin with for a seed.
# usage: python3 layers.py > layers.json
import json
import warnings
import torch
from torch import nn
from torch.nn.utils import spectral_norm, weight_norm

warnings.simplefilter("ignore")


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{x:.17g}") for x in tensor.detach().double().flatten().tolist()]}


def image(*shape):
    x = torch.arange(float(torch.Size(shape).numel()), dtype=torch.float64)
    return ((x * 0.6180339887498949) % 1 * 4 - 2).reshape(shape)


def state(layer):
    return {key: numbers(value) for key, value in layer.state_dict().items()}


def computed(name, layer, x):
    layer = layer.double()
    before = state(layer)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    outputs = []
    for _ in range(3):
        y = layer(x)
        outputs.append(numbers(y))
        optimizer.zero_grad()
        (y * image(*y.shape)).sum().backward()
        optimizer.step()
    layer.eval()
    return {"name": name, "x": numbers(x), "before": before, "outputs": outputs, "after": state(layer), "eval": numbers(layer(x)),
            "parameters": [key for key, _ in layer.named_parameters()]}


torch.manual_seed(2)
norms = [
    computed("weight Linear 0", weight_norm(nn.Linear(4, 3)), image(2, 4)),
    computed("weight Linear whole", weight_norm(nn.Linear(4, 3), dim=None), image(2, 4)),
    computed("weight Linear bias", weight_norm(nn.Linear(4, 3), "bias"), image(2, 4)),
    computed("weight Conv2d 1", weight_norm(nn.Conv2d(2, 3, 2), dim=1), image(1, 2, 4, 5)),
    computed("spectral Linear", spectral_norm(nn.Linear(4, 3)), image(2, 4)),
    computed("spectral Conv2d", spectral_norm(nn.Conv2d(2, 3, 2), n_power_iterations=2), image(1, 2, 4, 5)),
    computed("spectral ConvTranspose2d", spectral_norm(nn.ConvTranspose2d(2, 3, 2)), image(1, 2, 4, 5)),
]
torch.manual_seed(7)
drawn = state(spectral_norm(nn.Linear(4, 3)))
lazy = {}
for name, make, x in [("LazyLinear", lambda: nn.LazyLinear(3), image(2, 5)), ("LazyConv1d", lambda: nn.LazyConv1d(3, 2), image(1, 2, 4)),
                      ("LazyConv2d", lambda: nn.LazyConv2d(4, 2, groups=2), image(1, 2, 4, 4)),
                      ("LazyConv3d", lambda: nn.LazyConv3d(1, 2, bias=False), image(1, 2, 2, 2, 2)),
                      ("LazyConvTranspose2d", lambda: nn.LazyConvTranspose2d(3, 2), image(1, 2, 4, 4)),
                      ("LazyBatchNorm2d", lambda: nn.LazyBatchNorm2d(), image(2, 3, 2, 2)),
                      ("LazyInstanceNorm1d", lambda: nn.LazyInstanceNorm1d(affine=True), image(2, 3, 4))]:
    torch.manual_seed(9)
    layer = make()
    printed = str(layer)
    y = layer(x.float())
    lazy[name] = {"printed": printed, "x": numbers(x.float()), "y": numbers(y), "state": state(layer), "next": torch.rand(()).item()}
print(json.dumps({"norms": norms, "drawn": drawn, "lazy": lazy}))
