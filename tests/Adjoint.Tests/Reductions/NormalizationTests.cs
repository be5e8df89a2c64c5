using Adjoint.Cpu.Parallel;
using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Reductions;

/// <summary>The kernels of normalizations, forward and backward, against what they mean in tensor operations.</summary>
public class NormalizationTests
{
    // Lines around the edges of vectors and blocks, rows around those of pieces.
    public static TheoryData<long, long> Rows =>
        new()
        {
            { 1, 1 }, { 3, 2 }, { 2, 3 }, { 3, 4 }, { 5, 7 }, { 4, 15 }, { 4, 16 }, { 3, 17 }, { 2, 63 }, { 130, 33 }, { 257, 5 }, { 2, 600 }, { 3, 9001 },
        };

    public static TheoryData<long, long, long> Channels =>
        new() { { 2, 2, 1 }, { 5, 4, 3 }, { 130, 6, 1 }, { 300, 2, 2 }, { 3, 6, 15 }, { 3, 6, 16 }, { 2, 4, 17 }, { 1, 2, 33 }, { 2, 2, 9001 }, { 2, 520, 1 } };

    [Theory, MemberData(nameof(Rows))]
    public void RowsAreNormalizedAsTheyShouldBe(long rows, long length)
    {
        foreach (var isCentered in (bool[])[true, false])
        {
            foreach (var (hasWeight, hasBias) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
                Check(new Ops.RowNorm(1, isCentered, hasWeight, hasBias, 0.1), [rows, length], [length], []);
        }
    }

    [Theory, MemberData(nameof(Channels))]
    public void ChannelsAreNormalizedAsTheyShouldBe(long batch, long channels, long size)
    {
        foreach (var groups in (long[])[0, 1, 2, channels])
        {
            foreach (var (hasWeight, hasBias) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
                Check(new Ops.ChannelNorm("Norm", groups, false, hasWeight, hasBias, 0.1), [batch, channels, size], [channels], []);
        }
        Check(new Ops.ChannelNorm("Norm", 0, true, true, true, 0.1), [batch, channels, size], [channels], [
            new Draw().Uniform([channels]), new Draw().Uniform([channels], 0.5, 2)]);
    }

    [Fact]
    public void AMeanFarFromZeroDoesNotDrownTheVariance()
    {
        var x = new Draw().Uniform([4, 3, 1000], -1, 1);
        var far = (x + 1000).To(DType.Float32);
        Tensor Norm(Tensor t) => t.ChannelNorm("Norm", 0, null, null, 0).Result;
        Numbers.Close(Norm(far.To(DType.Float64)).ToArray<double>(), Norm(far), 1e-3);
        Numbers.Close(far.To(DType.Float64).RowNorm(1, null, null, 0, true).ToArray<double>(), far.RowNorm(1, null, null, 0, true), 1e-3);
    }

    [Fact]
    public void TheNumberOfThreadsMakesNoDifference()
    {
        var x = new Draw().Uniform([300, 40, 20]).To(DType.Float32);
        double[] Run()
        {
            var leaf = x.Clone();
            leaf.RequiresGrad = true;
            var (weight, bias) = (Tensor.Ones([40], requiresGrad: true), Tensor.Zeros([40], requiresGrad: true));
            var (wide, narrow) = (Tensor.Ones([20], requiresGrad: true), Tensor.Zeros([20], requiresGrad: true));
            (leaf.ChannelNorm("Norm", 0, weight, bias, 0.1).Result * leaf.RowNorm(1, wide, narrow, 0.1, true)).Square().Sum().Backward();
            return [.. ((Tensor[])[leaf, weight, bias, wide, narrow]).SelectMany(t => t.Grad!.ToArray<double>())];
        }
        var before = Threads.Count;
        try
        {
            Threads.Count = 1;
            var one = Run();
            Threads.Count = 3;
            Assert.Equal(one, Run());
        }
        finally
        {
            Threads.Count = before;
        }
    }

    static void Check(Ops.Normalization operation, Shape shape, Shape parameters, Tensor[] extra)
    {
        foreach (var (dtype, tolerance) in ((DType, double)[])[(DType.Float64, 1e-11), (DType.Float32, 2e-4)])
        {
            var draw = new Draw();
            var inputs = new List<Tensor> { draw.Uniform(shape) };
            if (operation.HasWeight) inputs.Add(draw.Uniform(parameters));
            if (operation.HasBias) inputs.Add(draw.Uniform(parameters));
            var exact = GradientCheck.Leaves([.. inputs]);
            var leaves = GradientCheck.Leaves([.. inputs.Select(t => t.To(dtype))]);
            var g = draw.Uniform(shape, 0.5, 1.5);
            var expected = operation.Decompose([.. exact, .. extra]);
            var actual = operation.ApplyMany([.. leaves, .. extra.Select(t => t.To(dtype))])[0];
            Numbers.Close(expected.ToArray<double>(), actual, tolerance);
            var wanted = GradientCheck.Gradients(expected, exact, g);
            var found = GradientCheck.Gradients(actual, leaves, g.To(dtype));
            for (var i = 0; i < wanted.Length; i++) Numbers.Close(wanted[i]!.ToArray<double>(), found[i]!, tolerance * Math.Sqrt(shape[0]));
        }
    }
}
