using Adjoint.Cpu.Simd;
using Adjoint.Cpu.Statistics;
using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Statistics;

/// <summary>The kernels of pairs against their plain meaning, at the edges of their tiles and at every width.</summary>
public unsafe class CdistTests
{
    public static TheoryData<double> Orders => [0, 1, 1.5, 2, 3, double.PositiveInfinity];

    [Theory, MemberData(nameof(Orders))]
    public void DistancesAndGradientsAreThoseOfTheDefinition(double p)
    {
        foreach (var (rows, columns, width) in ((int, int, int)[])[(1, 1, 1), (3, 33, 2), (4, 16, 5), (5, 7, 0), (9, 65, 3), (37, 41, 13)])
        {
            var draw = new Draw();
            Tensor a = draw.Uniform([2, rows, width]), b = draw.Uniform([2, columns, width], -1, 2), g = draw.Uniform([2, rows, columns]);
            foreach (var mode in (CdistMode[])[CdistMode.Direct, CdistMode.Product])
            {
                var (expected, actual) =
                    (Results(a, b, g, (x, y) => new Ops.Cdist(p, false).Decompose([x, y])), Results(a, b, g, (x, y) => x.Cdist(y, p, mode)));
                for (var i = 0; i < 3; i++)
                {
                    if (i > 0 && p == 0) continue;
                    Assert.True(Tensor.AllClose(actual[i], expected[i], 1e-9, 1e-9), $"{p} {mode} {rows} {columns} {width}: {i}");
                }
            }
        }
    }

    [Fact]
    public void EveryWidthGivesTheSameDistances()
    {
        var draw = new Draw();
        Tensor a = draw.Uniform([6, 5]).To(DType.Float32), b = draw.Uniform([50, 5]).To(DType.Float32);
        var wide = Rows<V512<float>>(a, b);
        Assert.Equal(wide, Rows<V256<float>>(a, b));
        Assert.Equal(wide, Rows<V128<float>>(a, b));
    }

    [Fact]
    public void PointsThatAreEqualGetNoGradient()
    {
        foreach (var p in Orders.Select(row => row.Data))
        {
            var a = Tensor.Ones([2, 3], DType.Float64);
            a.RequiresGrad = true;
            var y = a.Cdist(Tensor.Ones([4, 3], DType.Float64), p);
            y.Sum().Backward();
            Assert.All(y.ToArray<double>(), distance => Assert.Equal(0, distance));
            Assert.All((a.Grad ?? Tensor.ZerosLike(a)).ToArray<double>(), gradient => Assert.Equal(0, gradient));
        }
    }

    [Fact]
    public void ManyPairsAreTheSameOnAnyNumberOfThreads()
    {
        var draw = new Draw();
        Tensor a = draw.Uniform([200, 20]), b = draw.Uniform([300, 20]);
        a.RequiresGrad = true;
        OnThreads.Same(() =>
        {
            a.Grad = null;
            var y = a.Cdist(b, 1);
            y.Sum().Backward();
            return [y.Detach(), a.Grad!];
        });
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.StartsWith("Cdist: lists of points", Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3]).Cdist(Tensor.Zeros([2, 4]))).Message);
        Assert.StartsWith("Cdist: the leading dimensions",
            Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 2, 3]).Cdist(Tensor.Zeros([3, 2, 3]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2, 3]).Cdist(Tensor.Zeros([2, 3]), -1));
        Assert.StartsWith("Pdist: points are the rows", Assert.Throws<ArgumentException>(() => Tensor.Zeros([3]).Pdist()).Message);
    }

    static Tensor[] Results(Tensor a, Tensor b, Tensor g, Func<Tensor, Tensor, Tensor> call)
    {
        var leaves = GradientCheck.Leaves([a, b]);
        var y = call(leaves[0], leaves[1]);
        if (y.RequiresGrad) y.Backward(g);
        return [y.Detach(), .. leaves.Select(leaf => leaf.Grad ?? Tensor.ZerosLike(leaf))];
    }

    static float[] Rows<V>(Tensor a, Tensor b) where V : struct, IVector<V, float>
    {
        long rows = a.Size(0), columns = b.Size(0), width = a.Size(1);
        var panels = new float[(columns + 2 * V.Count) * width];
        var y = new float[rows * columns];
        fixed (byte* x = a, z = b)
        fixed (float* panel = panels, to = y)
        {
            PairPanels<float>.Pack((float*)z, panel, columns, width, 2 * V.Count);
            new PairRows<Euclidean, V, float> { A = (float*)x, Panels = panel, Y = to, Rows = rows, Columns = columns, Width = width }.Run(0, (rows + 3) / 4);
        }
        return y;
    }
}
