using Adjoint.Nn;
using Adjoint.Optim;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Tensors;

/// <summary>Wrong arguments are refused in the name of the operation that was called and of the parameter they were given to.</summary>
public class ArgumentTests
{
    static readonly Tensor s_vector = Tensor.From([1f, 2, 3]);
    static readonly Tensor s_scores = Tensor.Zeros([2, 3]);
    static readonly Tensor s_wrong = Tensor.From([0L, 3]);

    static Adam Optimizer() => new([new Parameter(Tensor.Zeros([1]))]);

    public static TheoryData<Action, string, string> Refused => new()
    {
        { () => s_vector.Chunk(0), "chunks", "Chunk: chunks must be positive, and is 0." },
        { () => s_vector.TensorSplit(-1), "sections", "TensorSplit: sections must be positive, and is -1." },
        { () => s_vector.HSplit(0), "sections", "HSplit: sections must be positive, and is 0." },
        { () => s_vector.Unfold(0, -1, 1), "size", "Unfold: size cannot be negative, and is -1." },
        { () => s_vector.Unfold(0, 2, 0), "step", "Unfold: step must be positive, and is 0." },
        { () => s_vector.RepeatInterleave(-1), "repeats", "RepeatInterleave: repeats cannot be negative, and is -1." },
        { () => s_vector.Diff(-1), "n", "Diff: n cannot be negative, and is -1." },
        { () => s_scores.Renorm(double.NaN, 0, 1), "p", "Renorm: p must be positive, and is NaN." },
        { () => s_scores.Renorm(2, 0, -1), "maxNorm", "Renorm: maxNorm cannot be negative, and is -1." },
        { () => s_vector.Mvlgamma(0), "p", "Mvlgamma: p must be positive, and is 0." },
        { () => s_vector.Softshrink(double.NaN), "lambd", "Softshrink: lambd cannot be negative, and is NaN." },
        { () => Tensor.IsClose(s_vector, s_vector, atol: -1), "atol", "IsClose: atol cannot be negative, and is -1." },
        { () => Tensor.RandPerm(-1), "n", "RandPerm: n cannot be negative, and is -1." },
        { () => s_vector.Multinomial(0), "numSamples", "Multinomial: numSamples must be positive, and is 0." },
        { () => Slice.Step(0), "step", "Slice: step must be positive, and is 0." },
        { () => _ = s_vector[3], "index", "Index: index 3 is not within dimension 0 of size 3." },
        { () => s_vector.Gather(0, Tensor.From([3L])), "index", "Gather: index 3 is not within dimension 0 of size 3" },
        { () => Tensor.From([0L, 5]).OneHot(5), "numClasses", "OneHot: 5 is not one of 5 classes" },
        { () => s_vector.SegmentReduce(ScatterReduction.Sum, offsets: Tensor.From([0L, 4])), "offsets", "SegmentReduce: a segment from 0 to 4 is not within" },
        { () => s_vector.SegmentReduce(ScatterReduction.Sum, Tensor.From([4L, -1])), "lengths", "SegmentReduce: a segment from 0 to 4 is not within" },
        { () => F.CrossEntropy(s_scores, s_wrong), "target", "CrossEntropy: there are 3 classes, numbered from 0, and a target is 3." },
        { () => F.CrossEntropy(s_scores, s_wrong, labelSmoothing: 0.1), "target", "CrossEntropy: there are 3 classes, numbered from 0, and a target is 3." },
        { () => new CrossEntropyLoss().Call(s_scores, s_wrong), "target", "CrossEntropyLoss: there are 3 classes, numbered from 0, and a target is 3." },
        { () => F.NllLoss(s_scores, s_wrong), "target", "NLLLoss: there are 3 classes, numbered from 0, and a target is 3." },
        { () => F.CrossEntropy(s_scores, s_wrong, labelSmoothing: 2), "labelSmoothing", "CrossEntropy: labelSmoothing lies between 0 and 1, and is 2." },
        { () => _ = new StepLR(Optimizer(), 0), "stepSize", "StepLR: stepSize must be positive, and is 0." },
        { () => _ = new StepLR(Optimizer(), 1, lastEpoch: -2), "lastEpoch", "StepLR: lastEpoch is -1 to begin, or the epoch to go on from, not -2." },
        { () => _ = new CosineAnnealingWarmRestarts(Optimizer(), 0), "t0", "CosineAnnealingWarmRestarts: t0 must be positive, and is 0." },
        { () => _ = PrintOptions.Default with { Precision = 1001 }, "Precision", "PrintOptions: Precision can be at most 1000, and is 1001." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void WhatIsOutOfRangeIsNamed(Action call, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(call);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public void ASingleNumberHasNoSize()
    {
        foreach (var dim in (int[])[-1, 0])
        {
            Assert.StartsWith("Size: a zero-dimensional tensor has no sizes",
                Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.From(1f).Size(dim)).Message);
            Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.From(1f).Shape[dim]);
        }
    }

    [Fact]
    public void IntegersAreNotDividedByZero()
    {
        Tensor x = Tensor.From([1L, 2]), zeros = Tensor.From([1L, 0]);
        foreach (var (name, call) in ((string, Func<Tensor>)[])[
            ("FloorDivide", () => x.FloorDivide(zeros)), ("FloorDivide", () => x.FloorDivide(0)), ("Remainder", () => x % zeros),
            ("Remainder", () => 1 % zeros), ("Fmod", () => x.Fmod(zeros)), ("Fmod", () => Tensor.Arange(100_000).Fmod(Tensor.Arange(100_000)))])
            Assert.StartsWith($"{name}: an integer is divided by 0; with To(DType.Float32) first", Assert.Throws<DivideByZeroException>(call).Message);
        Assert.All(x.Round(int.MinValue).ToArray<double>(), number => Assert.True(double.IsNaN(number)));
    }

    [Fact]
    public void ParametersAreNotNull()
    {
        Assert.Throws<ArgumentNullException>("parameters", () => Utils.ClipGradNorm([null!], 1));
        Assert.Throws<ArgumentNullException>("parameters", () => Utils.ParametersToVector([s_vector, null!]));
        Assert.Throws<ArgumentNullException>("parameters", () => Utils.VectorToParameters(s_vector, [null!]));
        Assert.Throws<ArgumentNullException>("sequences", () => F.PadSequence([s_vector, null!]));
    }

    [Fact]
    public void ShapesThatDoNotFitAreSaidAsTheyWereGiven()
    {
        var matrix = Tensor.Zeros([2, 3]);
        Says("Addmv: shape [3] does not broadcast to the product's shape [2]", () => s_vector.Addmv(matrix, s_vector));
        Says("Addmv: inner sizes 3 and 2 differ ([2, 3] x [2])", () => s_vector.Addmv(matrix, Tensor.Zeros([2])));
        Says("Addmv: needs 2 dimension(s), and the shape is [3]", () => s_vector.Addmv(s_vector, s_vector));
        Says("DSplit: 3 dimension(s) or more are needed, not shape [2, 3]", () => matrix.DSplit(1));
        Says("Histc: a range cannot begin at 2 and end before, at 1", () => s_vector.Histc(2, 2, 1));
        Says("Linalg.LuSolve: pivot 1 exchanges row 2 with row 3, and there are rows 1 to 2",
            () => Linalg.LuSolve(Tensor.Eye(2), Tensor.From([1, 3]), Tensor.Eye(2)));

        Says("Shape [4611686018427387904, 3]: no tensor has so many elements", () => s_vector.Reshape(1L << 62, 3));
        Says("Cat: a tensor of shape [3] cannot be joined to one of 2 dimension(s)", () => Tensor.Cat([s_vector, s_vector, matrix], 1));
        Says("Max: dimension 0 of shape [0] is empty", () => Tensor.Zeros([0]).Max());
        Says("Min: dimension 1 of shape [2, 0] is empty", () => Tensor.Zeros([2, 0]).Min());
        Says("RandInt: there is no integer from 5 up to, not including, 5", () => Tensor.RandInt(5, 5, [2]));
        Says("RandIntLike: Float32 does not hold the integers", () => Tensor.RandIntLike(s_vector, (1L << 60) + 1, (1L << 60) + 2));
        Says("Vmap: input 0 is a single number", () => Adjoint.Autograd.Vmap(x => x)(Tensor.From(1f)));
        Says("PadSequence: sequence 1 is a single number", () => F.PadSequence([s_vector, Tensor.From(1f)]));
        Says("PackSequence: sequence 0 is a single number", () => F.PackSequence([Tensor.From(1f)]));

        static void Says(string text, Action call) => Assert.StartsWith(text, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
