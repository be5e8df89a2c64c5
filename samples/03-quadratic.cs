// The lecture's exercise: y = w1 x² + w2 x + b, whose gradients can be checked with pencil and paper.
using Adjoint;

float[] xData = [1.0f, 2.0f, 3.0f];
float[] yData = [2.0f, 4.0f, 6.0f];
Tensor w1 = [1.0f], w2 = [1.0f], b = [1.0f];
Tensor[] weights = [w1, w2, b];
foreach (var weight in weights) weight.RequiresGrad = true;

Tensor Forward(float x) => w1 * (x * x) + w2 * x + b;

// At the start y(2) = 7, so the loss is (7 - 4)² = 9 and ∂loss/∂y = 6: the gradients are 6·4, 6·2 and 6.
var first = (Forward(2) - 4).Pow(2);
first.Backward();
Console.WriteLine($"gradients at x = 2: {w1.Grad!.Item()} {w2.Grad!.Item()} {b.Grad!.Item()}");
foreach (var weight in weights) weight.Grad = null;

var loss = first;
for (var epoch = 0; epoch < 2000; epoch++)
{
    foreach (var (x, y) in xData.Zip(yData))
    {
        loss = (Forward(x) - y).Pow(2);
        loss.Backward();
        using var mode = Autograd.NoGrad();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] -= 0.01 * weights[i].Grad!;
            weights[i].Grad = null;
        }
    }
}
Console.WriteLine($"y = {w1.Item():F3} x² + {w2.Item():F3} x + {b.Item():F3}");
Console.WriteLine($"4 -> {Forward(4).Item():F3}");
