using Adjoint.Cpu.Conv;
using F = Adjoint.Nn.Functional;
using Gradients = Adjoint.Autograd;

namespace Adjoint.Tests.Convolutions;

/// <summary>All three products of a convolution against the plain loop, on shapes around the edges of tiles, panels and blocks.</summary>
[Collection(nameof(Alone))]
public class ConvolutionTests
{
    public sealed record Case(long N, long C, long K, long H, long W, long R, long S, long Stride, long Padding, long Dilation, long Groups);

    public static TheoryData<Case> Cases
    {
        get
        {
            var random = new Random(7);
            long Pick(params long[] values) => values[random.Next(values.Length)];
            var cases = new TheoryData<Case>();
            while (cases.Count < 60)
            {
                var groups = Pick(1, 1, 1, 2, 3);
                long r = Pick(1, 2, 3, 3, 5), s = Pick(1, 3, 3, 4), padding = Pick(0, 1, 1, 3), dilation = Pick(1, 1, 2, 3);
                long h = Pick(1, 2, 5, 7, 13, 31), w = Pick(1, 3, 7, 14, 16, 17, 33);
                if (h + 2 * padding <= dilation * (r - 1) || w + 2 * padding <= dilation * (s - 1)) continue;
                cases.Add(new Case(
                    Pick(1, 2, 3), groups * Pick(1, 2, 11, 16), groups * Pick(1, 3, 4, 12, 13, 25), h, w, r, s, Pick(1, 1, 2, 3), padding, dilation, groups));
            }
            // Deeper than a block of terms, and more images than one.
            cases.Add(new Case(2, 70, 26, 9, 9, 3, 3, 1, 1, 1, 1));
            cases.Add(new Case(2, 70, 26, 9, 9, 3, 3, 2, 1, 1, 1));
            cases.Add(new Case(1, 600, 5, 3, 11, 1, 1, 1, 0, 1, 1));
            // Rows so long that they are laid out in pieces, at whose ends there is padding.
            cases.Add(new Case(1, 20, 6, 1, 2600, 1, 7, 1, 3, 1, 1));
            cases.Add(new Case(2, 17, 18, 1, 1999, 1, 3, 2, 40, 4, 1));
            // Images of a size at which the weight's gradient takes them one by one, and sums in parts.
            cases.Add(new Case(2, 1, 4, 330, 340, 3, 3, 1, 1, 1, 1));
            // Images that are matrices as they lie: several of them, groups, and one cut into pieces.
            cases.Add(new Case(3, 5, 13, 33, 37, 1, 1, 1, 0, 1, 1));
            cases.Add(new Case(2, 34, 50, 32, 33, 1, 1, 1, 0, 1, 2));
            cases.Add(new Case(1, 17, 24, 71, 67, 1, 1, 1, 0, 1, 1));
            // Few channels, whose terms are gathered by columns, or, dilated, by results.
            cases.Add(new Case(2, 3, 12, 31, 33, 7, 7, 2, 3, 1, 1));
            cases.Add(new Case(3, 2, 37, 14, 17, 5, 4, 1, 1, 1, 1));
            cases.Add(new Case(2, 12, 14, 9, 20, 3, 3, 3, 1, 1, 2));
            cases.Add(new Case(1, 10, 9, 12, 23, 5, 3, 2, 2, 2, 1));
            // Few targets, in blocks of rows of which the last is not full.
            cases.Add(new Case(2, 3, 8, 61, 150, 7, 7, 2, 3, 1, 1));
            cases.Add(new Case(2, 6, 6, 45, 90, 3, 3, 1, 1, 1, 2));
            // Depthwise, wide and narrow.
            foreach (var (stride, size) in ((long, long)[])[(1, 33), (2, 33), (1, 7), (2, 7), (3, 20), (1, 1)])
                cases.Add(new Case(2, 5, 5, size, size + 2, 3, 3, stride, 1, 1, 5));
            cases.Add(new Case(2, 6, 6, 19, 21, 5, 5, 1, 2, 1, 6));
            cases.Add(new Case(1, 6, 6, 19, 21, 3, 3, 2, 4, 3, 6));
            // Three outputs for each input.
            cases.Add(new Case(2, 4, 12, 9, 10, 3, 3, 1, 1, 1, 4));
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void EveryProductIsThatOfThePlainLoopInFloat64(Case c) => Check(c, DType.Float64, 1e-12);

    [Theory, MemberData(nameof(Cases))]
    public void EveryProductIsThatOfThePlainLoopInFloat32(Case c) => Check(c, DType.Float32, 1e-4);

    [Theory, MemberData(nameof(Cases))]
    public void TheProductIsThatOfThePlainLoopWhereOtherWaysAreFaster(Case c) => Forced(ConvMethod.Product, () => Check(c, DType.Float32, 1e-4));

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(7, 2, 1, 2)]
    [InlineData(3, 5, 5, 9)]
    [InlineData(2, 3, 14, 14)]
    [InlineData(3, 2, 1, 16)]
    [InlineData(2, 2, 16, 1)]
    [InlineData(1, 3, 4, 17)]
    [InlineData(2, 1, 5, 31)]
    [InlineData(1, 2, 6, 33)]
    [InlineData(1, 1, 3, 50)]
    public void DepthwiseOfThreeByThreeIsThatOfThePlainLoop(long batch, long channels, long height, long width)
    {
        foreach (var (padding, outputs) in ((long, long)[])[(0, 1), (1, 1), (2, 1), (1, 2), (4, 3)])
        {
            if (Math.Min(height, width) + 2 * padding < 3) continue;
            CheckBoth(new(batch, channels, outputs * channels, height, width, 3, 3, 1, padding, 1, channels));
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    [InlineData(7, 31)]
    [InlineData(6, 32)]
    [InlineData(9, 33)]
    [InlineData(4, 66)]
    [InlineData(40, 79)]
    public void DepthwiseOfStrideTwoIsThatOfThePlainLoop(long height, long width)
    {
        foreach (var (kernel, padding, dilation, outputs) in ((long, long, long, long)[])[
            (1, 0, 1, 1), (2, 0, 1, 1), (3, 1, 1, 1), (3, 0, 1, 2), (3, 2, 2, 1), (5, 4, 1, 3), (2, 2, 3, 1)])
        {
            if (Math.Min(height, width) + 2 * padding <= dilation * (kernel - 1)) continue;
            CheckBoth(new(2, 3, 3 * outputs, height, width, kernel, kernel, 2, padding, dilation, 3));
        }
    }

    static void CheckBoth(Case c)
    {
        Check(c, DType.Float32, 1e-5);
        Check(c, DType.Float64, 1e-13);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(14, 1)]
    [InlineData(14, 2)]
    [InlineData(21, 1)]
    public void ADepthwiseChannelDoesNotSeeItsNeighbours(long width, long padding)
    {
        Tensor x = Tensor.Randn([2, 3, 5, width]), weight = Tensor.Randn([3, 1, 3, 3]);
        x[0, 1] = double.NaN;
        x.RequiresGrad = weight.RequiresGrad = true;
        var y = F.Conv2d(x, weight, padding: padding, groups: 3);
        var isNaN = y.Detach().IsNaN().ToArray<bool>();
        var size = isNaN.Length / 6;
        Assert.All(isNaN.Index(), pair => Assert.True(pair.Index / size == 1 || !pair.Item));
        var g = Tensor.Randn(y.Shape);
        g[1, 2] = double.NaN;
        var gradients = Gradients.Grad(y, [x, weight], g);
        isNaN = gradients[0]!.IsNaN().ToArray<bool>();
        Assert.All(isNaN.Index(), pair => Assert.Equal(pair.Index / (5 * width) == 5, pair.Item));
        isNaN = gradients[1]!.IsNaN().ToArray<bool>();
        Assert.All(isNaN.Index(), pair => Assert.True(pair.Index / 9 > 0 || !pair.Item));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 3, 13, 4, 5)]
    [InlineData(3, 17, 12, 14, 14)]
    [InlineData(2, 16, 26, 7, 7)]
    [InlineData(1, 20, 64, 3, 70)]
    [InlineData(5, 5, 30, 33, 21)]
    [InlineData(1, 300, 5, 9, 18)]
    public void WinogradsMethodGivesTheSame(long batch, long inputs, long outputs, long height, long width)
    {
        foreach (var padding in (long[])[0, 1, 2])
        {
            if (Math.Min(height, width) + 2 * padding < 3) continue;
            var c = new Case(batch, 2 * inputs, 2 * outputs, height, width, 3, 3, 1, padding, 1, 2);
            Forced(ConvMethod.Winograd, () => Check(c, DType.Float32, 1e-4));
            Forced(ConvMethod.Winograd, () => Check(c, DType.Float64, 1e-11));
        }
    }

    [Fact]
    public void WinogradsMethodIsTakenForTheLayersOfAResidualNetwork()
    {
        Tensor x = Tensor.Randn([2, 64, 28, 28]), weight = Tensor.Randn([64, 64, 3, 3]), g = Tensor.Randn([2, 64, 28, 28]);
        x.RequiresGrad = weight.RequiresGrad = true;
        float[][] Run()
        {
            var y = F.Conv2d(x, weight, padding: 1);
            return [y.ToArray<float>(), .. Gradients.Grad(y, [x, weight], g).Select(gradient => gradient!.ToArray<float>())];
        }
        var usual = Run();
        float[][] forced = [], product = [];
        Forced(ConvMethod.Winograd, () => forced = Run());
        Forced(ConvMethod.Product, () => product = Run());
        Assert.Equal(forced, usual);
        foreach (var (expected, actual) in product.Zip(usual))
        {
            Assert.NotEqual(expected, actual);
            var scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-5f * scale));
        }
    }

    static void Forced(ConvMethod method, Action action)
    {
        ConvPath.Forced = method;
        try
        {
            action();
        }
        finally
        {
            ConvPath.Forced = ConvMethod.Fastest;
        }
    }

    internal static void Check(Case c, DType dtype, double tolerance)
    {
        Tensor.ManualSeed(1);
        Tensor x = Tensor.Randn([c.N, c.C, c.H, c.W], dtype), weight = Tensor.Randn([c.K, c.C / c.Groups, c.R, c.S], dtype), bias = Tensor.Randn([c.K], dtype);
        x.RequiresGrad = weight.RequiresGrad = true;
        var plain = new NaiveConvolution(c.Stride, c.Padding, c.Dilation, c.Groups);
        var y = F.Conv2d(x, weight, bias, c.Stride, c.Padding, c.Dilation, c.Groups);
        Assert.Equal([c.N, c.K, plain.Height(x, weight), plain.Width(x, weight)], y.Shape.ToArray());
        Close(plain.Forward(x, weight, bias), y, tolerance);
        var g = Tensor.Randn(y.Shape, dtype);
        var gradients = Gradients.Grad(y, [x, weight], g);
        Close(plain.Input(x, weight, g), gradients[0]!, tolerance);
        Close(plain.Weight(x, weight, g), gradients[1]!, tolerance);
    }

    internal static void Close(double[] expected, Tensor actual, double tolerance)
    {
        var elements = actual.ToArray<double>();
        Assert.Equal(expected.Length, elements.Length);
        var scale = expected.Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < elements.Length; i++)
        {
            if (!(Math.Abs(expected[i] - elements[i]) <= tolerance * scale))
                Assert.Fail($"Element {i} of {actual.Shape} is {elements[i]}, expected {expected[i]}.");
        }
    }

    [Fact]
    public void ATransposedConvolutionIsTheGradientOfOne()
    {
        Tensor x = Tensor.Randn([2, 4, 9, 10], DType.Float64), weight = Tensor.Randn([6, 2, 3, 4], DType.Float64);
        x.RequiresGrad = true;
        var y = F.Conv2d(x, weight, stride: 2, padding: 1, groups: 2);
        var g = Tensor.Randn(y.Shape, DType.Float64);
        var expected = Gradients.Grad(y, [x], g)[0]!;
        var actual = F.ConvTranspose2d(g, weight, stride: 2, padding: 1, outputPadding: (0, 0), groups: 2);
        Assert.Equal([2, 4, 9, 10], actual.Shape.ToArray());
        Close(expected.ToArray<double>(), actual, 1e-13);
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeAnyBit()
    {
        Tensor x = Tensor.Randn([3, 20, 19, 23]), weight = Tensor.Randn([30, 20, 3, 3]);
        x.RequiresGrad = weight.RequiresGrad = true;
        var before = Threads.Count;
        try
        {
            var expected = ResultsOn(1, x, weight);
            foreach (var threads in (int[])[2, 3, 7]) Assert.Equal(expected, ResultsOn(threads, x, weight));
        }
        finally
        {
            Threads.Count = before;
        }
    }

    // The results and both gradients.
    internal static float[][] ResultsOn(int threads, Tensor x, Tensor weight)
    {
        Threads.Count = threads;
        var y = F.Conv2d(x, weight, padding: 1);
        return [y.ToArray<float>(), .. Gradients.Grad(y, [x, weight], y.Detach()).Select(gradient => gradient!.ToArray<float>())];
    }

    [Fact]
    public void NoImagesAndNoChannelsArePossible()
    {
        Assert.Equal([0, 3, 4, 4], F.Conv2d(Tensor.Zeros([0, 2, 4, 4]), Tensor.Ones([3, 2, 3, 3]), padding: 1).Shape.ToArray());
        var weight = Tensor.Ones([3, 2, 3, 3], requiresGrad: true);
        F.Conv2d(Tensor.Zeros([0, 2, 4, 4]), weight).Sum().Backward();
        Assert.All(weight.Grad!.ToArray<float>(), element => Assert.Equal(0, element));
        var bias = Tensor.From([1f, 2f]);
        Assert.Equal([1, 1, 2, 2], F.Conv1d(Tensor.Zeros([1, 0, 2]), Tensor.Zeros([2, 0, 1]), bias).ToArray<float>());
        // Between the inputs of a wide stride nothing arrives but the bias.
        Assert.Equal([3, 1, 5, 1],
            F.ConvTranspose1d(Tensor.From(new float[,] { { 2, 4 } }), Tensor.Ones([1, 1, 1]), Tensor.Ones([1]), stride: 2, outputPadding: 1).ToArray<float>());
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Conv2d: the weight [4, 3, 3, 3] with 1 group(s) needs an input of 3 channels, and [1, 2, 5, 5] has 2.",
            () => F.Conv2d(Tensor.Zeros([1, 2, 5, 5]), Tensor.Zeros([4, 3, 3, 3])) },
        { "Conv2d: the input must be [channels, height, width] or [batch, channels, height, width], and its shape is [5, 5].",
            () => F.Conv2d(Tensor.Zeros([5, 5]), Tensor.Zeros([4, 3, 3, 3])) },
        { "Conv1d: the weight needs 3 dimensions", () => F.Conv1d(Tensor.Zeros([1, 2, 5]), Tensor.Zeros([4, 3, 3, 3])) },
        { "Conv1d: the kernel covers 5 along spatial dimension 0, and the padded input has 4",
            () => F.Conv1d(Tensor.Zeros([1, 1, 4]), Tensor.Zeros([1, 1, 3]), dilation: 2) },
        { "Conv2d: the types differ: input Float64, weight Float32", () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4], DType.Float64), Tensor.Zeros([1, 1, 3, 3])) },
        { "Conv2d: the bias must be [4], one number for each output channel, and its shape is [3].",
            () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([4, 1, 3, 3]), Tensor.Zeros([3])) },
        { "Conv2d: stride must be positive, and is [0, 0].", () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([4, 1, 3, 3]), stride: 0) },
        { "Conv2d: padding cannot be negative", () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([4, 1, 3, 3]), padding: -1) },
        { "Conv2d: 2 groups do not divide the first size of the weight [3, 1, 3, 3].",
            () => F.Conv2d(Tensor.Zeros([1, 2, 4, 4]), Tensor.Zeros([3, 1, 3, 3]), groups: 2) },
        { "Conv2d: padding Same needs strides of 1, and they are [2, 2]",
            () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([1, 1, 3, 3]), stride: 2, padding: ConvPadding.Same) },
        { "Conv2d: stride needs one number, or one for each of 2 spatial dimension(s), and is (1, 2, 3).",
            () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([1, 1, 3, 3]), stride: (1, 2, 3)) },
        { "Conv2d: not defined for Int64", () => F.Conv2d(Tensor.Zeros([1, 1, 4, 4], DType.Int64), Tensor.Zeros([1, 1, 3, 3], DType.Int64)) },
        { "ConvTranspose2d: the output padding must be smaller than either stride or dilation",
            () => F.ConvTranspose2d(Tensor.Zeros([1, 1, 4, 4]), Tensor.Zeros([1, 1, 3, 3]), outputPadding: 1) },
        { "ConvTranspose1d: the output would have the size -1", () => F.ConvTranspose1d(Tensor.Zeros([1, 1, 2]), Tensor.Zeros([1, 1, 2]), padding: 2) },
        { "ConvTranspose1d: the weight [2, 1, 2] needs an input of 2 channels, and [1, 1, 2] has 1.",
            () => F.ConvTranspose1d(Tensor.Zeros([1, 1, 2]), Tensor.Zeros([2, 1, 2])) },
        { "Pad: Reflect can put at most 2 around dimension 1 of [1, 3], and was asked for 3 and 0.",
            () => F.Pad(Tensor.Zeros([1, 3]), [3, 0], PaddingMode.Reflect) },
        { "Pad: Circular can put at most 3 around dimension 1", () => F.Pad(Tensor.Zeros([1, 3]), [4, 0], PaddingMode.Circular) },
        { "Pad: [1] must be pairs", () => F.Pad(Tensor.Zeros([1, 3]), [1]) },
        { "Pad: dimension 1 of [1, 3] would get the size -1", () => F.Pad(Tensor.Zeros([1, 3]), [-2, -2]) },
        { "Pad: Replicate pads the last 1, 2 or 3 dimensions", () => F.Pad(Tensor.Zeros([3]), [1, 1], PaddingMode.Replicate) },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void AMistakeIsExplained(string message, Action call) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message);
}
