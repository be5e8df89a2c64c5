# Writes resampling.json: what PyTorch 1.13 makes of images where the evidence folder has nothing: nearest-exact, area, antialias, scale
# factors that are computed again, fold, affine grids, fractional pooling; and what its dropout layers draw from a seed.
# usage: python3 resampling.py > resampling.json
import json
import torch
from torch.nn import functional as F


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{x:.17g}") for x in tensor.detach().flatten().tolist()]}


def image(*shape):
    x = torch.arange(float(torch.Size(shape).numel()), dtype=torch.float64)
    return ((x * 0.6180339887498949) % 1 * 4 - 2).reshape(shape).requires_grad_()


def case(name, x, function):
    y = function(x)
    (y * image(*y.shape).detach()).sum().backward()
    return {"name": name, "x": numbers(x), "y": numbers(y), "grad": numbers(x.grad)}


def resized(name, shape, **options):
    given = {key: value for key, value in options.items()}
    return {**case(name, image(*shape), lambda x: F.interpolate(x, **options)), "options": given}


cases = []
for mode in ["nearest", "nearest-exact"]:
    for size in [1, 3, 7, 10, 13, 20, 33]:
        cases.append(resized(f"{mode} {size}", (1, 2, 10), mode=mode, size=[size]))
    for factor in [0.3, 0.7, 1.3, 2.0, 2.9]:
        cases.append(resized(f"{mode} x{factor}", (1, 1, 10), mode=mode, scale_factor=[factor]))
for size in [[3, 4], [7, 11], [5, 2], [1, 1], [12, 3]]:
    cases.append(resized(f"area {size}", (2, 1, 6, 5), mode="area", size=size))
    for mode in ["bilinear", "bicubic"]:
        for align in [False, True]:
            cases.append(resized(f"{mode} antialias {size} {align}", (1, 2, 9, 7), mode=mode, size=size, align_corners=align, antialias=True))
for factor in [0.4, 0.55, 1.7]:
    for mode in ["bilinear", "bicubic"]:
        cases.append(resized(f"{mode} antialias x{factor}", (1, 1, 9, 12), mode=mode, scale_factor=[factor, factor], antialias=True))
        cases.append(resized(f"{mode} again x{factor}", (1, 1, 9, 12), mode=mode, scale_factor=[factor, factor], recompute_scale_factor=True))
    cases.append(resized(f"area x{factor}", (1, 1, 9, 12), mode="area", scale_factor=[factor, factor]))

folds = [case("fold", image(2, 12, 20), lambda x: F.fold(x, (5, 6), (2, 2), 1, 0, 1)),
         case("fold wide", image(1, 18, 16), lambda x: F.fold(x, (7, 8), 3, (1, 2), (1, 2), (2, 2)))]
grids = [case(f"affine {size} {align}", image(size[0], len(size) - 2, len(size) - 1), lambda x: F.affine_grid(x, size, align_corners=align))
         for size in [(2, 3, 4, 5), (1, 1, 1, 3), (2, 1, 2, 3, 4)] for align in [False, True]]
pools = []
for shape, kernel, size in [((2, 3, 9, 11), (2, 3), (4, 5)), ((1, 2, 7, 6, 9), (2, 2, 3), (3, 4, 4))]:
    function = F.fractional_max_pool2d if len(shape) == 4 else F.fractional_max_pool3d
    samples = (image(shape[0], shape[1], len(shape) - 2).detach() + 2) / 4
    y, indices = function(image(*shape), kernel, output_size=size, return_indices=True, _random_samples=samples)
    torch.manual_seed(3)
    drawn = function(image(*shape).detach().float(), kernel, output_ratio=0.5)
    pools.append({"x": numbers(image(*shape)), "samples": numbers(samples), "y": numbers(y), "indices": numbers(indices.double()), "drawn": numbers(drawn)})

drops = []
for name, shape in [("Dropout1d", (2, 5, 3)), ("Dropout1d", (5, 3)), ("Dropout2d", (2, 5, 2, 2)), ("Dropout2d", (2, 5, 3)), ("Dropout3d", (2, 5, 1, 2, 2)),
                    ("Dropout3d", (5, 1, 2, 2)), ("AlphaDropout", (3, 7)), ("FeatureAlphaDropout", (2, 5, 2, 2)), ("FeatureAlphaDropout", (4, 6))]:
    layer = getattr(torch.nn, name)(0.3)
    torch.manual_seed(11)
    drops.append({"name": name, "printed": str(layer), "x": numbers(image(*shape).float()), "y": numbers(layer(image(*shape).float()))})
print(json.dumps({"interpolate": cases, "fold": folds, "affine": grids, "fractional": pools, "dropout": drops}))
