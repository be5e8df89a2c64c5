// Linear regression with a module, a loss, an optimizer, and the four steps of every training loop.
using Adjoint;
using Adjoint.Nn;
using Adjoint.Optim;

Tensor.ManualSeed(0);
Tensor x = [[1.0f], [2.0f], [3.0f]];
Tensor y = [[2.0f], [4.0f], [6.0f]];

var model = new LinearModel();
var criterion = new MSELoss(Reduction.Sum);
var optimizer = new SGD(model.Parameters(), lr: 0.01);
Console.WriteLine(model);

for (var epoch = 0; epoch < 1000; epoch++)
{
    var prediction = model.Call(x);               // 1. predict
    var loss = criterion.Call(prediction, y);     // 2. how wrong it is, as one number
    optimizer.ZeroGrad();                         // 3. clear the old gradients,
    loss.Backward();                              //    and back-propagate
    optimizer.Step();                             // 4. move every parameter against its gradient
    if (epoch % 200 == 0) Console.WriteLine($"epoch {epoch,3}: loss {loss.Item():E3}");
}

Console.WriteLine($"w = {model.Linear.Weight.Item():F4}");
Console.WriteLine($"b = {model.Linear.Bias!.Item():F4}");
Tensor unseen = [[4.0f]];
Console.WriteLine($"4 -> {model.Call(unseen).Data}");

public sealed partial class LinearModel : Module
{
    public Linear Linear { get; } = new(1, 1);    // holds w and b; nothing to register

    protected override Tensor Forward(Tensor x) => Linear.Call(x);
}
