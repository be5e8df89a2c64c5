using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>Graphs so small that only what surrounds the arithmetic counts.</summary>
internal static class Tiny
{
    public static IEnumerable<Workload> Workloads =>
    [
        new ManualLoop(),
        new LinearRegression(),
        new SmallNetwork(),
        new OneElement("x * 2", gradient: false),
        new OneElement("x * 2, with gradient", gradient: true),
    ];
}

/// <summary>One step of the notes' loop by hand: predict with one weight, loss, back-propagate, update, clear.</summary>
internal sealed class ManualLoop() : Workload("manual loop, one step")
{
    public override Func<Tensor?> SetUp()
    {
        Tensor w = [1.0f];
        w.RequiresGrad = true;
        return () =>
        {
            var loss = (w * 2 - 4).Pow(2);
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.01 * w.Grad!;
            w.Grad = null;
            return loss;
        };
    }
}

/// <summary>The notes' linear regression from its start: 1000 epochs over three points.</summary>
internal sealed class LinearRegression() : Workload("linear regression, 1000 epochs")
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = [[1.0f], [2.0f], [3.0f]], y = [[2.0f], [4.0f], [6.0f]];
        return () => Train(x, y);
    }

    static Tensor Train(Tensor x, Tensor y)
    {
        Tensor.ManualSeed(0);
        var model = new Linear(1, 1);
        var criterion = new MSELoss(Reduction.Sum);
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        for (var epoch = 0; epoch < 1000; epoch++)
        {
            using var scope = Engine.Scope();
            var loss = criterion.Call(model.Call(x), y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }
        return model.Weight.Detach();
    }
}

/// <summary>One step of Adam on a network of 8-32-32-1 with tanh, 32 rows.</summary>
internal sealed class SmallNetwork() : Workload("MLP 8-32-32-1, one step of Adam")
{
    public override Func<Tensor?> SetUp()
    {
        var model = new Sequential(new Linear(8, 32), new Tanh(), new Linear(32, 32), new Tanh(), new Linear(32, 1));
        Tensor x = Tensor.Randn([32, 8]), y = Tensor.Randn([32, 1]);
        var criterion = new MSELoss();
        var optimizer = new Adam(model.Parameters());
        return () =>
        {
            var loss = criterion.Call(model.Call(x), y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss;
        };
    }
}

/// <summary>One operation on one element.</summary>
internal sealed class OneElement(string name, bool gradient) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = [1.5f], two = [2.0f];
        x.RequiresGrad = gradient;
        return () => x * two;
    }
}
