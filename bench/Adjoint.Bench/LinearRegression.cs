using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>The notes' linear regression from its start: 1000 epochs over three points.</summary>
internal sealed class LinearRegression : Workload
{
    readonly Tensor _x = [[1.0f], [2.0f], [3.0f]];
    readonly Tensor _y = [[2.0f], [4.0f], [6.0f]];

    public override string Name => "linear regression, 1000 epochs";

    public override double Run()
    {
        Tensor.ManualSeed(0);
        var model = new Linear(1, 1);
        var criterion = new MSELoss(Reduction.Sum);
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        for (var epoch = 0; epoch < 1000; epoch++)
        {
            var loss = criterion.Call(model.Call(_x), _y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }
        return model.Weight.Item();
    }
}
