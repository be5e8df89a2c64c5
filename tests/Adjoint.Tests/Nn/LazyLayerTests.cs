using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Nn;

[Collection(nameof(Alone))]
public class LazyLayerTests
{
    static readonly JsonElement s_lazy = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("layers.json"))).RootElement.GetProperty("lazy");

    public static TheoryData<string> Names => [.. s_lazy.EnumerateObject().Select(each => each.Name)];

    static Module Make(string name) => name switch
    {
        "LazyLinear" => new LazyLinear(3),
        "LazyConv1d" => new LazyConv1d(3, 2),
        "LazyConv2d" => new LazyConv2d(4, 2, groups: 2),
        "LazyConv3d" => new LazyConv3d(1, 2, bias: false),
        "LazyConvTranspose2d" => new LazyConvTranspose2d(3, 2),
        "LazyBatchNorm2d" => new LazyBatchNorm2d(),
        _ => new LazyInstanceNorm1d(),
    };

    [Theory, MemberData(nameof(Names))]
    public void TheFirstInputGivesTheShapeAndPyTorchsNumbers(string name)
    {
        var golden = s_lazy.GetProperty(name);
        Tensor.ManualSeed(9);
        var layer = Make(name);
        Assert.Equal(golden.GetProperty("printed").GetString(), layer.ToString());
        Assert.Contains($"{name}(", Assert.Throws<InvalidOperationException>(() => layer.StateDict()).Message);
        var parameters = layer.Parameters().ToArray();
        Goldens.AssertClose(golden.GetProperty("y"), layer.Call(Goldens.Read(golden.GetProperty("x")).To(DType.Float32)).Detach(), 1e-5, name);
        var state = layer.StateDict();
        foreach (var entry in golden.GetProperty("state").EnumerateObject()) Goldens.AssertClose(entry.Value, state[entry.Name], 1e-6, entry.Name);
        Assert.Equal(golden.GetProperty("next").GetDouble(), Tensor.Rand([]).Item(), 6);
        Assert.Equal(parameters, layer.Parameters(), ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void AnOptimizerMadeBeforeTheFirstCallLearnsTheParameters()
    {
        var model = new Sequential(new LazyLinear(4), new Tanh(), new LazyLinear(1));
        var optimizer = new Adam(model.Parameters(), lr: 0.01);
        var (x, losses) = (Tensor.Randn([16, 3]), new List<double>());
        for (var i = 0; i < 30; i++)
        {
            var loss = (model.Call(x) - 1).Square().Mean();
            losses.Add(loss.Item());
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }
        Assert.True(losses[^1] < losses[0] / 2, $"{losses[0]} -> {losses[^1]}");
    }

    [Fact]
    public void AStateDictGivesTheShapeToo()
    {
        Sequential Make(bool isLazy) => isLazy
            ? new(new LazyConv2d(3, 2), new LazyBatchNorm2d(), new Flatten(), new LazyLinear(2, dtype: DType.Float64))
            : new(new Conv2d(2, 3, 2), new BatchNorm2d(3), new Flatten(), new Linear(12, 2, dtype: DType.Float64));
        var (lazy, plain) = (Make(true), Make(false));
        lazy.LoadStateDict(plain.StateDict());
        Assert.Equal(plain.StateDict().Select(entry => (entry.Key, entry.Value.Shape, entry.Value.DType)),
            lazy.StateDict().Select(entry => (entry.Key, entry.Value.Shape, entry.Value.DType)));
        foreach (var (name, tensor) in plain.StateDict()) Assert.Equal(tensor.ToArray<double>(), lazy.StateDict()[name].ToArray<double>());
        Assert.Equal(3, ((BatchNorm)lazy[1]).NumFeatures);
        // Then it is fixed.
        Assert.Contains("weight has shape", Assert.Throws<InvalidOperationException>(() =>
            lazy.LoadStateDict(new Sequential(new Conv2d(5, 3, 2), new BatchNorm2d(3), new Flatten(), new Linear(12, 2)).StateDict())).Message);
    }

    [Fact]
    public void AnInputThatDoesNotFitLeavesTheShapeOpen()
    {
        var layer = new LazyConv2d(4, 2, groups: 2);
        Assert.Contains("LazyConv2d", Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([3, 4, 4]))).Message);
        Assert.Contains("LazyConv2d", Assert.Throws<ArgumentException>(() => layer.Call(Tensor.Zeros([3]))).Message);
        Assert.Equal(new Shape([1, 4, 3, 3]), layer.Call(Tensor.Zeros([1, 6, 4, 4])).Shape);
        Assert.Contains("LazyLinear", Assert.Throws<ArgumentException>(() => new LazyLinear(3).Call(1f)).Message);
        Assert.Contains("LazyBatchNorm1d", Assert.Throws<ArgumentException>(() => new LazyBatchNorm1d().Call(Tensor.Zeros([2, 3, 4, 5]))).Message);
    }
}
