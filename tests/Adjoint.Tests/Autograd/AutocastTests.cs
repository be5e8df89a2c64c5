using Adjoint.Nn;
using Adjoint.Optim;
using AD = Adjoint.Autograd;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Autograd;

[Collection(nameof(Alone))]
public class AutocastTests
{
    static Tensor Random(params long[] sizes) => Tensor.Randn(Shape.Create(sizes), generator: new Generator(sizes.Length + sizes[0]));

    static readonly Dictionary<string, (Tensor[] Inputs, Func<Tensor[], Tensor> Function)> s_products = new()
    {
        ["Matmul"] = ([Random(3, 4), Random(4, 5)], x => x[0].Matmul(x[1])),
        ["vector"] = ([Random(3, 4), Random(4)], x => x[0].Matmul(x[1])),
        ["Bmm"] = ([Random(2, 3, 4), Random(2, 4, 5)], x => x[0].Bmm(x[1])),
        ["Einsum"] = ([Random(2, 3, 4), Random(2, 4, 5)], x => Tensor.Einsum("bij,bjk->bik", x[0], x[1])),
        ["Linear"] = ([Random(3, 4), Random(5, 4), Random(5)], x => x[0].Linear(x[1], x[2])),
        ["Linear without bias"] = ([Random(3, 4), Random(5, 4)], x => x[0].Linear(x[1])),
        ["Conv1d"] = ([Random(2, 3, 8), Random(4, 3, 3), Random(4)], x => F.Conv1d(x[0], x[1], x[2])),
        ["Conv2d"] = ([Random(2, 3, 8, 8), Random(4, 3, 3, 3), Random(4)], x => F.Conv2d(x[0], x[1], x[2])),
        ["ConvTranspose2d"] = ([Random(2, 3, 8, 8), Random(3, 4, 3, 3), Random(4)], x => F.ConvTranspose2d(x[0], x[1], x[2])),
        ["attention"] = ([Random(2, 5, 8), Random(2, 6, 8), Random(2, 6, 8)], x => F.ScaledDotProductAttention(x[0], x[1], x[2])),
        ["masked attention"] = ([Random(2, 5, 8), Random(2, 6, 8), Random(2, 6, 8), Random(5, 6)], x => F.ScaledDotProductAttention(x[0], x[1], x[2], x[3])),
    };

    static readonly Dictionary<string, Func<Tensor, Tensor>> s_sums = new()
    {
        ["Sum"] = x => x.Sum(),
        ["Mean"] = x => x.Mean([1]),
        ["Prod"] = x => x.Prod(),
        ["Var"] = x => x.Var(),
        ["Std"] = x => x.Std([0]),
        ["Norm"] = x => x.Norm(),
        ["LogSumExp"] = x => x.LogSumExp(1),
        ["CumSum"] = x => x.CumSum(0),
        ["Softmax"] = x => x.Softmax(1),
        ["LogSoftmax"] = x => x.LogSoftmax(1),
        ["LayerNorm"] = x => F.LayerNorm(x, [6], Tensor.Ones([6]), Tensor.Zeros([6])),
        ["BatchNorm"] = x => F.BatchNorm(x, null, null, Tensor.Ones([6]), training: true),
        ["MSELoss"] = x => F.MseLoss(x, x.Detach() + 1),
        ["L1Loss"] = x => F.L1Loss(x, x.Detach() + 1),
        ["CrossEntropy"] = x => F.CrossEntropy(x, Tensor.From(new long[] { 0, 5, 2, 1 })),
        ["BCEWithLogits"] = x => F.BinaryCrossEntropyWithLogits(x, x.Detach().Sigmoid()),
    };

    public static TheoryData<string, DType> Products => Each(s_products.Keys);

    public static TheoryData<string, DType> Sums => Each(s_sums.Keys);

    static TheoryData<string, DType> Each(IEnumerable<string> names)
    {
        var data = new TheoryData<string, DType>();
        foreach (var name in names)
        {
            data.Add(name, DType.BFloat16);
            data.Add(name, DType.Float16);
        }
        return data;
    }

    static Tensor[] Leaves(IEnumerable<Tensor> tensors)
    {
        Tensor[] leaves = [.. tensors.Select(x => x.Detach().Clone())];
        foreach (var leaf in leaves) leaf.RequiresGrad = true;
        return leaves;
    }

    [Theory, MemberData(nameof(Products))]
    public void ProductsAreThoseOfConvertedInputs(string name, DType dtype)
    {
        var (inputs, function) = s_products[name];
        Tensor[] automatic = Leaves(inputs), byHand = Leaves(inputs);
        Tensor y;
        using (AD.Autocast(dtype)) y = function(automatic);
        var expected = function([.. byHand.Select(x => x.To(dtype))]);
        Assert.Equal(dtype, y.DType);
        Assert.Equal(expected.To(DType.Float32).ToArray<float>(), y.To(DType.Float32).ToArray<float>());
        y.To(DType.Float32).Square().Sum().Backward();
        expected.To(DType.Float32).Square().Sum().Backward();
        foreach (var (a, b) in automatic.Zip(byHand))
        {
            Assert.Equal(DType.Float32, a.Grad!.DType);
            Assert.Equal(b.Grad!.ToArray<float>(), a.Grad!.ToArray<float>());
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void InputsOfBothTypesAreMadeOne(string name, DType dtype)
    {
        var (inputs, function) = s_products[name];
        for (var half = 0; half < inputs.Length; half++)
        {
            Tensor[] mixed = [.. inputs];
            mixed[half] = mixed[half].To(dtype);
            using var scope = AD.Autocast(dtype);
            Assert.Equal(function(inputs).To(DType.Float32).ToArray<float>(), function(mixed).To(DType.Float32).ToArray<float>());
        }
    }

    [Theory, MemberData(nameof(Sums))]
    public void SumsAndWhatIsMadeOfThemAreInSinglePrecision(string name, DType dtype)
    {
        var x = Random(4, 6).To(dtype);
        var expected = s_sums[name](x.To(DType.Float32));
        using var scope = AD.Autocast(dtype);
        var y = s_sums[name](x);
        Assert.Equal(DType.Float32, y.DType);
        // Differences of half numbers are half numbers, as everywhere outside of sums.
        var tolerance = name == "L1Loss" ? 0.02 : name is "MSELoss" or "BCEWithLogits" ? 0.02 : 0;
        foreach (var (e, a) in expected.ToArray<float>().Zip(y.ToArray<float>())) Assert.Equal(e, a, tolerance);
    }

    [Fact]
    public void DoublePrecisionStaysAsItIs()
    {
        Tensor a = Random(3, 4).To(DType.Float64), b = Random(4, 5).To(DType.Float64);
        using var scope = AD.Autocast();
        Assert.Equal(DType.Float64, a.Matmul(b).DType);
        Assert.Equal(DType.Float64, a.Linear(b.T).DType);
        Assert.Equal(DType.Float64, a.Softmax(1).DType);
        Assert.Equal(DType.Int64, Tensor.Ones([2, 2], DType.Int64).Matmul(Tensor.Ones([2, 2], DType.Int64)).DType);
        Assert.Throws<ArgumentException>(() => F.Conv1d(Random(1, 1, 3), Random(1, 1, 3).To(DType.Float64)));
    }

    [Fact]
    public void ScopesNestAndConcernTheirThread()
    {
        var x = Random(3, 3);
        Assert.Null(AD.AutocastDType);
        using (AD.Autocast(DType.Float16))
        {
            Assert.Equal(DType.Float16, AD.AutocastDType);
            using (AD.Autocast(DType.BFloat16)) Assert.Equal(DType.BFloat16, x.Matmul(x).DType);
            using (AD.Autocast(enabled: false)) Assert.Equal(DType.Float32, x.Matmul(x).DType);
            using (AD.NoGrad()) Assert.Equal((DType.Float16, false), (x.Matmul(x).DType, AD.IsGradEnabled));
            Assert.Equal((DType.Float16, true), (x.Matmul(x).DType, AD.IsGradEnabled));
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() => Assert.Equal(DType.Float32, x.Matmul(x).DType)));
            thread.Start();
            thread.Join();
            Assert.Null(failure);
        }
        Assert.Equal(DType.Float32, x.Matmul(x).DType);
        Assert.Throws<ArgumentException>(() => AD.Autocast(DType.Float32));
    }

    [Fact]
    public void TheBackwardPassIsTheSameInsideAndOutside()
    {
        Tensor[] inside = Leaves([Random(3, 4), Random(4, 5)]), outside = Leaves([Random(3, 4), Random(4, 5)]);
        using (AD.Autocast()) inside[0].Matmul(inside[1]).Tanh().Sum().Backward();
        Tensor loss;
        using (AD.Autocast()) loss = outside[0].Matmul(outside[1]).Tanh().Sum();
        loss.Backward();
        foreach (var (a, b) in inside.Zip(outside)) Assert.Equal(b.Grad!.ToArray<float>(), a.Grad!.ToArray<float>());
    }

    [Fact]
    public void ACheckpointComputesAgainAsItDidBefore()
    {
        Tensor[] plain = Leaves([Random(3, 4), Random(4, 5)]), again = Leaves([Random(3, 4), Random(4, 5)]);
        using (AD.Autocast())
        {
            plain[0].Matmul(plain[1]).Tanh().Sum().Backward();
            AD.Checkpoint(() => again[0].Matmul(again[1]).Tanh()).Sum().Backward();
        }
        foreach (var (a, b) in again.Zip(plain)) Assert.Equal(b.Grad!.ToArray<float>(), a.Grad!.ToArray<float>());
    }

    [Fact]
    public void SecondDerivativesGoThrough()
    {
        Tensor[] inputs = Leaves([Random(3, 3)]);
        Tensor first;
        using (AD.Autocast()) first = AD.Grad([inputs[0].Matmul(inputs[0]).Square().Sum()], inputs, createGraph: true)[0]!;
        first.Square().Sum().Backward();
        Assert.Equal(DType.Float32, inputs[0].Grad!.DType);
        Assert.All(inputs[0].Grad!.ToArray<float>(), x => Assert.True(float.IsFinite(x)));
    }

    public static TheoryData<string, DType> Models => Each(["convolutions", "LSTM", "transformer"]);

    [Theory, MemberData(nameof(Models))]
    public void ModelsLearnInMixedPrecision(string name, DType dtype)
    {
        Tensor.ManualSeed(1);
        var (parameters, forward) = Model(name);
        var target = Tensor.From(Enumerable.Range(0, 16).Select(i => (long)(i % 2)).ToArray());
        var optimizer = new Adam(parameters, lr: 0.01);
        var scaler = new GradScaler(initScale: 1024, enabled: dtype == DType.Float16);
        double first = 0, last = 0;
        for (var step = 0; step < 30; step++)
        {
            optimizer.ZeroGrad();
            Tensor loss;
            using (AD.Autocast(dtype))
            {
                var y = forward();
                Assert.Equal(dtype, y.DType);
                loss = F.CrossEntropy(y, target);
            }
            Assert.Equal(DType.Float32, loss.DType);
            scaler.Scale(loss).Backward();
            Assert.True(scaler.Step(optimizer));
            scaler.Update();
            Assert.All(parameters, parameter => Assert.Equal((DType.Float32, DType.Float32), (parameter.DType, parameter.Grad?.DType ?? DType.Float32)));
            last = loss.Item();
            if (step == 0) first = last;
        }
        Assert.True(last < 0.5 * first, $"from {first} to {last}");
    }

    static (List<Parameter> Parameters, Func<Tensor> Forward) Model(string name)
    {
        var head = new Linear(8, 2);
        switch (name)
        {
            case "convolutions":
                var images = Tensor.Randn([16, 1, 8, 8]);
                var net = new Sequential(
                    new Conv2d(1, 8, 3, padding: 1), new BatchNorm2d(8), new ReLU(), new MaxPool2d(2), new Conv2d(8, 8, 3),
                    new ReLU(), new AdaptiveAvgPool2d(1), new Flatten(), head);
                return ([.. net.Parameters()], () => net.Call(images));
            case "LSTM":
                var sequences = Tensor.Randn([16, 5, 4]);
                var lstm = new LSTM(4, 8, numLayers: 2, batchFirst: true);
                return ([.. lstm.Parameters(), .. head.Parameters()], () => head.Call(lstm.Call(sequences).Item1.Select(1, -1)));
            default:
                var words = Tensor.Randn([16, 5, 8]);
                var layer = new TransformerEncoderLayer(8, 2, 16, dropout: 0, batchFirst: true);
                return ([.. layer.Parameters(), .. head.Parameters()], () => head.Call(layer.Call(words).Mean([1])));
        }
    }
}
