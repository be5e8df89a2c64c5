using Adjoint.Cpu.Resampling;
using Adjoint.Ops;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Resampling;

public class ResamplingKernelTests
{
    [Fact]
    public void EveryLineIsTheSumOfItsTaps()
    {
        var random = new Random(4);
        for (var i = 0; i < 120; i++)
        {
            var kind = (Interpolation)random.Next(4);
            var antialias = kind >= Interpolation.Linear && random.Next(2) == 0;
            var axis = new ResampleAxis(kind, random.Next(1, 40), random.Next(1, 40), null, random.Next(2) == 0, antialias);
            long outer = random.Next(1, 12), inner = random.Next(2) == 0 ? 1 : random.Next(1, 90);
            var isTransposed = random.Next(2) == 0;
            var matrix = Dense(axis);
            if (isTransposed) matrix = matrix.T;
            foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            {
                var x = Tensor.Rand([outer, matrix.Size(1), inner]).To(dtype);
                var y = new Interpolate(1, axis, isTransposed).Apply(x);
                var expected = matrix.Matmul(x.To(DType.Float64));
                Assert.True(Difference(y, expected) < (dtype == DType.Float32 ? 1e-5 : 1e-13), $"{axis}, {outer} x {inner}, {dtype}");
            }
        }
    }

    [Fact]
    public void WeightsOfAPlaceAddUpToOne()
    {
        foreach (var kind in Enum.GetValues<Interpolation>())
        {
            foreach (var (input, output) in ((long, long)[])[(1, 1), (1, 5), (5, 1), (7, 7), (4, 9), (9, 4), (100, 3)])
            {
                var axis = new ResampleAxis(kind, input, output, null, false, Antialias: kind >= Interpolation.Linear);
                Assert.All(Dense(axis).Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 12));
            }
        }
    }

    [Fact]
    public void AGridReadsWhatItsMeaningSays()
    {
        foreach (var kind in (Interpolation[])[Interpolation.Nearest, Interpolation.Linear, Interpolation.Cubic])
        {
            foreach (var border in Enum.GetValues<GridBorder>())
            {
                foreach (var align in (bool[])[false, true])
                {
                    var operation = new GridSample(kind, border, align);
                    Compare(operation, [2, 3, 5, 7], [2, 11, 37, 2]);
                    Compare(operation, [1, 1, 1, 1], [1, 3, 3, 2]);
                    Compare(operation, [2, 2, 4, 1], [2, 0, 3, 2]);
                    if (kind != Interpolation.Cubic) Compare(operation, [2, 2, 3, 4, 5], [2, 3, 4, 5, 3]);
                }
            }
        }
    }

    [Fact]
    public void PlacesThatAreNowhereReadNothingAndCrashNothing()
    {
        var x = Tensor.Rand([1, 2, 4, 5]) + 1;
        var grid = Tensor.From(new float[] { float.NaN, 0, float.PositiveInfinity, 0, 1e30f, -1e30f, 0, float.NegativeInfinity }).Reshape(1, 1, 4, 2);
        foreach (var mode in (InterpolationMode[])[InterpolationMode.Nearest, InterpolationMode.Bilinear, InterpolationMode.Bicubic])
        {
            Assert.All(F.GridSample(x, grid, mode).ToArray<float>(), value => Assert.Equal(0, value));
            foreach (var padding in (GridPaddingMode[])[GridPaddingMode.Border, GridPaddingMode.Reflection])
            {
                var leaf = x.Clone();
                leaf.RequiresGrad = true;
                F.GridSample(leaf, grid, mode, padding).Sum().Backward();
                Assert.Equal(x.Shape, leaf.Grad!.Shape);
            }
        }
    }

    [Fact]
    public void UnfoldIsWhatAConvolutionSeesAndFoldAddsItUp()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            long kh = random.Next(1, 4), kw = random.Next(1, 5), stride = random.Next(1, 4), dilation = random.Next(1, 3), padding = random.Next(0, 4);
            long h = random.Next((int)(dilation * (kh - 1)) + 1, 20), w = random.Next((int)(dilation * (kw - 1)) + 1, 40);
            foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            {
                Tensor x = Tensor.Randn([2, 3, h, w], dtype), weight = Tensor.Randn([4, 3, kh, kw], dtype);
                var columns = F.Unfold(x, (kh, kw), dilation, padding, stride);
                var y = F.Conv2d(x, weight, null, stride, padding, dilation);
                Assert.True(Difference(weight.Reshape(4, -1).Matmul(columns).Reshape(y.Shape), y) < 1e-4,
                    $"{h} x {w}, kernel {kh} x {kw}, stride {stride}, dilation {dilation}, padding {padding}");
                var g = Tensor.Randn(columns.Shape, dtype);
                var folded = F.Fold(g, (h, w), (kh, kw), dilation, padding, stride);
                // The transpose: the product of either pair is the same number.
                Assert.Equal((columns * g).To(DType.Float64).Sum().Item(), (x * folded).To(DType.Float64).Sum().Item(), 1e-3);
            }
        }
    }

    [Fact]
    public void TheNumberOfThreadsMakesNoDifference()
    {
        var threads = Threads.Count;
        Tensor x = Tensor.Randn([3, 7, 33, 29]), grid = Tensor.Rand([3, 40, 50, 2]) * 2.4 - 1.2;
        double[] Compute()
        {
            Tensor a = x.Clone(), b = grid.Clone();
            (a.RequiresGrad, b.RequiresGrad) = (true, true);
            var y = F.Interpolate(a, (50, 71), mode: InterpolationMode.Bicubic).Sum() + F.GridSample(a, b).Square().Sum()
                + F.Fold(F.Unfold(a, 3), (33, 29), 3).Square().Sum();
            y.Backward();
            return [y.Item(), .. a.Grad!.ToArray<double>(), .. b.Grad!.ToArray<double>()];
        }
        try
        {
            Threads.Count = 1;
            var expected = Compute();
            Threads.Count = 4;
            Assert.Equal(expected, Compute());
        }
        finally
        {
            Threads.Count = threads;
        }
    }

    static double Difference(Tensor a, Tensor b)
    {
        Assert.Equal(a.Shape, b.Shape);
        return a.Count == 0 ? 0 : (a.To(DType.Float64) - b.To(DType.Float64)).Abs().Max().Item();
    }

    static void Compare(GridSample operation, long[] image, long[] places)
    {
        Tensor[] inputs = [Tensor.Randn(Shape.Create(image), DType.Float64), Tensor.Rand(Shape.Create(places), DType.Float64) * 5 - 2.5];
        foreach (var input in inputs) input.RequiresGrad = true;
        var (y, expected) = (operation.Apply(inputs), operation.Decompose(inputs));
        Assert.True(Difference(y, expected) < 1e-12, $"{operation}");
        var g = Tensor.Randn(y.Shape, DType.Float64);
        var wanted = Adjoint.Autograd.Grad([expected], inputs, [g], allowUnused: true);
        var found = Adjoint.Autograd.Grad([y], inputs, [g]);
        Assert.True(Difference(found[0], wanted[0]) < 1e-12, $"image of {operation}");
        Assert.True(Difference(found[1], wanted[1]) < 1e-11, $"grid of {operation}");
    }

    static Tensor Dense(ResampleAxis axis)
    {
        var (taps, matrix) = (axis.Taps(), new double[axis.Output, axis.Input]);
        for (long j = 0; j < taps.Count; j++)
        {
            for (var k = taps.Start[j]; k < taps.Start[j + 1]; k++) matrix[j, taps.Index[k]] += taps.Weight[k];
        }
        return Tensor.From(matrix);
    }
}
