// An operation of your own: what it computes, and its derivative.
using Adjoint;

// Rounds in the forward pass, and lets the gradient through as if it had not: the straight-through estimator.
static Tensor Quantize(Tensor x) => Autograd.Custom(
    [x],
    forward: v => v[0].Round(),
    backward: (gradient, v, output) => [gradient],
    name: "Quantize");

Tensor x = Tensor.From([0.2f, 1.7f, -2.4f], requiresGrad: true);
var y = Quantize(x);
Console.WriteLine(y);
(y * y).Sum().Backward();
Console.WriteLine(x.Grad);

// With a derivative that is checked.
static Tensor LogCosh(Tensor t) => Autograd.Custom(
    [t], v => v[0].Cosh().Log(), (g, v, _) => [g * v[0].Tanh()], "LogCosh");
Console.WriteLine($"the derivative is right: {Autograd.GradCheck(LogCosh, Tensor.From([0.5, -1.0, 2.0]))}");
Console.WriteLine($"and the second one: {Autograd.GradGradCheck(LogCosh, Tensor.From([0.5, -1.0, 2.0]))}");
