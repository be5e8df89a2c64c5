using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Adjoint.Bench;

/// <summary>The workloads of Adjoint.Bench as a TorchSharp user writes them, each in a dispose scope, or they leak.</summary>
internal sealed class ManualStep : Workload
{
    readonly Tensor _w = tensor(new[] { 1.0f }, requires_grad: true);

    public override string Name => "manual loop, one step";

    public override double Run()
    {
        using var scope = NewDisposeScope();
        var loss = (_w * 2 - 4).pow(2);
        loss.backward();
        using (no_grad()) _w.sub_(0.01 * _w.grad!);
        _w.grad = null;
        return 0;
    }
}

internal sealed class LinearRegression : Workload
{
    readonly Tensor _x = tensor(new[,] { { 1.0f }, { 2.0f }, { 3.0f } }), _y = tensor(new[,] { { 2.0f }, { 4.0f }, { 6.0f } });

    public override string Name => "linear regression, 1000 epochs";

    public override double Run()
    {
        manual_seed(0);
        using var model = nn.Linear(1, 1);
        using var criterion = nn.MSELoss(nn.Reduction.Sum);
        using var optimizer = optim.SGD(model.parameters(), 0.01);
        for (var epoch = 0; epoch < 1000; epoch++)
        {
            using var scope = NewDisposeScope();
            var loss = criterion.call(model.call(_x), _y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        return model.weight!.item<float>();
    }
}

internal sealed class SmallNetwork : Workload
{
    readonly Sequential _model = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 1));
    readonly Tensor _x = randn(32, 8), _y = randn(32, 1);
    readonly MSELoss _criterion = nn.MSELoss();
    readonly optim.Optimizer _optimizer;

    public SmallNetwork() => _optimizer = optim.Adam(_model.parameters());

    public override string Name => "MLP 8-32-32-1, one step of Adam";

    public override double Run()
    {
        using var scope = NewDisposeScope();
        var loss = _criterion.call(_model.call(_x), _y);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }
}

internal sealed class MatrixProduct(int size) : Workload
{
    readonly Tensor _a = rand(size, size), _b = rand(size, size);

    public override string Name => $"matrix product {size}";

    public override double Run()
    {
        using var scope = NewDisposeScope();
        return _a.matmul(_b).NumberOfElements;
    }
}
