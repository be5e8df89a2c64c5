using System.Text.Json;
using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

/// <summary>What tests/Adjoint.Tests/Goldens/losses.py wrote.</summary>
[Collection(nameof(Alone))]
public class LossGoldensTests
{
    static readonly JsonElement[] s_rows = [.. File.ReadLines(TestFiles.Golden("losses.jsonl")).Select(line => JsonElement.Parse(line))];

    static readonly Dictionary<string, Func<Tensor[], Options, Tensor>> s_functions = new()
    {
        ["smooth_l1"] = (t, o) => F.SmoothL1Loss(t[0], t[1], o.Reduction, o.Number("beta")),
        ["huber"] = (t, o) => F.HuberLoss(t[0], t[1], o.Reduction, o.Number("delta")),
        ["kl_div"] = (t, o) => F.KlDiv(t[0], t[1], o.Reduction, o.Flag("log_target")),
        ["poisson_nll"] = (t, o) => F.PoissonNllLoss(t[0], t[1], o.Flag("log_input"), o.Flag("full"), o.Number("eps"), o.Reduction),
        ["gaussian_nll"] = (t, o) => F.GaussianNllLoss(t[0], t[1], t[2], o.Flag("full"), o.Number("eps", 1e-6), o.Reduction),
        ["hinge_embedding"] = (t, o) => F.HingeEmbeddingLoss(t[0], t[1], o.Number("margin"), o.Reduction),
        ["soft_margin"] = (t, o) => F.SoftMarginLoss(t[0], t[1], o.Reduction),
        ["focal"] = (t, o) => F.SigmoidFocalLoss(t[0], t[1], o.Number("alpha"), o.Number("gamma"), o.Reduction),
        ["cosine_embedding"] = (t, o) => F.CosineEmbeddingLoss(t[0], t[1], t[2], o.Number("margin"), o.Reduction),
        ["margin_ranking"] = (t, o) => F.MarginRankingLoss(t[0], t[1], t[2], o.Number("margin"), o.Reduction),
        ["triplet_margin"] = (t, o) => F.TripletMarginLoss(t[0], t[1], t[2], o.Number("margin"), o.Number("p"), o.Number("eps"), o.Flag("swap"), o.Reduction),
        ["triplet_margin_with_distance"] = (t, o) => F.TripletMarginWithDistanceLoss(t[0], t[1], t[2], null, o.Number("margin"), o.Flag("swap"), o.Reduction),
        ["multi_margin"] = (t, o) => F.MultiMarginLoss(t[0], t[1], (int)o.Number("p", 1), o.Number("margin", 1), o.Weight, o.Reduction),
        ["multilabel_margin"] = (t, o) => F.MultilabelMarginLoss(t[0], t[1], o.Reduction),
        ["multilabel_soft_margin"] = (t, o) => F.MultilabelSoftMarginLoss(t[0], t[1], o.Weight, o.Reduction),
        ["cross_entropy"] = (t, o) => F.CrossEntropy(t[0], t[1], o.Weight, (long)o.Number("ignore_index", -100), o.Reduction, o.Number("label_smoothing")),
        ["ctc"] = (t, o) => F.CtcLoss(t[0], t[1], t[2], t[3], (long)o.Number("blank", 0), o.Reduction, o.Flag("zero_infinity")),
        ["cosine_similarity"] = (t, o) => F.CosineSimilarity(t[0], t[1], (int)o.Number("dim")),
        ["pairwise_distance"] = (t, o) => F.PairwiseDistance(t[0], t[1], o.Number("p"), keepDim: o.Flag("keepdim")),
        ["pdist"] = (t, o) => F.Pdist(t[0], o.Number("p")),
        ["normalize"] = (t, o) => F.Normalize(t[0], o.Number("p"), (int)o.Number("dim")),
        ["bilinear"] = (t, _) => F.Bilinear(t[0], t[1], t[2], t[3]),
        ["prelu"] = (t, _) => F.Prelu(t[0], t[1]),
        ["glu"] = (t, _) => F.Glu(t[0]),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void ResultsAndGradientsArePyTorchs(string name)
    {
        var rows = s_rows.Where(row => row.GetProperty("name").GetString() == name).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows) Check(row, s_functions[name]);
    }

    static void Check(JsonElement row, Func<Tensor[], Options, Tensor> function)
    {
        var what = $"{row.GetProperty("name")} {row.GetProperty("options")}";
        Tensor[] inputs = [.. row.GetProperty("inputs").EnumerateArray().Select(Read)];
        JsonElement[] gradients = [.. row.GetProperty("gradients").EnumerateArray()];
        for (var i = 0; i < inputs.Length; i++) inputs[i].RequiresGrad = gradients[i].ValueKind == JsonValueKind.Object;
        var result = function(inputs, new(row.GetProperty("options")));
        Close(what, Read(row.GetProperty("out")), result.Detach());
        result.Backward(Tensor.From<double>([.. Enumerable.Range(0, (int)result.Count).Select(i => Math.Cos(i))], result.Shape));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].RequiresGrad) Close($"{what}, gradient {i}", Read(gradients[i]), inputs[i].Grad!);
        }
    }

    [Fact]
    public void DrawsFromOneSeedArePyTorchs()
    {
        var rows = s_rows.Where(row => row.GetProperty("name").GetString() == "drawn").ToList();
        Assert.Equal(2, rows.Count);
        foreach (var row in rows)
        {
            var x = Read(row.GetProperty("input")).To(row.GetProperty("single").GetBoolean() ? DType.Float32 : DType.Float64);
            var tolerance = x.DType == DType.Float32 ? 1e-6 : 1e-12;
            Close("rrelu", Read(row.GetProperty("rrelu")), F.Rrelu(x, 0.1, 0.4, training: true, generator: new Generator(5)), tolerance);
            Close("soft", Read(row.GetProperty("soft")), F.GumbelSoftmax(x.Reshape(8, 5), 0.7, generator: new Generator(6)), tolerance);
            Close("hard", Read(row.GetProperty("hard")), F.GumbelSoftmax(x.Reshape(8, 5), 0.7, hard: true, generator: new Generator(6)), tolerance);
        }
    }

    [Fact]
    public void ABilinearLayerBeginsAsPyTorchs()
    {
        var row = Assert.Single(s_rows, row => row.GetProperty("name").GetString() == "bilinear_init");
        Tensor.ManualSeed(7);
        var layer = new Bilinear(3, 2, 4);
        Close("weight", Read(row.GetProperty("weight")), layer.Weight.Detach(), 1e-7);
        Close("bias", Read(row.GetProperty("bias")), layer.Bias!.Detach(), 1e-7);
    }

    [Fact]
    public void AnAdaptiveSoftmaxIsPyTorchs()
    {
        var row = Assert.Single(s_rows, row => row.GetProperty("name").GetString() == "adaptive");
        Tensor.ManualSeed(8);
        var layer = new AdaptiveLogSoftmaxWithLoss(6, 20, [5, 11], divValue: 2, headBias: true);
        var x = Read(row.GetProperty("input")).To(DType.Float32);
        var target = Read(row.GetProperty("target"));
        x.RequiresGrad = true;
        var (output, loss) = layer.Call(x, target);
        loss.Backward();
        Close("output", Read(row.GetProperty("out")), output.Detach(), 1e-6);
        Close("loss", Read(row.GetProperty("loss")), loss.Detach(), 1e-6);
        Close("gradient", Read(row.GetProperty("gradient")), x.Grad!, 1e-6);
        Close("gradient of the tail", Read(row.GetProperty("tail")), layer.Tail[1].Parameters().First().Grad!, 1e-6);
        Close("log_prob", Read(row.GetProperty("log_prob")), layer.LogProb(x).Detach(), 1e-6);
        Assert.Equal(Read(row.GetProperty("predict")).ToArray<long>(), layer.Predict(x).ToArray<long>());
        Assert.Equal(["head.weight", "head.bias", "tail.0.0.weight", "tail.0.1.weight", "tail.1.0.weight", "tail.1.1.weight"], layer.StateDict().Keys);
        Close("one", Read(row.GetProperty("out"))[3], layer.Call(x[3], target[3]).Output.Detach(), 1e-6);
    }

    static Tensor Read(JsonElement tensor)
    {
        double[] numbers = [.. tensor.GetProperty("data").EnumerateArray().Select(Double)];
        var read = Tensor.From<double>(numbers, Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]));
        return tensor.GetProperty("whole").GetBoolean() ? read.To(DType.Int64) : read;
    }

    static double Double(JsonElement number) => number.ValueKind != JsonValueKind.String ? number.GetDouble() : number.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.NaN,
    };

    static void Close(string what, Tensor expected, Tensor actual, double tolerance = 1e-10)
    {
        Assert.True(expected.Shape == actual.Shape, $"{what}: shape {actual.Shape}, expected {expected.Shape}");
        foreach (var (x, y) in expected.ToArray<double>().Zip(actual.ToArray<double>()))
            Assert.True(x.Equals(y) || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x)), $"{what}: {y}, expected {x}");
    }

    sealed class Options(JsonElement options)
    {
        public Reduction Reduction => Enum.Parse<Reduction>(options.GetProperty("reduction").GetString()!, ignoreCase: true);

        public Tensor? Weight => options.TryGetProperty("weight", out var weight) ? Read(weight) : null;

        public double Number(string name, double? otherwise = null) =>
            options.TryGetProperty(name, out var number) ? Double(number) : otherwise ?? throw new InvalidDataException($"The option {name} is missing.");

        public bool Flag(string name) => options.TryGetProperty(name, out var flag) && flag.GetBoolean();
    }
}
