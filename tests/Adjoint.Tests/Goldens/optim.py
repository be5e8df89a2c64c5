"""Where PyTorch's optimizers move parameters, for every option PyTorch 1.13 has.

Writes optim.jsonl beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/optim.py

There are three parameters of shapes [3], [2, 2] and [], float64. Element i of parameter p begins as cos(i + p), and its gradient
in step t is sin(1.7 t + 0.3 i + p); parameter 1 has none in every third step, from step 1 on. A line is a run: the optimizer,
its options, the options of each group (parameter 0 is in the first group, the others are in the last), and for each step all
elements. Numbers that optimizers remember are float64 too, by the default type. LBFGS gets a loss with the gradient of a closure of
its own: the sum of squares of sines (see loss_of). SparseAdam gets sparse gradients, without the rows r for which t + r is odd, and none for
parameter 2. SGD's maximize and weight_decay are not combined: PyTorch 1.13 climbs on decay as well, later versions do not.
"""
import json
import os

import torch

torch.set_default_dtype(torch.float64)
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
    ("AdamW", {}, [{}]),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.2, "maximize": True}, [{}, {"lr": 0.02}]),
    ("AdamW", {"lr": 0.1, "amsgrad": True, "betas": [0.5, 0.3]}, [{}]),
    ("Adamax", {"lr": 2e-3}, [{}]),
    ("Adamax", {"lr": 0.1, "weight_decay": 0.2, "betas": [0.5, 0.3], "eps": 0.1, "maximize": True}, [{}]),
    ("NAdam", {"lr": 2e-3}, [{}]),
    ("NAdam", {"lr": 0.1, "weight_decay": 0.2, "betas": [0.5, 0.3], "momentum_decay": 0.1}, [{"eps": 0.1}, {}]),
    ("RAdam", {"lr": 0.1}, [{}]),
    ("RAdam", {"lr": 0.1, "weight_decay": 0.2, "betas": [0.5, 0.9]}, [{}, {"lr": 0.02}]),
    ("RAdam", {"lr": 0.1, "betas": [0.5, 0.3], "eps": 0.1}, [{}]),
    ("Adagrad", {"lr": 0.01}, [{}]),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.3, "weight_decay": 0.2, "initial_accumulator_value": 0.5, "eps": 0.1, "maximize": True}, [{}]),
    ("Adadelta", {"lr": 1.0}, [{}]),
    ("Adadelta", {"lr": 0.5, "rho": 0.3, "eps": 0.1, "weight_decay": 0.2, "maximize": True}, [{}]),
    ("ASGD", {"lr": 0.01}, [{}]),
    ("ASGD", {"lr": 0.1, "lambd": 0.3, "alpha": 0.5, "t0": 2, "weight_decay": 0.2, "maximize": True}, [{}]),
    ("RMSprop", {"lr": 0.01}, [{}]),
    ("RMSprop", {"lr": 0.1, "alpha": 0.5, "eps": 0.1, "weight_decay": 0.2, "maximize": True}, [{}]),
    ("RMSprop", {"lr": 0.1, "momentum": 0.9}, [{}, {"momentum": 0.0}]),
    ("RMSprop", {"lr": 0.1, "centered": True, "alpha": 0.7}, [{}]),
    ("RMSprop", {"lr": 0.1, "centered": True, "momentum": 0.9}, [{}]),
    ("Rprop", {"lr": 0.01}, [{}]),
    ("Rprop", {"lr": 0.1, "etas": [0.3, 2.5], "step_sizes": [0.05, 0.2], "maximize": True}, [{}]),
    ("SparseAdam", {}, [{}]),
    ("SparseAdam", {"lr": 0.1, "betas": [0.5, 0.3], "eps": 0.1}, [{}]),
    ("SparseAdam", {"lr": 0.1, "maximize": True}, [{}, {"lr": 0.02}]),
    ("LBFGS", {"lr": 1.0}, [{}]),
    ("LBFGS", {"lr": 0.3, "max_iter": 4, "history_size": 2}, [{}]),
    ("LBFGS", {"lr": 1.0, "line_search_fn": "strong_wolfe"}, [{}]),
    ("LBFGS", {"lr": 0.1, "max_iter": 3, "line_search_fn": "strong_wolfe"}, [{}]),
    ("LBFGS", {"lr": 1.0, "max_iter": 50, "max_eval": 7, "tolerance_grad": 0.1, "line_search_fn": "strong_wolfe"}, [{}]),
]


def elements(p, function):
    shape = SHAPES[p]
    count = torch.Size(shape).numel()
    return function(torch.arange(count, dtype=torch.float64)).reshape(shape)


def sparse(t, gradient):
    rows = [row for row in range(gradient.shape[0]) if (t + row) % 2 == 0]
    return torch.sparse_coo_tensor(torch.tensor([rows]), gradient[rows], gradient.shape)


def loss_of(optimizer, parameters):
    """Narrow valleys in some directions and none in others, so that line searches have something to do."""
    optimizer.zero_grad()
    loss = sum(((1 + p) * torch.sin(x)).square().sum() + 0.1 * x.pow(4).sum() for p, x in enumerate(parameters)) + parameters[0].sum() * parameters[2]
    loss.backward()
    return loss


def run(name, options, groups):
    parameters = [elements(p, lambda i: torch.cos(i + p)).requires_grad_() for p in range(len(SHAPES))]
    split = [parameters] if len(groups) == 1 else [parameters[:1], parameters[1:]]
    optimizer = getattr(torch.optim, name)(
        [{"params": params, **own} for params, own in zip(split, groups)], **{"lr": 1e-3, **options})
    steps = []
    for t in range(STEPS):
        for p, parameter in enumerate(parameters if name != "LBFGS" else []):
            parameter.grad = None if p == 1 and t % 3 == 1 else elements(p, lambda i: torch.sin(1.7 * t + 0.3 * i + p))
            if name == "SparseAdam" and parameter.grad is not None:
                parameter.grad = sparse(t, parameter.grad) if p < 2 else None
        optimizer.step((lambda: loss_of(optimizer, parameters)) if name == "LBFGS" else None)
        steps.append([x for parameter in parameters for x in parameter.detach().flatten().tolist()])
    return {"optimizer": name, "options": options, "groups": groups, "steps": steps}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optim.jsonl"), "w", newline="\n") as file:
    for each in RUNS:
        file.write(json.dumps(run(*each), separators=(",", ":")) + "\n")
