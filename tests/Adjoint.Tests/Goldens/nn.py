# Writes nn.json: what PyTorch's layers begin with for a seed, and its losses with their gradients, in float64. The
# gradient that comes in is cos(i) for the i-th element of the loss.
# usage: python3 nn.py > nn.json
import itertools
import json
import torch
import torch.nn.functional as F

torch.manual_seed(0)


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{x:.12g}") for x in tensor.detach().flatten().tolist()]}


def case(name, function, input, target, reduction="mean", **options):
    input = input.clone().requires_grad_()
    soft = target.is_floating_point()
    target = target.clone().requires_grad_(soft)
    out = function(input, target, reduction=reduction, **options)
    if not torch.isfinite(out).all():
        gradient, towards = None, None
    else:
        cotangent = torch.cos(torch.arange(out.numel(), dtype=torch.float64)).reshape(out.shape)
        gradient, *towards = torch.autograd.grad(out, [input, target] if soft else [input], cotangent, allow_unused=True)
    return {
        "loss": name,
        "reduction": reduction,
        "options": {k: numbers(v) if isinstance(v, torch.Tensor) else v for k, v in options.items()},
        "input": numbers(input),
        "target": {**numbers(target), "soft": soft},
        "out": numbers(out) if gradient is not None else None,
        "gradient": None if gradient is None else numbers(gradient),
        "targetGradient": numbers(towards[0]) if towards and torch.isfinite(towards[0]).all() else None,
    }


def short(tensor):
    return torch.round(tensor * 1000) / 1000


def rand(*shape):
    return short(torch.rand(*shape, dtype=torch.float64))


def randn(*shape):
    return short(torch.randn(*shape, dtype=torch.float64))


def cases():
    for reduction in ["mean", "sum", "none"]:
        yield case("mse", F.mse_loss, randn(3, 2), randn(3, 2), reduction)
        yield case("l1", F.l1_loss, randn(3, 2), randn(3, 2), reduction)
        yield case("bce", F.binary_cross_entropy, rand(3, 2), rand(3, 2), reduction)
        yield case("bce", F.binary_cross_entropy, rand(3, 2), rand(3, 2), reduction, weight=rand(2))
        yield case("bce_logits", F.binary_cross_entropy_with_logits, 3 * randn(3, 2), rand(3, 2), reduction)
        yield case("bce_logits", F.binary_cross_entropy_with_logits, randn(3, 2), rand(3, 2), reduction, weight=rand(3, 1), pos_weight=3 * rand(2))
        for shape, weighted, ignore in itertools.product([(4,), (3, 4), (2, 4, 2)], [False, True], [-100, 2]):
            classes = 4
            target = torch.randint(0, classes, shape[:0] + tuple(s for i, s in enumerate(shape) if i != (0 if len(shape) == 1 else 1)))
            options = {"weight": rand(classes)} if weighted else {}
            yield case("nll", F.nll_loss, randn(*shape), target, reduction, ignore_index=ignore, **options)
            for smoothing in [0.0, 0.3]:
                yield case("cross_entropy", F.cross_entropy, randn(*shape), target, reduction, ignore_index=ignore, label_smoothing=smoothing, **options)
        for shape, weighted, smoothing in itertools.product([(4,), (3, 4), (2, 4, 2)], [False, True], [0.0, 0.2]):
            options = {"weight": rand(4)} if weighted else {}
            yield case("cross_entropy", F.cross_entropy, randn(*shape), rand(*shape), reduction, label_smoothing=smoothing, **options)
    # Where a logarithm would be infinite, or an exponential.
    edge = torch.tensor([0.0, 1.0, 0.0, 1.0, 1e-30], dtype=torch.float64)
    yield case("bce", F.binary_cross_entropy, edge, torch.tensor([0.0, 1.0, 1.0, 0.0, 0.5], dtype=torch.float64), "none")
    far = torch.tensor([-1000.0, 1000.0, -40.0, 40.0, 0.0], dtype=torch.float64)
    yield case("bce_logits", F.binary_cross_entropy_with_logits, far, torch.tensor([0.0, 1.0, 1.0, 0.0, 0.5], dtype=torch.float64), "none")
    yield case("cross_entropy", F.cross_entropy, torch.tensor([[1000.0, 0.0, -1000.0]], dtype=torch.float64), torch.tensor([2]))
    yield case("nll", F.nll_loss, randn(2, 3), torch.tensor([-100, -100]), "mean")


torch.manual_seed(0)
losses = list(cases())
torch.manual_seed(3)
layer, other = torch.nn.Linear(5, 3), torch.nn.Linear(40, 2, bias=False)
init = {"seed": 3, "weight": numbers(layer.weight), "bias": numbers(layer.bias), "second": numbers(other.weight)}
print("{")
print('"linear": ' + json.dumps(init) + ",")
print('"losses": [')
print(",\n".join(json.dumps(each, separators=(",", ":")) for each in losses))
print("]}")
