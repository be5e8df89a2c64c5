using System.Text.Json;

namespace Adjoint.Tests.Nn;

/// <summary>What tests/Adjoint.Tests/Goldens/nn.py wrote.</summary>
static class Goldens
{
    static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllText(TestFiles.Golden("nn.json")));

    public static JsonElement Linear => Document.RootElement.GetProperty("linear");

    public static IEnumerable<JsonElement> Losses => Document.RootElement.GetProperty("losses").EnumerateArray();

    /// <summary>A tensor of the file, in Float64.</summary>
    public static Tensor Read(JsonElement tensor) => Tensor.From<double>(
        [.. tensor.GetProperty("data").EnumerateArray().Select(number => number.GetDouble())],
        Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]));

    public static void AssertClose(JsonElement expected, Tensor actual, double tolerance, string what)
    {
        var wanted = Read(expected);
        Assert.True(wanted.Shape == actual.Shape, $"{what}: shape {actual.Shape}, expected {wanted.Shape}");
        foreach (var (x, y) in wanted.ToArray<double>().Zip(actual.ToArray<double>()))
            Assert.True(Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x)), $"{what}: {y}, expected {x}");
    }
}
