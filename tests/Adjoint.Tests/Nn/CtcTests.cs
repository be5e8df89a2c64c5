using Adjoint.Nn;
using Adjoint.Tests.Operations;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

/// <summary>The kernel of connectionist temporal classification against what it means in tensor operations, and its limits.</summary>
public class CtcTests
{
    // Steps of time, classes, and the labels of each sequence: around the edges of vectors of 2 to 16 places.
    public static TheoryData<int, int, int[]> Sizes => new()
    {
        { 1, 2, [0, 1] }, { 5, 3, [0, 1, 2] }, { 9, 4, [3, 4] }, { 24, 5, [7, 8, 1] }, { 40, 17, [15, 16, 17] }, { 70, 33, [31, 5, 32] }, { 3, 2, [] },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void LossesAndGradientsAreThoseOfTheMeaning(int steps, int classes, int[] counts)
    {
        var draw = new Draw();
        var x = draw.Uniform([steps, counts.Length, classes], -3, 3).LogSoftmax(-1);
        var labels = draw.Indices([counts.Sum()], classes - 1) + 1;
        var table = Table(counts, _ => steps);
        foreach (var (dtype, tolerance) in ((DType, double)[])[(DType.Float64, 1e-11), (DType.Float32, 2e-4)])
        {
            var (exact, leaf) = (GradientCheck.Leaves([x])[0], GradientCheck.Leaves([x.To(dtype)])[0]);
            var expected = new Ops.Ctc(0, ZeroInfinity: true).Decompose([exact, labels, table]);
            var actual = leaf.Ctc(labels, table, 0, zeroInfinity: true);
            Reductions.Numbers.Close(expected.ToArray<double>(), actual, tolerance);
            var g = draw.Uniform(expected.Shape, 0.5, 1.5);
            Reductions.Numbers.Close(
                GradientCheck.Gradients(expected, [exact], g)[0]!.ToArray<double>(), GradientCheck.Gradients(actual, [leaf], g.To(dtype))[0]!, tolerance);
        }
    }

    [Fact]
    public void SequencesEndAtDifferentTimes()
    {
        var x = new Draw().Uniform([7, 3, 4]).LogSoftmax(-1);
        var labels = Tensor.From([1L, 1, 3, 2]);
        var table = Table([2, 0, 2], n => 7 - 2 * n);
        var (exact, leaf) = (GradientCheck.Leaves([x])[0], GradientCheck.Leaves([x])[0]);
        var (expected, actual) = (new Ops.Ctc(0, false).Decompose([exact, labels, table]), leaf.Ctc(labels, table, 0, false));
        Reductions.Numbers.Close(expected.ToArray<double>(), actual, 1e-12);
        var g = Tensor.Ones([3], DType.Float64);
        Reductions.Numbers.Close(GradientCheck.Gradients(expected, [exact], g)[0]!.ToArray<double>(), GradientCheck.Gradients(actual, [leaf], g)[0]!, 1e-12);
        var gradient = GradientCheck.Gradients(leaf.Ctc(labels, table, 0, false).Sum(), [leaf], Tensor.Ones([], DType.Float64))[0]!;
        Assert.Equal(0, gradient.Narrow(0, 5, 2).Narrow(1, 1, 2).Abs().Sum().Item());
    }

    [Fact]
    public void WhatCannotBeAlignedIsInfiniteOrNothing()
    {
        var x = Tensor.Zeros([2, 1, 3], DType.Float64, requiresGrad: true);
        Tensor Loss(bool zeroInfinity) => F.CtcLoss(x.LogSoftmax(-1), Tensor.From([1L, 1]), 2, 2, reduction: Reduction.None, zeroInfinity: zeroInfinity);
        Assert.Equal([double.PositiveInfinity], Loss(false).ToArray<double>());
        Loss(false).Sum().Backward();
        Assert.All(x.Grad!.ToArray<double>(), number => Assert.True(double.IsNaN(number)));
        x.Grad = null;
        Assert.Equal([0.0], Loss(true).ToArray<double>());
        Loss(true).Sum().Backward();
        Assert.All(x.Grad!.ToArray<double>(), number => Assert.Equal(0, number));
    }

    [Fact]
    public void WithoutTimeOnlyNothingIsSaid()
    {
        var x = new Draw().Uniform([4, 2, 3]).LogSoftmax(-1);
        var losses = F.CtcLoss(x, Tensor.From(new long[,] { { 1 }, { 1 } }), Tensor.From([0L, 0]), Tensor.From([0L, 1]), reduction: Reduction.None);
        Assert.Equal([0, double.PositiveInfinity], losses.ToArray<double>());
        Assert.Equal(losses.ToArray<double>(), new Ops.Ctc(0, false).Decompose([x, Tensor.From([1L, 1]), Table([0, 1], _ => 0)]).ToArray<double>());
        Tensor nobody = Tensor.Zeros([0], DType.Int64), nothing = Tensor.Zeros([0, 2], DType.Int64);
        Assert.Equal([0], F.CtcLoss(Tensor.Zeros([4, 0, 3]), nothing, nobody, nobody, reduction: Reduction.None).Shape);
    }

    [Fact]
    public void ImpossibleClassesDoNoHarm()
    {
        Tensor probabilities = [[[0.5f, 0.5f, 0]], [[0, 1, 0]], [[0.25f, 0, 0.75f]]];
        var x = probabilities.Log();
        x.RequiresGrad = true;
        var loss = F.CtcLoss(x, Tensor.From([1L]), 3, 1, reduction: Reduction.Sum);
        // Blank or label, label, blank: the third class is not said.
        Assert.Equal(-Math.Log(0.25), loss.Item(), 1e-6);
        loss.Backward();
        Assert.Equal([0, 0, 0, 0, 0, 0, -0.75f, 0, 0.75f], x.Grad!.ToArray<float>().Select(number => MathF.Round(number, 5)));
    }

    [Fact]
    public void TheGradientCanBeDifferentiatedAgain()
    {
        var x = new Draw().Uniform([5, 2, 3]);
        global::Adjoint.Autograd.GradGradCheck(
            t => F.CtcLoss(t.LogSoftmax(-1), Tensor.From(new long[,] { { 1, 2 }, { 2, 2 } }), Tensor.From([5L, 4]), Tensor.From([2L, 2])), x);
    }

    [Fact]
    public void ThreadsMakeNoDifference()
    {
        var x = new Draw().Uniform([30, 8, 20]).LogSoftmax(-1);
        var labels = new Draw().Indices([8, 9], 19) + 1;
        double[] Run(int threads)
        {
            var before = Threads.Count;
            Threads.Count = threads;
            var leaf = GradientCheck.Leaves([x])[0];
            F.CtcLoss(leaf, labels, Tensor.Full([8], 30, DType.Int64), Tensor.Full([8], 9, DType.Int64)).Backward();
            Threads.Count = before;
            return leaf.Grad!.ToArray<double>();
        }
        Assert.Equal(Run(1), Run(4));
    }

    [Fact]
    public void HalfTypesAreComputedInSinglePrecision()
    {
        var x = new Draw().Uniform([6, 1, 4]).LogSoftmax(-1).To(DType.Float16);
        x.RequiresGrad = true;
        var loss = F.CtcLoss(x, Tensor.From([1L, 2]), 6, 2);
        Assert.Equal(DType.Float16, loss.DType);
        loss.Backward();
        Assert.Equal(DType.Float16, x.Grad!.DType);
        Assert.Equal(F.CtcLoss(x.Detach().To(DType.Float64), Tensor.From([1L, 2]), 6, 2).Item(), loss.Item(), 2e-3);
    }

    [Fact]
    public void AModelLearnsToSpell()
    {
        var scores = Tensor.Zeros([12, 1, 4], requiresGrad: true);
        var loss = new CTCLoss();
        for (var i = 0; i < 60; i++)
        {
            scores.Grad = null;
            loss.Call(scores.LogSoftmax(-1), Tensor.From(new long[,] { { 2, 2, 1, 3 } }), 12, 4).Backward();
            using (global::Adjoint.Autograd.NoGrad()) scores -= 5 * scores.Grad!;
        }
        var said = scores.Detach().ArgMax(-1).ToArray<long>();
        Assert.Equal([2, 2, 1, 3], said.Where((label, i) => label != 0 && (i == 0 || label != said[i - 1])));
    }

    static Tensor Table(int[] counts, Func<int, int> time)
    {
        var table = new long[counts.Length, 3];
        for (var (n, start) = (0, 0); n < counts.Length; start += counts[n++]) (table[n, 0], table[n, 1], table[n, 2]) = (time(n), start, counts[n]);
        return Tensor.From(table);
    }
}
