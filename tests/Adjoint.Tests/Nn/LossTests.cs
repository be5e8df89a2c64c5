using System.Text.Json;
using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

public class LossTests
{
    public static TheoryData<string> Names => ["mse", "l1", "bce", "bce_logits", "nll", "cross_entropy"];

    [Theory]
    [MemberData(nameof(Names))]
    public void LossesAndTheirGradientsArePyTorchs(string name)
    {
        var cases = Goldens.Losses.Where(loss => loss.GetProperty("loss").GetString() == name).ToList();
        Assert.NotEmpty(cases);
        foreach (var golden in cases) Check(golden);
    }

    static void Check(JsonElement golden)
    {
        var what = golden.GetProperty("loss").GetString() + golden.GetProperty("reduction") + golden.GetProperty("options");
        var input = Goldens.Read(golden.GetProperty("input"));
        var target = Goldens.Read(golden.GetProperty("target"));
        var isSoft = golden.GetProperty("target").GetProperty("soft").GetBoolean();
        input.RequiresGrad = true;
        if (isSoft) target.RequiresGrad = true;
        else target = target.To(DType.Int64);

        var loss = Criterion(golden).Call(input, target);
        if (golden.GetProperty("out").ValueKind == JsonValueKind.Null)
        {
            Assert.True(double.IsNaN(loss.Item()), what);
            return;
        }
        Goldens.AssertClose(golden.GetProperty("out"), loss.Detach(), 1e-10, what);
        loss.Backward(Tensor.From<double>([.. Enumerable.Range(0, (int)loss.Count).Select(i => Math.Cos(i))], loss.Shape));
        Goldens.AssertClose(golden.GetProperty("gradient"), input.Grad!, 1e-10, what + " gradient");
        if (golden.GetProperty("targetGradient") is { ValueKind: JsonValueKind.Object } expected)
            Goldens.AssertClose(expected, target.Grad!, 1e-10, what + " gradient of the target");
    }

    static Loss Criterion(JsonElement golden)
    {
        var options = golden.GetProperty("options");
        var reduction = Enum.Parse<Reduction>(golden.GetProperty("reduction").GetString()!, ignoreCase: true);
        Tensor? Weight(string option) => options.TryGetProperty(option, out var value) ? Goldens.Read(value) : null;
        long Ignored() => options.TryGetProperty("ignore_index", out var value) ? value.GetInt64() : -100;
        double Smoothing() => options.TryGetProperty("label_smoothing", out var value) ? value.GetDouble() : 0;
        return golden.GetProperty("loss").GetString() switch
        {
            "mse" => new MSELoss(reduction),
            "l1" => new L1Loss(reduction),
            "bce" => new BCELoss(Weight("weight"), reduction),
            "bce_logits" => new BCEWithLogitsLoss(Weight("weight"), reduction, Weight("pos_weight")),
            "nll" => new NLLLoss(Weight("weight"), Ignored(), reduction),
            _ => new CrossEntropyLoss(Weight("weight"), Ignored(), reduction, Smoothing()),
        };
    }

    [Fact]
    public void LossesAreTwiceDifferentiable()
    {
        Tensor target = [0.2, 0.9], x = [0.3, -0.4], probability = [0.3, 0.6];
        target = target.To(DType.Float64);
        global::Adjoint.Autograd.GradGradCheck(t => F.MseLoss(t, target), x.To(DType.Float64));
        global::Adjoint.Autograd.GradGradCheck(t => F.BinaryCrossEntropy(t, target), probability.To(DType.Float64));
        global::Adjoint.Autograd.GradGradCheck(t => F.BinaryCrossEntropyWithLogits(t, target), x.To(DType.Float64));
        global::Adjoint.Autograd.GradGradCheck(t => F.CrossEntropy(t, target), x.To(DType.Float64));
    }

    [Fact]
    public void ShapesThatMerelyBroadcastAreRefused()
    {
        Tensor column = Tensor.Zeros([3, 1]), row = Tensor.Zeros([3]);
        foreach (var loss in new Loss[] { new MSELoss(), new L1Loss(), new BCELoss(), new BCEWithLogitsLoss() })
        {
            var message = Assert.Throws<ArgumentException>(() => loss.Call(column, row)).Message;
            Assert.Contains($"{loss.GetType().Name}: the input has shape [3, 1] and the target [3]", message);
        }
    }

    [Fact]
    public void TargetsThatAreNoClassesAreRefused()
    {
        var input = Tensor.Zeros([2, 3]);
        Assert.Contains("a target is 3", Assert.Throws<ArgumentOutOfRangeException>(() => F.CrossEntropy(input, Tensor.From([0L, 3]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => F.NllLoss(input, Tensor.From([0L, -1])));
        Assert.Contains("must have shape [2]", Assert.Throws<ArgumentException>(() => F.CrossEntropy(input, Tensor.From([0L, 1, 2]))).Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => F.CrossEntropy(input, Tensor.Zeros([2]))).Message);
        Assert.Throws<ArgumentException>(() => F.CrossEntropy(input, Tensor.From([0L, 1]), weight: Tensor.Ones([2])));
        Assert.Throws<ArgumentException>(() => F.CrossEntropy(1f, 0));
    }

    [Fact]
    public void ProbabilitiesOutsideOfZeroAndOneAreRefused()
    {
        foreach (var wrong in new[] { -0.1f, 1.1f, float.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => F.BinaryCrossEntropy(Tensor.Full([2], wrong), Tensor.Zeros([2])));
    }

    [Fact]
    public void WeightsOfClassesAreBuffersAndMoveWithTheModule()
    {
        var loss = new CrossEntropyLoss(Tensor.Ones([3])).To(DType.Float64);
        Assert.Equal(["weight"], loss.StateDict().Keys);
        Assert.Equal(DType.Float64, loss.Weight!.DType);
        Assert.Empty(new CrossEntropyLoss().StateDict());
    }

    [Fact]
    public void ModulesPassTheirOptionsOn()
    {
        var draw = new Operations.Draw();
        Tensor Next() => draw.Uniform([3, 4], 0.1, 2);
        var (x, y, z) = (Next(), Next(), Next());
        var signs = Tensor.From([1L, -1, 1]);
        foreach (var reduction in (Reduction[])[Reduction.None, Reduction.Sum])
        {
            Same(F.SmoothL1Loss(x, y, reduction, 0.3), new SmoothL1Loss(reduction, 0.3).Call(x, y));
            Same(F.HuberLoss(x, y, reduction, 0.3), new HuberLoss(reduction, 0.3).Call(x, y));
            Same(F.KlDiv(x, y, reduction, true), new KLDivLoss(reduction, true).Call(x, y));
            Same(F.PoissonNllLoss(x, y, false, true, 0.1, reduction), new PoissonNLLLoss(false, true, 0.1, reduction).Call(x, y));
            Same(F.GaussianNllLoss(x, y, z, true, 0.5, reduction), new GaussianNLLLoss(true, 0.5, reduction).Call(x, y, z));
            Same(F.HingeEmbeddingLoss(x, y, 0.3, reduction), new HingeEmbeddingLoss(0.3, reduction).Call(x, y));
            Same(F.SigmoidFocalLoss(x, y, 0.4, 3, reduction), new FocalLoss(0.4, 3, reduction).Call(x, y));
            Same(F.CosineEmbeddingLoss(x, y, signs, 0.2, reduction), new CosineEmbeddingLoss(0.2, reduction).Call(x, y, signs));
            Same(F.MarginRankingLoss(x, y, z, 0.3, reduction), new MarginRankingLoss(0.3, reduction).Call(x, y, z));
            Same(F.TripletMarginLoss(x, y, z, 2, 1, 0.1, true, reduction), new TripletMarginLoss(2, 1, 0.1, true, reduction).Call(x, y, z));
            Same(F.TripletMarginWithDistanceLoss(x, y, z, Manhattan, 3, true, reduction),
                new TripletMarginWithDistanceLoss(Manhattan, 3, true, reduction).Call(x, y, z));
            Same(F.TripletMarginWithDistanceLoss(x, y, z, reduction: reduction), F.TripletMarginLoss(x, y, z, reduction: reduction));
            Same(F.MultiMarginLoss(x, Tensor.From([0L, 3, 1]), 2, 0.4, z[0], reduction),
                new MultiMarginLoss(2, 0.4, z[0], reduction).Call(x, Tensor.From([0L, 3, 1])));
            Same(F.MultilabelSoftMarginLoss(x, y, z[0], reduction), new MultiLabelSoftMarginLoss(z[0], reduction).Call(x, y));
        }
        Same(F.CosineSimilarity(x, y, 0, 5), new CosineSimilarity(0, 5).Call(x, y));
        Same(F.PairwiseDistance(x, y, 1, 0.1, true), new PairwiseDistance(1, 0.1, true).Call(x, y));
        Assert.Equal(["weight"], new MultiMarginLoss(weight: z[0]).StateDict().Keys);

        static Tensor Manhattan(Tensor a, Tensor b) => (a - b).Abs().Sum(-1);
        static void Same(Tensor expected, Tensor actual) => Assert.Equal(expected.ToArray<double>(), actual.ToArray<double>());
    }

    [Fact]
    public void HooksSeeAllFourInputs()
    {
        var loss = new CTCLoss(reduction: Reduction.Sum);
        var seen = 0;
        using var forward = loss.RegisterForwardHook((_, input, output) => seen += input.Item4.ToArray<long>().Length);
        using var backward = loss.RegisterFullBackwardHook((_, gradients, _) => seen += 10 * gradients.Count);
        var x = Tensor.Zeros([3, 1, 2], requiresGrad: true);
        loss.Call(x.LogSoftmax(-1), Tensor.From([1L]), 3, Tensor.From([1L])).Backward();
        Assert.Equal(41, seen);
    }
}
