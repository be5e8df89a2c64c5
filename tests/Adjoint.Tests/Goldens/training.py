"""What PyTorch makes of gradients that are clipped and of parameters that are averaged.

Writes training.json beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/training.py

"clip": gradients g[i] = sin(0.3 i + p) * size of parameters p of shapes [3], [2, 40000] and [], float64, clipped by norm; the norm before, and every 777th
element after. "average": a linear layer and a batch norm, whose parameters in step t are cos(0.7 t + 0.3 i + p), averaged with equal weights and exponentially
after steps 1 to 4. "batch_norm": running mean, variance and count after update_bn over three batches x[i] = sin(i + b), the last of two rows.
"""
import json
import math
import os

import torch
from torch.optim import swa_utils

torch.set_default_dtype(torch.float64)


def elements(shape, function):
    return function(torch.arange(math.prod(shape), dtype=torch.float64)).reshape(shape)


def clip(size, max_norm, norm_type):
    parameters = [torch.zeros(shape) for shape in ((3,), (2, 40000), ())]
    for p, parameter in enumerate(parameters):
        parameter.grad = elements(parameter.shape, lambda i: size * torch.sin(0.3 * i + p))
    norm = torch.nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)
    return {"size": size, "max_norm": max_norm, "norm_type": str(norm_type), "norm": norm.item(),
            "after": [x for parameter in parameters for x in parameter.grad.flatten()[::777].tolist()]}


def model():
    return torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4))


def average(decay):
    source = model()
    rule = None if decay is None else lambda a, p, n: decay * a + (1 - decay) * p
    averaged = swa_utils.AveragedModel(source, avg_fn=rule)
    for t in range(1, 5):
        for p, parameter in enumerate(source.parameters()):
            parameter.data.copy_(elements(parameter.shape, lambda i: torch.cos(0.7 * t + 0.3 * i + p)))
        averaged.update_parameters(source)
    state = averaged.state_dict()
    return {"decay": decay, "n_averaged": state["n_averaged"].item(), "names": list(state), "numbers": [parameter.flatten().tolist() for parameter in averaged.parameters()]}


def batch_norm():
    source = model()
    for p, parameter in enumerate(source.parameters()):
        parameter.data.copy_(elements(parameter.shape, lambda i: torch.cos(0.3 * i + p)))
    batches = [elements((5 - b, 3), lambda i: torch.sin(i + b)) for b in (0, 1, 3)]
    source(batches[0])
    swa_utils.update_bn(batches, source)
    norm = source[1]
    return {"mean": norm.running_mean.tolist(), "variance": norm.running_var.tolist(), "count": norm.num_batches_tracked.item()}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json"), "w", newline="\n") as file:
    json.dump({
        "clip": [clip(*each) for each in ((1.0, 1.0, 2.0), (1.0, 1000.0, 2.0), (0.5, 2.0, 1.0), (3.0, 0.7, 3.5), (3.0, 0.7, math.inf), (2.0, 0.0, 2.0))],
        "average": [average(None), average(0.9)],
        "batch_norm": batch_norm(),
    }, file, separators=(",", ":"))
    file.write("\n")
