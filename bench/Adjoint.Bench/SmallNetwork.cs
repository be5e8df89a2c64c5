using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>One step of Adam on a network of 8-32-32-1 with tanh, 32 rows.</summary>
internal sealed class SmallNetwork : Workload
{
    readonly Sequential _model = new(new Linear(8, 32), new Tanh(), new Linear(32, 32), new Tanh(), new Linear(32, 1));
    readonly Tensor _x = Tensor.Randn([32, 8]);
    readonly Tensor _y = Tensor.Randn([32, 1]);
    readonly MSELoss _criterion = new();
    readonly Adam _optimizer;

    public SmallNetwork() => _optimizer = new Adam(_model.Parameters());

    public override string Name => "MLP 8-32-32-1, one step of Adam";

    public override double Run()
    {
        var loss = _criterion.Call(_model.Call(_x), _y);
        _optimizer.ZeroGrad();
        loss.Backward();
        _optimizer.Step();
        return loss.Item();
    }
}
