namespace Adjoint.Bench;

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

internal sealed class ManualLoop() : Workload("manual loop, one step")
{
    public override Func<Tensor?> SetUp()
    {
        var w = tensor(new[] { 1.0f }, requires_grad: true);
        return () =>
        {
            var loss = (w * 2 - 4).pow(2);
            loss.backward();
            using (no_grad()) w.sub_(0.01 * w.grad!);
            w.grad = null;
            return loss;
        };
    }
}

internal sealed class LinearRegression() : Workload("linear regression, 1000 epochs")
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = tensor(new[,] { { 1.0f }, { 2.0f }, { 3.0f } }), y = tensor(new[,] { { 2.0f }, { 4.0f }, { 6.0f } });
        return () => Train(x, y);
    }

    static Tensor Train(Tensor x, Tensor y)
    {
        manual_seed(0);
        using var model = nn.Linear(1, 1);
        using var criterion = nn.MSELoss(nn.Reduction.Sum);
        using var optimizer = optim.SGD(model.parameters(), 0.01);
        for (var epoch = 0; epoch < 1000; epoch++)
        {
            using var scope = Engine.Scope();
            var loss = criterion.call(model.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        return model.weight!.detach().clone();
    }
}

internal sealed class SmallNetwork() : Workload("MLP 8-32-32-1, one step of Adam")
{
    public override Func<Tensor?> SetUp()
    {
        var model = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 1));
        Tensor x = randn(32, 8), y = randn(32, 1);
        var criterion = nn.MSELoss();
        var optimizer = optim.Adam(model.parameters());
        return () =>
        {
            var loss = criterion.call(model.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss;
        };
    }
}

internal sealed class OneElement(string name, bool gradient) : Workload(name)
{
    public override Func<Tensor?> SetUp()
    {
        Tensor x = tensor(new[] { 1.5f }, requires_grad: gradient), two = tensor(new[] { 2.0f });
        return () => x * two;
    }
}
