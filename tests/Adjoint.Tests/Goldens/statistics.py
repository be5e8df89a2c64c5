#!/usr/bin/env python3
"""Writes statistics.jsonl: calls of PyTorch's statistics, searches and scattered reductions with results and vector-Jacobian products.

The rows have the form of the evidence folder's torch-ops. Run with PyTorch 1.13 (Debian: python3-torch).
"""
import json
import torch

torch.manual_seed(0)
nan, inf = float('nan'), float('inf')
rows = []


def value(v):
    if isinstance(v, torch.Tensor):
        t = v.detach().contiguous()
        name = str(t.dtype).removeprefix('torch.')
        out = {'dtype': name, 'shape': list(t.shape), 'data': t.numpy().tobytes().hex()}
        if v.requires_grad:
            out['rg'] = True
        return {'t': out}
    if isinstance(v, float):
        return {'f': repr(v)}
    if isinstance(v, (list, tuple)):
        return {'l': [value(i) for i in v]}
    return {'v': v}


def record(op, call, x, *args, **kwargs):
    given = [('input', x)] + [(('args', i), a) for i, a in enumerate(args)] + [(('kwargs', k), a) for k, a in kwargs.items()]
    result = call(x, *args, **kwargs)
    outs = list(result) if isinstance(result, (tuple, list)) else [result]
    row = {'op': op, 'sample': len(rows), 'input': value(x), 'args': [value(a) for a in args],
           'kwargs': {k: value(a) for k, a in kwargs.items()}, 'out': [value(o) for o in outs]}
    tracked = [i for i, o in enumerate(outs) if o.requires_grad]
    leaves = [(p, a) for p, a in given if isinstance(a, torch.Tensor) and a.requires_grad]
    if tracked and leaves:
        cots = [torch.rand_like(outs[i]) for i in tracked]
        grads = torch.autograd.grad([outs[i] for i in tracked], [a for _, a in leaves], cots, allow_unused=True)
        row |= {'cot': [value(c) for c in cots], 'cot_for': tracked,
                'grads': [{'path': [p] if isinstance(p, str) else list(p), 'g': value(g)} for (p, _), g in zip(leaves, grads)]}
    rows.append(row)


def f(*shape, of=None, rg=True):
    t = torch.rand(*shape, dtype=torch.float64) * 4 - 2 if of is None else torch.tensor(of, dtype=torch.float64)
    return t.requires_grad_(rg)


ties = [[1, 2, 2, 0, 2, 1, 0], [nan, 3, 1, nan, 2, 3, 1], [5, 5, 5, 5, 5, 5, 5], [inf, -inf, 0, -0.0, 1, nan, 4]]
for dim in (0, 1):
    record('cummax', torch.cummax, f(of=ties), dim)
    record('cummin', torch.cummin, f(of=ties), dim)
    record('cummax', torch.cummax, f(3, 4), dim)
    record('median', torch.median, f(of=ties), dim)
    record('nanmedian', torch.nanmedian, f(of=ties), dim, True)
    record('kthvalue', torch.kthvalue, f(3, 5), 2, dim)
    record('kthvalue', torch.kthvalue, f(5, 3), 3, dim, True)
    record('mode', torch.mode, f(of=ties[:1] + ties[2:3]), dim)
    record('diff', torch.diff, f(3, 4), n=2, dim=dim)
    record('std_mean', torch.std_mean, f(3, 4), dim=dim, unbiased=False)
    record('aminmax', lambda x, dim: torch.aminmax(x, dim=dim), f(3, 4, rg=False), dim=dim)
    for mode in ('linear', 'lower', 'higher', 'nearest', 'midpoint'):
        record('quantile', torch.quantile, f(4, 5), f(of=[0.1, 0.5, 0.77, 1]), dim=dim, interpolation=mode)
        record('nanquantile', torch.nanquantile, f(of=ties[:3]), f(of=[0.2, 0.6]), dim=dim, keepdim=True, interpolation=mode)
record('quantile', torch.quantile, f(of=ties[1:2]), 0.5)
record('quantile', torch.quantile, f(7), 0.3)
record('median', torch.median, f(of=ties[0]))
record('median', torch.median, f(of=ties[1]))
record('nanmedian', torch.nanmedian, f(of=ties[1]))
record('nanmedian', torch.nanmedian, f(of=[nan, nan]))
record('logcumsumexp', torch.logcumsumexp, f(of=[-800, 900, -inf, 900.5, -3]), 0)
record('diff', torch.diff, f(4), prepend=f(1), append=f(2))
record('diff', torch.diff, torch.tensor([True, False, False]))
record('diff', torch.diff, torch.tensor([5, 1, 7], dtype=torch.uint8))
for dim in (0, 1):
    record('trapezoid', torch.trapezoid, f(3, 4), dx=0.5, dim=dim)
    record('cumulative_trapezoid', torch.cumulative_trapezoid, f(3, 4), f(3, 4), dim=dim)
    record('cumulative_trapezoid', torch.cumulative_trapezoid, f(3, 4), dx=2.0, dim=dim)
record('trapezoid', torch.trapezoid, f(3, 4), f(4))
record('histc', torch.histc, f(of=[0, 1, 1, 2.5, -1, 3], rg=False), bins=3, min=0, max=3)
record('histc', torch.histc, f(of=[2, 2, 2], rg=False), bins=4)
record('histogram', torch.histogram, f(of=[0, 1, 1, 2.5, -1, 3], rg=False), 4, range=[0.0, 3.0], density=True)
record('bincount', torch.bincount, torch.tensor([1, 0, 5, 1]), f(4, rg=False), 3)
record('bincount', torch.bincount, torch.tensor([1, 0, 1], dtype=torch.uint8), minlength=5)
record('bucketize', torch.bucketize, f(of=[nan, 0, 1, 1.5, inf, -inf], rg=False), f(of=[0, 1, 1, 2], rg=False), right=True)
record('searchsorted', torch.searchsorted, f(of=[[0, 1, 1, 2], [3, 3, 4, nan]], rg=False), f(of=[[1, nan], [3, 5]], rg=False))
record('searchsorted', torch.searchsorted, torch.tensor([1, 3, 5]), torch.tensor([[3, 0], [9, 4]]), out_int32=True)
record('isin', torch.isin, torch.tensor([[1, 2], [3, 4]]), torch.tensor([4, 1, 1]), invert=True)
record('isin', torch.isin, f(of=[nan, 1, 2], rg=False), f(of=[nan, 2], rg=False))
for correction in (0, 1):
    record('cov', torch.cov, f(3, 5), correction=correction)
    record('cov', torch.cov, f(3, 5), correction=correction, fweights=torch.tensor([1, 3, 2, 0, 1]), aweights=f(of=[0.5, 1, 2, 1, 0.1]))
record('cov', torch.cov, f(5), aweights=f(of=[0.5, 1, 2, 1, 0.1]))
record('corrcoef', torch.corrcoef, f(4, 6))
record('cartesian_prod', lambda *x: torch.cartesian_prod(*x), f(2), f(3), f(2))
record('cdist', torch.cdist, f(3, 2), f(4, 2), 2.0, compute_mode='donot_use_mm_for_euclid_dist')
record('cdist', torch.cdist, f(30, 3), f(2, 3))
record('renorm', torch.renorm, f(2, 3, 2), 1.5, 0, 1.0)
index = torch.tensor([[0, 1, 1, 2], [2, 2, 0, 0]])
for self in (True, False):
    for src in (f(2, 4), f(of=[[1, 0, 2, 3], [0, 0, 1, 1]]), f(of=[[1, 2, 2, 3], [3, 3, 1, 1]])):
        for reduce in ('sum', 'mean', 'amax', 'amin'):
            record(f'scatter_reduce.{reduce}', torch.scatter_reduce, f(2, 3), 1, index, src, reduce, include_self=self)
    record('scatter_reduce.prod', torch.scatter_reduce, f(of=[[0, 2, 3], [1, 0, 2]]), 1, index, f(of=[[1, 0, 2, 3], [4, 5, 1, 1]]), 'prod', include_self=self)
whole = torch.tensor([[-7, 3, 2, 9], [5, -6, 1, 1]])
for reduce in ('sum', 'prod', 'mean', 'amax', 'amin'):
    record(f'scatter_reduce.{reduce}', torch.scatter_reduce, torch.tensor([[1, 2, 3], [4, 5, 6]]), 1, index, whole, reduce, include_self=False)
for reduce in ('sum', 'prod', 'mean', 'max', 'min'):
    record('segment_reduce.lengths', torch.segment_reduce, f(5), reduce, lengths=torch.tensor([2, 0, 3]), axis=0)
with open(__file__.replace('.py', '.jsonl'), 'w') as file:
    file.writelines(json.dumps(row, separators=(',', ':')) + '\n' for row in rows)
print(len(rows), 'rows')
