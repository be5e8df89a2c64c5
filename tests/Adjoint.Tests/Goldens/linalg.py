"""What PyTorch's linear algebra gives where the evidence folder has nothing: results and, for a sum of weighted results, gradients.

Writes linalg.json beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/linalg.py
"""
import json
import os

import torch

torch.manual_seed(4)
L = torch.linalg
R = lambda *s: torch.randn(*s, dtype=torch.float64)
S = lambda n, *b: (lambda x: x + x.mT)(R(*b, n, n))
P = lambda n, *b: (lambda x: x @ x.mT + torch.eye(n, dtype=torch.float64))(R(*b, n, n))

# PyTorch 1.13 changes an inverse in place that the gradient of these conditions needs: they are recorded without one.
CASES = {
    "Slogdet": (lambda a: L.slogdet(a), [R(2, 3, 3)]),
    "Logdet": (lambda a: torch.logdet(a), [P(3, 2)]),
    "Det": (lambda a: L.det(a), [R(3, 4, 4)]),
    "Eigh": (lambda a: (lambda v: (v[0], v[1].abs()))(L.eigh(a)), [S(4, 2)]),
    "Eigh upper": (lambda a: (lambda v: (v[0], v[1].abs()))(L.eigh(a, "U")), [R(3, 3)]),
    "Eigvalsh": (lambda a: L.eigvalsh(a), [S(4, 2)]),
    "Svdvals": (lambda a: L.svdvals(a), [R(2, 3, 5)]),
    "Lstsq": (lambda a, b: L.lstsq(a, b).solution, [R(5, 3), R(5, 2)]),
    "Lstsq wide": (lambda a, b: L.lstsq(a, b).solution, [R(2, 3, 5), R(2, 3, 2)]),
    "MatrixRank": (lambda a: L.matrix_rank(a), [R(2, 4, 2) @ R(2, 2, 4)]),
    "MatrixRank atol": (lambda a: L.matrix_rank(a, atol=2.0), [R(5, 4)]),
    "MatrixRank rtol": (lambda a: L.matrix_rank(a, rtol=0.5), [R(5, 4)]),
    "Pinv": (lambda a: L.pinv(a), [R(2, 3, 5)]),
    "Pinv rtol": (lambda a: L.pinv(a, rtol=0.4), [R(5, 4)]),
    "Pinv atol": (lambda a: L.pinv(a, atol=1.5), [R(4, 4)]),
    "Cond 1": (lambda a: L.cond(a.detach(), 1), [R(2, 3, 3)]),
    "Cond -2": (lambda a: L.cond(a, -2), [R(4, 3)]),
    "Cond fro": (lambda a: L.cond(a.detach(), "fro"), [R(3, 3)]),
    "Cond nuc": (lambda a: L.cond(a.detach(), "nuc"), [R(3, 3)]),
    "MatrixNorm 2": (lambda a: L.matrix_norm(a, 2, (0, 2)), [R(3, 2, 4)]),
    "MatrixNorm -1": (lambda a: L.matrix_norm(a, -1, (2, 0), keepdim=True), [R(3, 2, 4)]),
    "MatrixNorm nuc": (lambda a: L.matrix_norm(a, "nuc", (2, 1)), [R(3, 2, 4)]),
    "MatrixPower -3": (lambda a: L.matrix_power(a, -3), [R(2, 3, 3)]),
    "MatrixPower 0": (lambda a: L.matrix_power(a, 0), [R(2, 3, 3)]),
    "MatrixExp": (lambda a: L.matrix_exp(a), [5 * R(2, 4, 4)]),
    "MultiDot": (lambda *t: L.multi_dot(t), [R(4), R(4, 3), R(3, 5), R(5, 2)]),
    "TensorSolve": (lambda a, b: L.tensorsolve(a, b, dims=(0, 2)), [R(3, 6, 2), R(6)]),
    "Vander": (lambda x: L.vander(x), [R(2, 4)]),
    "LuSolve right": (lambda a, b: L.lu_solve(*L.lu_factor(a), b, left=False), [R(3, 3), R(2, 2, 3)]),
    "LuSolve adjoint": (lambda a, b: L.lu_solve(*L.lu_factor(a), b, adjoint=True), [R(2, 3, 3), R(2, 3, 2)]),
    "Solve right": (lambda a, b: L.solve(a, b, left=False), [R(2, 3, 3), R(2, 4, 3)]),
    "SolveTriangular": (lambda a, b: L.solve_triangular(a, b, upper=True, left=False, unitriangular=True), [R(3, 3), R(2, 4, 3)]),
    "CholeskySolve": (lambda a, b: torch.cholesky_solve(b, L.cholesky(a)), [P(3, 2), R(2, 3, 2)]),
    "Qr complete": (lambda a: L.qr(a, "complete"), [R(3, 5)]),
    "HouseholderProduct": (lambda a, t: L.householder_product(a, t), [R(5, 3), R(3)]),
    "Cross": (lambda a, b: L.cross(a, b, dim=0), [R(3, 2), R(3, 1)]),
}


def tensor(t):
    return {"shape": list(t.shape), "data": [float(v) for v in t.detach().to(torch.float64).flatten()]}


def record(call, inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    outputs = call(*inputs)
    outputs = list(outputs) if isinstance(outputs, tuple) else [outputs]
    row = {"inputs": [tensor(x) for x in inputs], "outputs": [tensor(y) for y in outputs], "gradients": None}
    tracked = [y for y in outputs if y.requires_grad]
    if tracked:
        # The weights of the results are 1, 2, 3, ...
        sum((y * torch.arange(1, y.numel() + 1, dtype=torch.float64).reshape(y.shape)).sum() for y in tracked).backward()
        row["gradients"] = [tensor(torch.zeros_like(x) if x.grad is None else x.grad) for x in inputs]
    return row


with open(os.path.join(os.path.dirname(__file__), "linalg.json"), "w") as file:
    rows = [json.dumps(name) + ": " + json.dumps(record(*case)) for name, case in CASES.items()]
    file.write("{\n" + ",\n".join(rows) + "\n}\n")
