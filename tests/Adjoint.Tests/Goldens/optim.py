"""Where PyTorch's SGD and Adam move parameters, for every option.

Writes optim.jsonl beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/optim.py

There are three parameters of shapes [3], [2, 2] and [], float64. Element i of parameter p begins as cos(i + p), and its gradient
in step t is sin(1.7 t + 0.3 i + p); parameter 1 has none in every third step, from step 1 on. A line is a run: the optimizer,
its options, the options of each group (parameter 0 is in the first group, the others are in the last), and for each step all
elements. SGD's maximize and weight_decay are not combined: PyTorch 1.13 climbs on decay as well, later versions do not.
"""
import json
import os

import torch

SHAPES = [(3,), (2, 2), ()]
STEPS = 6

RUNS = [
    ("SGD", {"lr": 0.1}, [{}]),
    ("SGD", {"lr": 0.1, "maximize": True}, [{}]),
    ("SGD", {"lr": 0.1, "weight_decay": 0.2}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.9}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "maximize": True}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1}, [{}]),
    ("SGD", {"lr": 0.1, "momentum": 0.8, "dampening": 0.5, "weight_decay": 0.1}, [{"lr": 0.01}, {"momentum": 0.0}]),
    ("SGD", {"lr": 0.0}, [{}, {"lr": 1.0}]),
    ("Adam", {}, [{}]),
    ("Adam", {"lr": 0.1}, [{}]),
    ("Adam", {"lr": 0.1, "betas": [0.5, 0.7]}, [{}]),
    ("Adam", {"lr": 0.1, "betas": [0.0, 0.0]}, [{}]),
    ("Adam", {"lr": 0.1, "eps": 0.5}, [{}]),
    ("Adam", {"lr": 0.1, "weight_decay": 0.2}, [{}]),
    ("Adam", {"lr": 0.1, "maximize": True, "weight_decay": 0.2}, [{}]),
    ("Adam", {"lr": 0.1, "amsgrad": True, "betas": [0.9, 0.5]}, [{}]),
    ("Adam", {"lr": 0.1, "amsgrad": True, "weight_decay": 0.1, "betas": [0.5, 0.3]}, [{"eps": 0.1}, {"lr": 0.02, "betas": [0.8, 0.9]}]),
]


def elements(p, function):
    shape = SHAPES[p]
    count = torch.Size(shape).numel()
    return function(torch.arange(count, dtype=torch.float64)).reshape(shape)


def run(name, options, groups):
    parameters = [elements(p, lambda i: torch.cos(i + p)).requires_grad_() for p in range(len(SHAPES))]
    split = [parameters] if len(groups) == 1 else [parameters[:1], parameters[1:]]
    optimizer = getattr(torch.optim, name)(
        [{"params": params, **own} for params, own in zip(split, groups)], **{"lr": 1e-3, **options})
    steps = []
    for t in range(STEPS):
        for p, parameter in enumerate(parameters):
            parameter.grad = None if p == 1 and t % 3 == 1 else elements(p, lambda i: torch.sin(1.7 * t + 0.3 * i + p))
        optimizer.step()
        steps.append([x for parameter in parameters for x in parameter.detach().flatten().tolist()])
    return {"optimizer": name, "options": options, "groups": groups, "steps": steps}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optim.jsonl"), "w", newline="\n") as file:
    for each in RUNS:
        file.write(json.dumps(run(*each), separators=(",", ":")) + "\n")
