// Back-propagation by hand: one weight, y = x * w, and gradient descent on the squared error.
using Adjoint;

float[] xData = [1.0f, 2.0f, 3.0f];
float[] yData = [2.0f, 4.0f, 6.0f];

Tensor w = [1.0f];          // the first guess
w.RequiresGrad = true;      // gradients are not kept unless asked for

Tensor Forward(float x) => x * w;
Tensor Loss(float x, float y) => (Forward(x) - y).Pow(2);

Console.WriteLine($"before training, 4 -> {Forward(4).Item()}");
for (var epoch = 0; epoch < 100; epoch++)
{
    var last = 0.0;
    foreach (var (x, y) in xData.Zip(yData))
    {
        var loss = Loss(x, y);                        // forward: builds the graph
        loss.Backward();                              // backward: fills w.Grad and frees the graph
        using (Autograd.NoGrad()) w -= 0.01 * w.Grad!; // numbers only: no graph
        w.Grad = null;                                // or the next gradient is added to this one
        last = loss.Item();
    }
    if (epoch % 20 == 0) Console.WriteLine($"epoch {epoch,2}: w {w.Item():F6}, loss {last:E3}");
}
Console.WriteLine($"after training, 4 -> {Forward(4).Item():F4}");
