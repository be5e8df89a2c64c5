using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

/// <summary>What losses say about input that they cannot take.</summary>
public class LossInputTests
{
    static Tensor Of(params long[] shape) => Tensor.Zeros(Shape.Create(shape));

    static Tensor Whole(params long[] numbers) => Tensor.From(numbers);

    static void Refused<TException>(string message, Func<object> call) where TException : ArgumentException =>
        Assert.Contains(message, Assert.ThrowsAny<TException>(call).Message);

    public static TheoryData<Loss> OfEqualShapes =>
    [
        new SmoothL1Loss(), new HuberLoss(), new KLDivLoss(), new PoissonNLLLoss(), new HingeEmbeddingLoss(), new SoftMarginLoss(),
        new MultiLabelMarginLoss(), new MultiLabelSoftMarginLoss(), new FocalLoss(),
    ];

    [Theory, MemberData(nameof(OfEqualShapes), DisableDiscoveryEnumeration = true)]
    public void ShapesThatMerelyBroadcastAreRefused(Loss loss) =>
        Refused<ArgumentException>($"{loss.GetType().Name}: the input has shape [3, 1] and the target [3]", () => loss.Call(Of(3, 1), Of(3)));

    [Fact]
    public void EachClassHasOneWeight()
    {
        Refused<ArgumentException>("NLLLoss: there are 3 classes, so the weight must have shape [3], and it has [1, 3]",
            () => F.NllLoss(Of(2, 3), Whole(0, 1), Of(1, 3)));
        Refused<ArgumentException>("CrossEntropy: there are 3 classes, so the weight must have shape [3], and it has [2]",
            () => F.CrossEntropy(Of(2, 3), Whole(0, 1), Of(2)));
    }

    [Fact]
    public void SequencesAreNotLongerThanWhatThereIs()
    {
        var x = Of(4, 1, 3);
        foreach (var wrong in (long[])[-1, 5])
            Refused<ArgumentOutOfRangeException>($"CTCLoss: of inputLengths each must be from 0 to 4, and one is {wrong}",
                () => F.CtcLoss(x, Whole(1), Whole(wrong), Whole(1)));
    }

    [Fact]
    public void AReductionIsOneOfThose()
    {
        Refused<ArgumentOutOfRangeException>("BatchMean is a reduction of KLDivLoss alone", () => F.HuberLoss(Of(2), Of(2), Reduction.BatchMean));
        Refused<ArgumentOutOfRangeException>("BatchMean is a reduction of KLDivLoss alone", () => F.MseLoss(Of(2), Of(2), Reduction.BatchMean));
        Refused<ArgumentOutOfRangeException>("BatchMean is a reduction of KLDivLoss alone",
            () => F.CrossEntropy(Of(2, 3), Whole(0, 1), reduction: Reduction.BatchMean));
        Refused<ArgumentOutOfRangeException>("A reduction is Mean, Sum or None", () => F.KlDiv(Of(2), Of(2), (Reduction)77));
    }

    [Fact]
    public void NumbersHaveTheirRanges()
    {
        Refused<ArgumentOutOfRangeException>("SmoothL1Loss", () => F.SmoothL1Loss(Of(2), Of(2), beta: -1));
        Refused<ArgumentOutOfRangeException>("HuberLoss", () => F.HuberLoss(Of(2), Of(2), delta: 0));
        Refused<ArgumentOutOfRangeException>("FocalLoss", () => F.SigmoidFocalLoss(Of(2), Of(2), alpha: 1.5));
        Refused<ArgumentOutOfRangeException>("FocalLoss", () => F.SigmoidFocalLoss(Of(2), Of(2), gamma: double.NaN));
        Refused<ArgumentOutOfRangeException>("the power is 1 or 2", () => F.MultiMarginLoss(Of(2, 3), Whole(0, 1), p: 3));
        Refused<ArgumentOutOfRangeException>("least variance", () => F.GaussianNllLoss(Of(2), Of(2), Of(2), eps: 0));
        Refused<ArgumentOutOfRangeException>("a variance is negative", () => F.GaussianNllLoss(Of(2), Of(2), Of(2) - 1));
    }

    [Fact]
    public void ClassesAreCountedFromZero()
    {
        Refused<ArgumentOutOfRangeException>("MultiMarginLoss: there are 3 classes, numbered from 0, and a target is 3",
            () => F.MultiMarginLoss(Of(2, 3), Whole(0, 3)));
        Refused<ArgumentOutOfRangeException>("a target is -1", () => F.MultiMarginLoss(Of(2, 3), Whole(0, -1)));
        Refused<ArgumentException>("Int64, not Float32", () => F.MultiMarginLoss(Of(2, 3), Of(2)));
        Refused<ArgumentException>("there must be 2 targets", () => F.MultiMarginLoss(Of(2, 3), Whole(0, 1, 2)));
        Refused<ArgumentException>("[C] or [N, C]", () => F.MultiMarginLoss(Of(2, 3, 4), Whole(0, 1)));
        Refused<ArgumentException>("must have shape [3]", () => F.MultiMarginLoss(Of(2, 3), Whole(0, 1), weight: Of(2)));
        Refused<ArgumentOutOfRangeException>("MultiLabelMarginLoss: there are 3 classes, numbered from 0, and a target is 3",
            () => F.MultilabelMarginLoss(Of(3), Whole(0, 3, -1)));
        Refused<ArgumentOutOfRangeException>("a target is -2", () => F.MultilabelMarginLoss(Of(3), Whole(0, -2, 1)));
        Refused<ArgumentException>("Int64, not Float32", () => F.MultilabelMarginLoss(Of(3), Of(3)));
        Refused<ArgumentException>("at least one class", () => F.MultilabelMarginLoss(Of(2, 0), Of(2, 0)));
        Refused<ArgumentException>("zero-dimensional", () => F.MultilabelSoftMarginLoss(1f, 1f));
    }

    [Fact]
    public void CutoffsLieWithinTheClasses()
    {
        foreach (var wrong in (long[][])[[], [5, 5], [0, 5], [5, 20], [9, 4]])
            Refused<ArgumentException>("AdaptiveLogSoftmaxWithLoss: cutoffs are", () => new AdaptiveLogSoftmaxWithLoss(6, 20, wrong));
        Refused<ArgumentOutOfRangeException>("not by 0.5", () => new AdaptiveLogSoftmaxWithLoss(6, 20, [5], divValue: 0.5));
        Refused<ArgumentOutOfRangeException>("inFeatures must be positive", () => new AdaptiveLogSoftmaxWithLoss(0, 20, [5]));
        var layer = new AdaptiveLogSoftmaxWithLoss(6, 20, [5]);
        Refused<ArgumentException>("[N, 6] or [6], and it has [2, 5]", () => layer.Call(Of(2, 5), Whole(0, 1)).Loss);
        Refused<ArgumentException>("the target must have shape [2]", () => layer.Call(Of(2, 6), Whole(0)).Loss);
        Refused<ArgumentOutOfRangeException>("there are 20 classes, numbered from 0, and a target is 20", () => layer.Call(Of(2, 6), Whole(0, 20)).Loss);
        Refused<ArgumentException>("Int64, not Float32", () => layer.Call(Of(2, 6), Of(2)).Loss);
    }

    [Fact]
    public void PairsAndTriplesFitTogether()
    {
        Refused<ArgumentException>("CosineEmbeddingLoss: the input has shape [2, 3] and the second input [2, 4]",
            () => F.CosineEmbeddingLoss(Of(2, 3), Of(2, 4), Whole(1, 1)));
        Refused<ArgumentException>("so the target must have [2], and it has [3]", () => F.CosineEmbeddingLoss(Of(2, 3), Of(2, 3), Whole(1, 1, 1)));
        Refused<ArgumentException>("so the target must have []", () => F.CosineEmbeddingLoss(Of(3), Of(3), Whole(1)));
        Refused<ArgumentException>("[D] or [N, D]", () => F.CosineEmbeddingLoss(Of(2, 3, 4), Of(2, 3, 4), Of(2, 3)));
        Refused<ArgumentException>("MarginRankingLoss: the input has shape [3] and the second input [1]", () => F.MarginRankingLoss(Of(3), Of(1), Of(3)));
        Refused<ArgumentException>("MarginRankingLoss: the input has shape [3] and the target [1]", () => F.MarginRankingLoss(Of(3), Of(3), Of(1)));
        Refused<ArgumentException>("TripletMarginLoss: the anchor has shape [2, 3] and the negative [1, 3]",
            () => F.TripletMarginLoss(Of(2, 3), Of(2, 3), Of(1, 3)));
        Refused<ArgumentException>("TripletMarginWithDistanceLoss: the anchor", () => F.TripletMarginWithDistanceLoss(Of(2, 3), Of(3), Of(2, 3)));
        Refused<ArgumentException>("zero-dimensional", () => F.TripletMarginLoss(1f, 2f, 3f));
        Refused<ArgumentException>("the target's shape [2] does not broadcast", () => F.GaussianNllLoss(Of(3), Of(2), Of(3)));
        Refused<ArgumentException>("and the variance [3]", () => F.GaussianNllLoss(Of(2, 3), Of(2, 3), Of(3)));
    }

    [Fact]
    public void SequencesFitTheirLabels()
    {
        var x = Of(5, 2, 4);
        Tensor Loss(Tensor? scores = null, Tensor? targets = null, Tensor? times = null, Tensor? counts = null, long blank = 0) =>
            new CTCLoss(blank).Call(scores ?? x, targets ?? Tensor.From(new long[,] { { 1, 2 }, { 3, 1 } }), times ?? Whole(5, 5), counts ?? Whole(2, 2));
        Assert.True(Loss().Item() < 0);
        Refused<ArgumentException>("[T, N, C] or [T, C], and they have [5]", () => Loss(Of(5)));
        Refused<ArgumentException>("floating-point numbers only, not for Int64", () => Loss(x.To(DType.Int64)));
        Refused<ArgumentException>("Int64, not Float32", () => Loss(targets: Of(2, 2)));
        Refused<ArgumentException>("the targets must have shape [2, S] or [4], and they have [3, 2]", () => Loss(targets: Tensor.Ones([3, 2], DType.Int64)));
        Refused<ArgumentException>("they have [5]", () => Loss(targets: Whole(1, 1, 1, 1, 1)));
        Refused<ArgumentException>("they have [2, 2, 1]", () => Loss(targets: Tensor.Ones([2, 2, 1], DType.Int64)));
        Refused<ArgumentException>("so inputLengths must have shape [2], and the shape is [1]", () => Loss(times: Whole(5)));
        Refused<ArgumentException>("inputLengths must be of Int64", () => Loss(times: Of(2)));
        Refused<ArgumentOutOfRangeException>("of inputLengths each must be from 0 to 5, and one is 6", () => Loss(times: Whole(5, 6)));
        Refused<ArgumentOutOfRangeException>("of targetLengths each must be from 0 to 2, and one is -1", () => Loss(counts: Whole(2, -1)));
        Refused<ArgumentOutOfRangeException>("the blank is 4", () => Loss(blank: 4));
        Refused<ArgumentOutOfRangeException>("a label is 4", () => Loss(targets: Whole(1, 4, 1, 1)));
        Refused<ArgumentOutOfRangeException>("of which 1 is the blank, and a label is 1", () => Loss(blank: 1));
        Refused<ArgumentOutOfRangeException>("A reduction is", () => F.CtcLoss(x, Whole(1, 1), Whole(5, 5), Whole(1, 1), reduction: (Reduction)9));
    }
}
