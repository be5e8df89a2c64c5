// Gradients of gradients: derivatives are written in tensor operations, so they can be differentiated again.
using Adjoint;

Tensor x = Tensor.From([0.5, -1.0, 2.0], requiresGrad: true);

var y = x.Pow(4).Sum();
var first = Autograd.Grad(y, x, createGraph: true);      // 4 x³
var second = Autograd.Grad(first.Sum(), x);              // 12 x²
Console.WriteLine(first.Detach());
Console.WriteLine(second);

static Tensor Rosenbrock(Tensor p) => 100 * (p[1] - p[0] * p[0]).Pow(2) + (1 - p[0]).Pow(2);

// Newton's method: the Hessian says how far to go.
Tensor point = Tensor.From([-1.2, 1.0]);
for (var step = 0; step < 8; step++)
{
    var g = Autograd.Vjp(Rosenbrock, point).Product;
    var h = Autograd.Hessian(Rosenbrock, point);
    var determinant = h[0, 0] * h[1, 1] - h[0, 1] * h[1, 0];
    Tensor inverse = [[h[1, 1], -h[0, 1]], [-h[1, 0], h[0, 0]]];
    point = point - inverse.Matmul(g) / determinant;
}
Console.WriteLine($"minimum of the Rosenbrock function: ({point[0].Item():F6}, {point[1].Item():F6})");
Console.WriteLine($"checked against differences: {Autograd.GradGradCheck(Rosenbrock, Tensor.From([-1.2, 1.0]))}");
