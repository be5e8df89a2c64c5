using System.Text.Json;
using Adjoint.Nn;
using Adjoint.Tests.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Resampling;

/// <summary>What Goldens/resampling.py wrote.</summary>
[Collection(nameof(Alone))]
public class PyTorchResamplingTests
{
    static readonly JsonElement s_root = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("resampling.json"))).RootElement;

    [Fact]
    public void ImagesOfOtherSizesAreThoseOfPyTorch() => Each("interpolate", (golden, x) =>
    {
        var options = golden.GetProperty("options");
        bool Flag(string name) => options.TryGetProperty(name, out var value) && value.GetBoolean();
        Sizes? size = options.TryGetProperty("size", out var sizes) ? Sizes.Create([.. sizes.EnumerateArray().Select(each => each.GetInt64())]) : null;
        ScaleFactors? factor = options.TryGetProperty("scale_factor", out var factors)
            ? ScaleFactors.Create([.. factors.EnumerateArray().Select(each => each.GetDouble())])
            : null;
        var mode = Enum.Parse<InterpolationMode>(options.GetProperty("mode").GetString()!.Replace("-", ""), ignoreCase: true);
        return F.Interpolate(x, size, factor, mode, Flag("align_corners"), Flag("recompute_scale_factor"), Flag("antialias"));
    });

    [Fact]
    public void FoldedPatchesAreThoseOfPyTorch() => Each("fold", (golden, x) =>
        golden.GetProperty("name").GetString() == "fold" ? F.Fold(x, (5, 6), 2) : F.Fold(x, (7, 8), 3, (1, 2), (1, 2), 2));

    [Fact]
    public void AffineGridsAreThoseOfPyTorch() => Each("affine", (golden, x) =>
    {
        var name = golden.GetProperty("name").GetString()!;
        var size = name[(name.IndexOf('(') + 1)..name.IndexOf(')')].Split(", ").Select(long.Parse);
        return F.AffineGrid(x, new Shape([.. size]), name.EndsWith("True"));
    });

    [Fact]
    public void FractionalPoolingChoosesAndDrawsTheWindowsOfPyTorch()
    {
        foreach (var golden in s_root.GetProperty("fractional").EnumerateArray())
        {
            var (x, samples) = (Goldens.Read(golden.GetProperty("x")), Goldens.Read(golden.GetProperty("samples")));
            var (values, indices) = x.Rank == 4
                ? F.FractionalMaxPool2dWithIndices(x, (2, 3), (4, 5), randomSamples: samples)
                : F.FractionalMaxPool3dWithIndices(x, (2, 2, 3), (3, 4, 4), randomSamples: samples);
            Goldens.AssertClose(golden.GetProperty("y"), values, 0, "values");
            Goldens.AssertClose(golden.GetProperty("indices"), indices, 0, "indices");
            Tensor.ManualSeed(3);
            Module layer = x.Rank == 4 ? new FractionalMaxPool2d((2, 3), outputRatio: 0.5) : new FractionalMaxPool3d((2, 2, 3), outputRatio: 0.5);
            Goldens.AssertClose(golden.GetProperty("drawn"), layer.Call(x.To(DType.Float32)), 1e-7, "drawn");
        }
    }

    [Fact]
    public void DropoutLayersDropWhatPyTorchsDropFromTheSameSeed()
    {
        foreach (var golden in s_root.GetProperty("dropout").EnumerateArray())
        {
            var name = golden.GetProperty("name").GetString()!;
            Module layer = name switch
            {
                "Dropout1d" => new Dropout1d(0.3),
                "Dropout2d" => new Dropout2d(0.3),
                "Dropout3d" => new Dropout3d(0.3),
                "AlphaDropout" => new AlphaDropout(0.3),
                _ => new FeatureAlphaDropout(0.3),
            };
            var x = Goldens.Read(golden.GetProperty("x")).To(DType.Float32);
            Tensor.ManualSeed(11);
            Goldens.AssertClose(golden.GetProperty("y"), layer.Call(x), 1e-6, name);
            Assert.Equal(golden.GetProperty("printed").GetString(), layer.ToString());
            Assert.Same(x, layer.Eval().Call(x));
        }
    }

    static void Each(string kind, Func<JsonElement, Tensor, Tensor> call)
    {
        foreach (var golden in s_root.GetProperty(kind).EnumerateArray())
        {
            var name = golden.GetProperty("name").GetString()!;
            var x = Goldens.Read(golden.GetProperty("x"));
            x.RequiresGrad = true;
            var y = call(golden, x);
            Goldens.AssertClose(golden.GetProperty("y"), y.Detach(), 1e-12, name);
            y.Backward(Image(y.Shape));
            Goldens.AssertClose(golden.GetProperty("grad"), x.Grad!, 1e-12, $"gradient of {name}");
        }
    }

    // The numbers of the script's images.
    static Tensor Image(Shape shape)
    {
        var places = Tensor.Arange(shape.Count).To(DType.Float64) * 0.6180339887498949;
        return ((places - places.Floor()) * 4 - 2).Reshape(shape);
    }
}
