"""Where optimizers that PyTorch 1.13 does not have move parameters: written here once more, from their papers, in plain NumPy.

Writes optim_papers.jsonl beside itself. Run with any Python that has NumPy:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/optim_papers.py

Sources: Lion, arXiv 2302.06675, algorithm 2; LAMB, arXiv 1904.00962, algorithm 2 with phi(x) = x; Adafactor, arXiv 1804.04235, algorithms 4 to 6
with the relative step and without momentum, in the form of torch.optim.Adafactor 2.5 (square roots of the floor, d = 1, decoupled decay); Muon,
kellerjordan.github.io/posts/muon, in the form of torch.optim.Muon 2.9 but in float64 throughout.

Elements and gradients are as in optim.py; the shapes are those of the run. A line is a run: the optimizer, its options, the shapes, and for each step all
elements.
"""
import json
import math
import os

import numpy as np

STEPS = 6
MIXED = [(3,), (4, 3), (2, 3, 5), ()]
MATRICES = [(4, 3), (3, 5), (6, 6), (1, 7)]
LARGE = [(70, 130), (5000,), (33, 1)]


def lion(p, g, s, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0, maximize=False):
    g = -g if maximize else g
    m = s.get("m", np.zeros_like(p))
    update = np.sign(betas[0] * m + (1 - betas[0]) * g)
    s["m"] = betas[1] * m + (1 - betas[1]) * g
    return p - lr * (update + weight_decay * p)


def lamb(p, g, s, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.01, maximize=False):
    g = -g if maximize else g
    t = s["t"] = s.get("t", 0) + 1
    m = s["m"] = betas[0] * s.get("m", 0.0) + (1 - betas[0]) * g
    v = s["v"] = betas[1] * s.get("v", 0.0) + (1 - betas[1]) * g * g
    r = (m / (1 - betas[0] ** t)) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
    u = r + weight_decay * p
    length, change = np.sqrt(np.sum(p * p)), np.sqrt(np.sum(u * u))
    return p - lr * (length / change if length > 0 and change > 0 else 1.0) * u


def adafactor(p, g, s, lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0, maximize=False):
    g = -g if maximize else g
    floor = np.finfo(p.dtype).eps if eps[0] is None else eps[0]
    t = s["t"] = s.get("t", 0) + 1
    share = t ** beta2_decay
    size = max(eps[1], math.sqrt(np.mean(p * p))) * min(lr, 1 / math.sqrt(t))
    square = g * g
    if p.ndim > 1:
        rows = s["r"] = (1 - share) * s.get("r", 0.0) + share * square.mean(axis=-1, keepdims=True)
        columns = s["c"] = (1 - share) * s.get("c", 0.0) + share * square.mean(axis=-2, keepdims=True)
        v = rows * columns / np.maximum(rows.mean(axis=-2, keepdims=True), floor)
    else:
        v = s["v"] = (1 - share) * s.get("v", 0.0) + share * square
    u = g / np.sqrt(np.maximum(v, floor * floor))
    u = u / max(1.0, math.sqrt(np.mean(u * u)) / d)
    return p * (1 - lr * weight_decay) - size * u


def muon(p, g, s, lr=1e-3, weight_decay=0.1, momentum=0.95, nesterov=True, ns_coefficients=(3.4445, -4.7750, 2.0315), eps=1e-7, ns_steps=5, adjust_lr_fn=None):
    b = s["b"] = momentum * s.get("b", 0.0) + (1 - momentum) * g
    x = (1 - momentum) * g + momentum * b if nesterov else b
    wide = x if x.shape[0] <= x.shape[1] else x.T
    wide = wide / max(np.sqrt(np.sum(wide * wide)), eps)
    for _ in range(ns_steps):
        gram = wide @ wide.T
        wide = ns_coefficients[0] * wide + (ns_coefficients[1] * gram + ns_coefficients[2] * gram @ gram) @ wide
    x = wide if x.shape[0] <= x.shape[1] else wide.T
    ratio = 0.2 * math.sqrt(max(p.shape)) if adjust_lr_fn == "match_rms_adamw" else math.sqrt(max(1, p.shape[0] / p.shape[1]))
    return p * (1 - lr * weight_decay) - lr * ratio * x


RUNS = [
    (lion, {}, MIXED),
    (lion, {"lr": 0.1, "betas": [0.5, 0.7], "weight_decay": 0.2}, MIXED),
    (lion, {"lr": 0.1, "maximize": True, "weight_decay": 0.2}, LARGE),
    (lamb, {}, MIXED),
    (lamb, {"lr": 0.1, "betas": [0.5, 0.3], "eps": 0.1, "weight_decay": 0.0}, MIXED),
    (lamb, {"lr": 0.1, "weight_decay": 0.3, "maximize": True}, LARGE),
    (adafactor, {}, MIXED),
    (adafactor, {"lr": 0.9, "eps": [0.3, 0.5], "weight_decay": 0.2, "maximize": True}, MIXED),
    (adafactor, {"lr": 0.9, "beta2_decay": -0.4, "d": 1.2}, MIXED),
    (adafactor, {"lr": 0.9}, LARGE),
    (muon, {}, MATRICES),
    (muon, {"lr": 0.1, "momentum": 0.5, "nesterov": False, "weight_decay": 0.2}, MATRICES),
    (muon, {"lr": 0.1, "ns_coefficients": [2.0, -1.5, 0.5], "ns_steps": 8, "adjust_lr_fn": "match_rms_adamw"}, MATRICES),
    (muon, {"lr": 0.1, "eps": 5.0}, MATRICES),
]


def elements(shape, function):
    return function(np.arange(math.prod(shape), dtype=np.float64)).reshape(shape)


def run(rule, options, shapes):
    parameters = [elements(shape, lambda i: np.cos(i + p)) for p, shape in enumerate(shapes)]
    states = [{} for _ in shapes]
    steps = []
    for t in range(STEPS):
        for p, shape in enumerate(shapes):
            if p != 1 or t % 3 != 1:
                parameters[p] = rule(parameters[p], elements(shape, lambda i: np.sin(1.7 * t + 0.3 * i + p)), states[p], **options)
        # Of many elements some will do.
        steps.append([x for parameter in parameters for x in parameter.reshape(-1)[::1 if shapes is not LARGE else 97].tolist()])
    return {"optimizer": rule.__name__, "options": options, "shapes": shapes, "every": 1 if shapes is not LARGE else 97, "steps": steps}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optim_papers.jsonl"), "w", newline="\n") as file:
    for each in RUNS:
        file.write(json.dumps(run(*each), separators=(",", ":")) + "\n")
