# Writes losses.jsonl: losses, distances and activations of PyTorch with their gradients, in float64, one case a line. The gradient that
# comes in is cos(i) for the i-th element of the result.
# usage: python3 losses.py > losses.jsonl
import itertools
import json
import torch
import torch.nn.functional as F


def short(tensor):
    return torch.round(tensor * 1000) / 1000


def rand(*shape):
    return short(torch.rand(*shape, dtype=torch.float64))


def randn(*shape):
    return short(torch.randn(*shape, dtype=torch.float64))


def numbers(tensor):
    data = [str(x) if x != x or abs(x) == float("inf") else x if isinstance(x, int) else float(f"{x:.12g}") for x in tensor.detach().flatten().tolist()]
    return {"whole": not tensor.is_floating_point(), "shape": list(tensor.shape), "data": data}


def case(name, function, *inputs, fixed=(), **options):
    """Differentiates with respect to all floating-point inputs but those whose places are in fixed."""
    inputs = [x.clone().requires_grad_(x.is_floating_point() and i not in fixed) for i, x in enumerate(inputs)]
    out = function(*inputs, **options)
    cotangent = torch.cos(torch.arange(out.numel(), dtype=torch.float64)).reshape(out.shape)
    wanted = [x for x in inputs if x.requires_grad]
    found = iter(torch.autograd.grad(out, wanted, cotangent))
    print(json.dumps({
        "name": name,
        "options": {k: numbers(v) if isinstance(v, torch.Tensor) else str(v) if v == float("inf") else v for k, v in options.items()},
        "inputs": [numbers(x) for x in inputs],
        "out": numbers(out),
        "gradients": [numbers(next(found)) if x.requires_grad else None for x in inputs],
    }, separators=(",", ":")))


def focal(input, target, alpha=0.25, gamma=2.0, reduction="none"):
    """torchvision.ops.sigmoid_focal_loss, which Debian's package does not have, by its documentation."""
    p = torch.sigmoid(input)
    right = p * target + (1 - p) * (1 - target)
    loss = F.binary_cross_entropy_with_logits(input, target, reduction="none") * (1 - right) ** gamma
    if alpha >= 0:
        loss = (alpha * target + (1 - alpha) * (1 - target)) * loss
    return {"none": lambda x: x, "mean": torch.mean, "sum": torch.sum}[reduction](loss)


def elementwise(r):
    case("smooth_l1", F.smooth_l1_loss, randn(3, 4), randn(3, 4), reduction=r, beta=0.6)
    case("smooth_l1", F.smooth_l1_loss, randn(3, 4), randn(3, 4), reduction=r, beta=0.0)
    case("huber", F.huber_loss, randn(3, 4), randn(3, 4), reduction=r, delta=0.6)
    for log in (False, True):
        case("kl_div", F.kl_div, randn(3, 4), randn(3, 4) if log else rand(3, 4) + 0.01, reduction=r, log_target=log)
    for log, full in itertools.product((False, True), (False, True)):
        case("poisson_nll", F.poisson_nll_loss, rand(3, 4) + 0.1, 4 * rand(3, 4), log_input=log, full=full, eps=1e-3, reduction=r)
    case("gaussian_nll", F.gaussian_nll_loss, randn(3, 4), randn(3, 4), rand(3, 4), full=True, eps=0.3, reduction=r)
    case("gaussian_nll", F.gaussian_nll_loss, randn(3, 4), randn(3, 4), rand(3, 1), reduction=r)
    case("gaussian_nll", F.gaussian_nll_loss, randn(3, 3), randn(3, 3), rand(3), reduction=r)
    case("hinge_embedding", F.hinge_embedding_loss, 2 * rand(3, 4), torch.randint(-1, 2, (3, 4)), margin=0.7, reduction=r)
    case("soft_margin", F.soft_margin_loss, 3 * randn(3, 4), 2.0 * torch.randint(0, 2, (3, 4), dtype=torch.float64) - 1, fixed=(1,), reduction=r)
    case("focal", focal, 2 * randn(3, 4), rand(3, 4), alpha=0.3, gamma=1.5, reduction=r)
    case("focal", focal, 2 * randn(3, 4), torch.randint(0, 2, (3, 4)).double(), alpha=-1.0, gamma=2.0, reduction=r)


def pairs(r):
    for shape in ((5,), (3, 5)):
        target = 2 * torch.randint(0, 2, shape[:-1]) - 1
        case("cosine_embedding", F.cosine_embedding_loss, randn(*shape), randn(*shape), target, margin=0.2, reduction=r)
    case("margin_ranking", F.margin_ranking_loss, randn(7), randn(7), randn(7), margin=0.3, reduction=r)
    for swap in (False, True):
        case("triplet_margin", F.triplet_margin_loss, randn(4, 5), randn(4, 5), randn(4, 5), margin=0.7, p=1.5, eps=1e-3, swap=swap, reduction=r)
        case("triplet_margin_with_distance", F.triplet_margin_with_distance_loss, randn(4, 5), randn(4, 5), randn(4, 5), margin=0.7, swap=swap, reduction=r)


def classes(r):
    for p, weighted in itertools.product((1, 2), (False, True)):
        options = {"weight": rand(5)} if weighted else {}
        case("multi_margin", F.multi_margin_loss, randn(4, 5), torch.randint(0, 5, (4,)), p=p, margin=0.6, reduction=r, **options)
    case("multi_margin", F.multi_margin_loss, randn(5), torch.tensor(3), reduction=r)
    labels = torch.tensor([[3, 0, -1, 1], [-1, 2, 0, 1], [0, 1, 2, 3], [2, 2, -1, -1]])
    case("multilabel_margin", F.multilabel_margin_loss, randn(4, 4), labels, reduction=r)
    case("multilabel_margin", F.multilabel_margin_loss, randn(4), labels[0], reduction=r)
    case("multilabel_soft_margin", F.multilabel_soft_margin_loss, randn(4, 5), rand(4, 5), weight=rand(5), reduction=r)
    for smoothing, weighted, ignore in itertools.product((0.0, 0.1), (False, True), (-100, 1)):
        options = {"weight": rand(4)} if weighted else {}
        case("cross_entropy", F.cross_entropy, randn(3, 4, 2, 2), torch.randint(0, 4, (3, 2, 2)), ignore_index=ignore, label_smoothing=smoothing, reduction=r, **options)
        case("cross_entropy", F.cross_entropy, randn(3, 4, 2), rand(3, 4, 2), label_smoothing=smoothing, reduction=r, **options)


def ctc(r):
    def run(name, scores, *rest, **options):
        case(name, lambda x, *others, **named: F.ctc_loss(x, *others, **named), short(scores.log_softmax(-1)), *rest, **options)
    lengths = torch.tensor([12, 9, 7])
    padded = torch.tensor([[1, 2, 2, 4], [3, 3, 3, 0], [4, 0, 0, 0]])
    run("ctc", randn(12, 3, 5), padded, lengths, torch.tensor([4, 3, 1]), reduction=r)
    run("ctc", randn(12, 3, 5), torch.tensor([1, 2, 2, 4, 3, 3, 4]), lengths, torch.tensor([4, 2, 1]), reduction=r)
    run("ctc", randn(12, 3, 5), padded, lengths, torch.tensor([0, 3, 0]), reduction=r)
    run("ctc", randn(12, 3, 6), padded, lengths, torch.tensor([4, 3, 1]), blank=5, reduction=r)
    run("ctc", randn(25, 2, 20), torch.randint(1, 20, (2, 11)), torch.tensor([25, 23]), torch.tensor([11, 10]), reduction=r)
    # Three equal labels need five steps.
    run("ctc", randn(4, 2, 5), padded[1:], torch.tensor([4, 4]), torch.tensor([3, 1]), zero_infinity=True, reduction=r)
    run("ctc", randn(4, 2, 5), padded[1:], torch.tensor([4, 4]), torch.tensor([3, 1]), reduction=r)
    run("ctc", randn(9, 5), torch.tensor([1, 3, 3]), torch.tensor(8), torch.tensor(3), reduction=r)


def others():
    for dim in (0, -1):
        case("cosine_similarity", F.cosine_similarity, randn(3, 4), randn(3, 4), dim=dim)
    case("cosine_similarity", F.cosine_similarity, randn(3, 1, 4), randn(2, 4), dim=2)
    for p in (1.0, 2.0, 3.5, float("inf")):
        case("pairwise_distance", F.pairwise_distance, randn(3, 4), randn(3, 4), p=p, keepdim=p == 1)
        case("pdist", F.pdist, randn(4, 3), p=p)
        case("normalize", F.normalize, randn(3, 4), p=p, dim=-1)
    for shape in ((2,), (4, 2), (2, 3, 2)):
        case("bilinear", F.bilinear, randn(*shape[:-1], 2), randn(*shape[:-1], 3), randn(5, 2, 3), randn(5))
    case("prelu", F.prelu, randn(2, 3, 4), rand(3))
    case("glu", F.glu, randn(3, 6))


def drawn():
    """From one seed."""
    for dtype in (torch.float64, torch.float32):
        x = randn(40).to(dtype)
        torch.manual_seed(5)
        slopes = F.rrelu(x, 0.1, 0.4, training=True)
        torch.manual_seed(6)
        soft = F.gumbel_softmax(x.reshape(8, 5), tau=0.7)
        torch.manual_seed(6)
        hard = F.gumbel_softmax(x.reshape(8, 5), tau=0.7, hard=True)
        print(json.dumps({"name": "drawn", "single": dtype == torch.float32, "input": numbers(x.double()), "rrelu": numbers(slopes.double()), "soft": numbers(soft.double()), "hard": numbers(hard.double())}, separators=(",", ":")))
    torch.manual_seed(7)
    layer = torch.nn.Bilinear(3, 2, 4)
    print(json.dumps({"name": "bilinear_init", "weight": numbers(layer.weight.double()), "bias": numbers(layer.bias.double())}, separators=(",", ":")))
    torch.manual_seed(8)
    layer = torch.nn.AdaptiveLogSoftmaxWithLoss(6, 20, [5, 11], div_value=2.0, head_bias=True)
    x = randn(7, 6).float().requires_grad_()
    target = torch.tensor([0, 4, 5, 10, 11, 19, 2])
    out = layer(x, target)
    out.loss.backward()
    row = {"input": x, "target": target, "out": out.output, "loss": out.loss, "gradient": x.grad, "tail": layer.tail[1][0].weight.grad, "log_prob": layer.log_prob(x), "predict": layer.predict(x)}
    print(json.dumps({"name": "adaptive", **{k: numbers(v.double() if v.is_floating_point() else v) for k, v in row.items()}}, separators=(",", ":")))


torch.manual_seed(0)
for reduction in ("none", "mean", "sum"):
    elementwise(reduction)
    pairs(reduction)
    classes(reduction)
    ctc(reduction)
case("kl_div", F.kl_div, randn(3, 4), rand(3, 4), reduction="batchmean")
case("kl_div", F.kl_div, randn(3, 4), torch.tensor([[0.0, 0.2, 0.8, 0.0]] * 3, dtype=torch.float64), fixed=(1,), reduction="none")
others()
drawn()
