using Adjoint.Cpu.Conv;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Convolutions;

/// <summary>Convolutions with few results and large weights, which are read and written where they lie.</summary>
[Collection(nameof(Alone))]
public class LargeWeightTests
{
    public static TheoryData<ConvolutionTests.Case> Cases =>
    [
        // The last layers of a residual network, with channels that fill no panel.
        new ConvolutionTests.Case(1, 180, 170, 7, 7, 3, 3, 1, 1, 1, 1),
        new ConvolutionTests.Case(2, 190, 161, 11, 9, 3, 3, 2, 1, 1, 1),
        // Groups, dilation and a kernel with longer rows than a narrow vector.
        new ConvolutionTests.Case(1, 220, 230, 10, 12, 5, 5, 1, 2, 2, 2),
        // Single pixels, lines, and images of which a wide step leaves something unread.
        new ConvolutionTests.Case(1, 600, 500, 4, 5, 1, 1, 1, 0, 1, 1),
        new ConvolutionTests.Case(3, 300, 301, 1, 24, 1, 3, 1, 0, 3, 1),
        new ConvolutionTests.Case(1, 530, 530, 13, 15, 1, 1, 3, 0, 1, 1),
        // More target channels than a block of the product is deep.
        new ConvolutionTests.Case(1, 40, 800, 5, 5, 3, 3, 1, 1, 1, 1),
    ];

    [Theory, MemberData(nameof(Cases))]
    public void EveryProductIsThatOfThePlainLoopInFloat64(ConvolutionTests.Case c) => ConvolutionTests.Check(c, DType.Float64, 1e-12);

    [Theory, MemberData(nameof(Cases))]
    public void EveryProductIsThatOfThePlainLoopInFloat32(ConvolutionTests.Case c) => ConvolutionTests.Check(c, DType.Float32, 1e-4);

    [Fact]
    public void ATransposedConvolutionAddsItsBias()
    {
        Tensor x = Tensor.Randn([2, 170, 5, 6]), weight = Tensor.Randn([170, 180, 3, 3]), bias = Tensor.Randn([180]);
        var expected = F.ConvTranspose2d(x.To(DType.Float64), weight.To(DType.Float64), stride: 2) + bias.To(DType.Float64).Reshape(180, 1, 1);
        ConvolutionTests.Close(expected.ToArray<double>(), F.ConvTranspose2d(x, weight, bias, stride: 2), 1e-5);
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeAnyBitAndTheWayIsAnother()
    {
        Tensor x = Tensor.Randn([1, 180, 7, 7]), weight = Tensor.Randn([170, 180, 3, 3]);
        x.RequiresGrad = weight.RequiresGrad = true;
        var before = Threads.Count;
        try
        {
            var expected = ConvolutionTests.ResultsOn(1, x, weight);
            foreach (var threads in (int[])[2, 3, 7]) Assert.Equal(expected, ConvolutionTests.ResultsOn(threads, x, weight));
            ConvPath.Forced = ConvMethod.Product;
            foreach (var (usual, other) in expected.Zip(ConvolutionTests.ResultsOn(2, x, weight))) Assert.NotEqual(usual, other);
        }
        finally
        {
            (Threads.Count, ConvPath.Forced) = (before, ConvMethod.Fastest);
        }
    }
}
