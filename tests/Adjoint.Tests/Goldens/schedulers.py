"""What PyTorch's schedulers make of learning rates and momenta, epoch by epoch.

Writes schedulers.jsonl beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/schedulers.py

A line is a run: an optimizer of two groups with rates 0.1 and 0.5, a scheduler with its arguments, rates set by hand before some epochs
("sets"), and for each epoch from 0 on the rates and the momenta (or first betas) of both groups. "state" is the scheduler's state dict in the
middle of the run, without what cannot be written as JSON, and "options" are those of the groups then. Functions have names: see FUNCTIONS.
"""
import json
import math
import os
import warnings

import torch
from torch.optim import lr_scheduler, swa_utils

warnings.simplefilter("ignore")

FUNCTIONS = {
    "power": lambda epoch: 0.95 ** epoch,
    "quotient": lambda epoch: 1 / (1 + epoch),
    "root": lambda x: 1 / math.sqrt(x),
    "shrink": lambda x: 0.97 ** x,
}

RUNS = [
    {"name": "LambdaLR", "lr_lambda": "power"},
    {"name": "LambdaLR", "lr_lambda": ["power", "quotient"], "sets": {"3": 7.0}},
    {"name": "MultiplicativeLR", "lr_lambda": "power"},
    {"name": "MultiplicativeLR", "lr_lambda": ["power", "quotient"], "sets": {"3": 7.0}},
    {"name": "StepLR", "step_size": 3},
    {"name": "StepLR", "step_size": 2, "gamma": 0.7, "sets": {"3": 7.0}},
    {"name": "MultiStepLR", "milestones": [2, 5, 5, 8]},
    {"name": "MultiStepLR", "milestones": [4, 1], "gamma": 0.7, "sets": {"3": 7.0}},
    {"name": "ConstantLR"},
    {"name": "ConstantLR", "factor": 0.6, "total_iters": 3, "sets": {"2": 7.0}},
    {"name": "LinearLR"},
    {"name": "LinearLR", "start_factor": 0.9, "end_factor": 0.2, "total_iters": 8},
    {"name": "LinearLR", "start_factor": 0.1, "total_iters": 4, "sets": {"2": 7.0}},
    {"name": "ExponentialLR", "gamma": 0.8},
    {"name": "ExponentialLR", "gamma": 0.8, "sets": {"3": 7.0}},
    {"name": "PolynomialLR"},
    {"name": "PolynomialLR", "total_iters": 9, "power": 2.5, "sets": {"4": 7.0}},
    {"name": "CosineAnnealingLR", "T_max": 4, "epochs": 20},
    {"name": "CosineAnnealingLR", "T_max": 5, "eta_min": 0.01, "sets": {"3": 7.0}},
    {"name": "CosineAnnealingWarmRestarts", "T_0": 3},
    {"name": "CosineAnnealingWarmRestarts", "T_0": 2, "T_mult": 2, "eta_min": 0.01, "epochs": 20},
    {"name": "CosineAnnealingWarmRestarts", "T_0": 3, "steps": [0.5, 1.25, 2.9, 3.1, 7.75, 8.0, 0.25, None, None, None, None]},
    {"name": "CosineAnnealingWarmRestarts", "T_0": 2, "T_mult": 3, "steps": [0.5, 2.25, 7.9, 8.1, None, 25.5, 26.0, None, 1.0, None, None]},
    {"name": "CyclicLR", "base_lr": 0.01, "max_lr": 0.1, "step_size_up": 3},
    {"name": "CyclicLR", "base_lr": [0.01, 0.02], "max_lr": [0.1, 0.3], "step_size_up": 3, "step_size_down": 5, "mode": "triangular2", "epochs": 20},
    {"name": "CyclicLR", "base_lr": 0.01, "max_lr": 0.1, "step_size_up": 2, "mode": "exp_range", "gamma": 0.9, "base_momentum": [0.5, 0.6], "max_momentum": 0.7},
    {"name": "CyclicLR", "base_lr": 0.01, "max_lr": 0.1, "step_size_up": 2, "scale_fn": "root", "cycle_momentum": False, "sets": {"3": 7.0}},
    {"name": "CyclicLR", "base_lr": 0.01, "max_lr": 0.1, "step_size_up": 2, "scale_fn": "shrink", "scale_mode": "iterations"},
    {"name": "OneCycleLR", "max_lr": 0.1, "total_steps": 12},
    {"name": "OneCycleLR", "max_lr": [0.1, 0.2], "total_steps": 12, "optimizer": "Adam", "pct_start": 0.4},
    {"name": "OneCycleLR", "max_lr": 0.1, "total_steps": 12, "three_phase": True, "anneal_strategy": "linear", "base_momentum": [0.5, 0.6], "max_momentum": 0.7},
    {"name": "OneCycleLR", "max_lr": 0.1, "total_steps": 12, "cycle_momentum": False, "div_factor": 10.0, "final_div_factor": 100.0, "sets": {"3": 7.0}},
    {"name": "SWALR", "swa_lr": 0.05},
    {"name": "SWALR", "swa_lr": [0.05, 0.7], "anneal_epochs": 4, "anneal_strategy": "linear", "sets": {"2": 7.0}},
    {"name": "SWALR", "swa_lr": 0.05, "anneal_epochs": 0},
    {"name": "ChainedScheduler", "schedulers": [{"name": "ConstantLR", "factor": 0.5, "total_iters": 4}, {"name": "ExponentialLR", "gamma": 0.9}], "sets": {"6": 7.0}},
    {"name": "SequentialLR", "milestones": [4], "schedulers": [{"name": "LinearLR", "start_factor": 0.001, "total_iters": 4}, {"name": "CosineAnnealingLR", "T_max": 8}]},
    {"name": "SequentialLR", "milestones": [2, 5, 7], "schedulers": [
        {"name": "ConstantLR", "factor": 0.1, "total_iters": 2}, {"name": "ExponentialLR", "gamma": 0.9}, {"name": "LambdaLR", "lr_lambda": "power"},
        {"name": "CosineAnnealingWarmRestarts", "T_0": 3}]},
    {"name": "SequentialLR", "milestones": [3, 6, 9], "schedulers": [
        {"name": "PolynomialLR", "total_iters": 4, "power": 2.0}, {"name": "StepLR", "step_size": 2, "gamma": 0.5}, {"name": "LinearLR", "start_factor": 0.5, "total_iters": 2},
        {"name": "MultiStepLR", "milestones": [1, 2]}], "sets": {"5": 7.0}},
    {"name": "ReduceLROnPlateau", "patience": 1, "metrics": [1.0, 0.9, 0.9, 0.9, 0.9, 0.89999, 0.89998, 0.5, 0.6, 0.6, 0.6]},
    {"name": "ReduceLROnPlateau", "mode": "max", "factor": 0.5, "patience": 0, "threshold": 0.1, "threshold_mode": "abs", "cooldown": 2, "min_lr": [0.02, 0.3],
     "metrics": [1.0, 0.9, 1.05, 1.2, 1.25, 1.0, 1.0, 1.0, 2.0, 1.0, 1.0]},
    {"name": "ReduceLROnPlateau", "mode": "max", "patience": 0, "threshold": 0.1, "eps": 0.02, "metrics": [1.0, 1.05, 1.2, 1.0, 1.0, 1.0]},
    {"name": "ReduceLROnPlateau", "patience": 0, "threshold_mode": "abs", "threshold": 0.2, "metrics": [1.0, 0.9, 0.7, 0.6, 0.4], "sets": {"2": 7.0}},
]


def make(spec, optimizer):
    arguments = {key: value for key, value in spec.items() if key not in ("name", "sets", "epochs", "steps", "metrics", "optimizer")}
    for key in ("lr_lambda", "scale_fn"):
        if key in arguments:
            arguments[key] = [FUNCTIONS[name] for name in arguments[key]] if isinstance(arguments[key], list) else FUNCTIONS[arguments[key]]
    if "schedulers" in arguments:
        arguments["schedulers"] = [make(part, optimizer) for part in arguments["schedulers"]]
    if spec["name"] == "SWALR":
        return swa_utils.SWALR(optimizer, **arguments)
    kind = getattr(lr_scheduler, spec["name"])
    return kind(**arguments) if spec["name"] == "ChainedScheduler" else kind(optimizer, **arguments)


def plain(value):
    """What of a state can be written as JSON."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items() if writable(inner)}
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def writable(value):
    return isinstance(value, (dict, list, tuple, str, int, float, type(None))) and value not in (math.inf, -math.inf)


def run(spec):
    parameters = [torch.zeros(1, requires_grad=True) for _ in range(2)]
    groups = [{"params": [parameter], "lr": lr} for parameter, lr in zip(parameters, (0.1, 0.5))]
    optimizer = torch.optim.Adam(groups, lr=1.0) if spec.get("optimizer") == "Adam" else torch.optim.SGD(groups, lr=1.0, momentum=0.3)
    scheduler = make(spec, optimizer)
    steps = spec.get("steps") or spec.get("metrics") or [None] * spec.get("epochs", 12)
    rates, momenta, state, options = [], [], None, None
    for epoch, argument in enumerate([None] + steps[:-1] if "metrics" not in spec and "steps" not in spec else [None] + steps):
        if epoch > 0:
            if str(epoch) in spec.get("sets", {}):
                optimizer.param_groups[0]["lr"] = spec["sets"][str(epoch)]
            optimizer.step()
            scheduler.step() if argument is None else scheduler.step(argument)
        rates.append([group["lr"] for group in optimizer.param_groups])
        momenta.append([group["momentum"] if "momentum" in group else group["betas"][0] for group in optimizer.param_groups])
        if epoch == len(steps) // 2:
            state = plain(scheduler.state_dict())
            options = [{key: value for key, value in group.items() if isinstance(value, float)} for group in optimizer.param_groups]
    return {**spec, "rates": rates, "momenta": momenta, "at": len(steps) // 2, "state": state, "options": options}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedulers.jsonl"), "w", newline="\n") as file:
    for each in RUNS:
        file.write(json.dumps(run(each), separators=(",", ":")) + "\n")
