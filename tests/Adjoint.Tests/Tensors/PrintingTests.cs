using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Tests.Tensors;

public class PrintingTests
{
    [Fact]
    public void EveryTensorIsPrintedAsPyTorchPrintsIt()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(TestFiles.Golden("printing.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var wanted = document.RootElement;
            var text = Read(wanted).ToString(Options(wanted));
            if (text != wanted.GetProperty("text").GetString()) differences.Add($"{line}\nPyTorch:\n{wanted.GetProperty("text")}\nAdjoint:\n{text}");
            count++;
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join("\n\n", differences.Take(5))}");
        Assert.True(count > 300);
    }

    [Fact]
    public void AViewIsPrintedByItsOwnOrderOfElements()
    {
        Tensor x = [[1.0f, 2.0f], [3.5f, 4.0f], [5.0f, 6.0f]];
        Assert.Equal("tensor([[1.0000, 3.5000, 5.0000],\n        [2.0000, 4.0000, 6.0000]])", x.Permute(1, 0).ToString());
        Assert.Equal("tensor([[7.],\n        [7.]])", Tensor.Full([1, 1], 7.0).Expand([2, 1]).ToString());
    }

    [Fact]
    public void AResultNamesItsOperation()
    {
        Tensor x = [1.0f, 2.0f];
        x.RequiresGrad = true;
        Assert.Equal("tensor([2., 4.], grad_fn=<Mul>)", (x * 2).ToString());
    }

    [Fact]
    public void TheCultureDoesNotMatter()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal("tensor([-1.5000])", Tensor.From([-1.5f]).ToString());
            Assert.Equal("tensor([-1])", Tensor.From([-1L]).ToString());
            Assert.Equal("tensor([], size=(1, 0))", Tensor.Zeros([1, 0]).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void DefaultOptionsAreThoseOfPyTorch()
    {
        Assert.Equal(new PrintOptions(), default);
        Assert.Equal((4, 1000L, 3, 80, null), (PrintOptions.Default.Precision, PrintOptions.Default.Threshold,
            PrintOptions.Default.EdgeItems, PrintOptions.Default.LineWidth, PrintOptions.Default.SciMode));
        Assert.Equal(7, (PrintOptions.Default with { Precision = 7 }).Precision);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrintOptions { Precision = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrintOptions { LineWidth = 0 });
    }

    [Fact]
    public void ASummaryMayLeaveOutEverything() =>
        Assert.Equal("tensor([...])", Tensor.Zeros([2, 2]).ToString(new() { Threshold = 1, EdgeItems = 0 }));

    [Fact]
    public void ATensorLargerThanMemoryCouldBeIsSummarizedFromWhatIsShown() =>
        Assert.StartsWith("tensor([[1., 1., 1.,  ..., 1., 1., 1.],", Tensor.Ones([]).Expand([1_000_000_000, 1_000_000_000]).ToString());

    [Theory]
    [InlineData("Float32[2, 3] { 0., 1., 2., 3., 4., 5. }", 6, false)]
    [InlineData("Float32[2, 100] { 0., 1., 2., 3., 4., 5., 6., 7., ... }", 200, false)]
    [InlineData("Float32[3, 2] { 0., 3., 1., 4., 2., 5. }", 6, true)]
    public void TheDebuggerShowsTypeShapeAndFirstElements(string shown, int count, bool transposed)
    {
        var x = Tensor.From<float>([.. Enumerable.Range(0, count)]).Reshape(2, -1);
        Assert.Equal(shown, (transposed ? x.Permute(1, 0) : x).DebuggerDisplay);
    }

    static PrintOptions Options(JsonElement wanted)
    {
        var options = new PrintOptions();
        if (!wanted.TryGetProperty("options", out var given)) return options;
        foreach (var option in given.EnumerateObject())
        {
            options = option.Name switch
            {
                "precision" => options with { Precision = option.Value.GetInt32() },
                "threshold" => options with { Threshold = option.Value.GetInt64() },
                "edgeitems" => options with { EdgeItems = option.Value.GetInt32() },
                "linewidth" => options with { LineWidth = option.Value.GetInt32() },
                _ => options with { SciMode = option.Value.GetBoolean() },
            };
        }
        return options;
    }

    static Tensor Read(JsonElement wanted)
    {
        var dtype = Enum.Parse<DType>(wanted.GetProperty("dtype").GetString()!, ignoreCase: true);
        var shape = Shape.Create([.. wanted.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);
        var tensor = Tensor.Empty(shape, dtype);
        if (wanted.TryGetProperty("hex", out var hex))
        {
            var bytes = MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), (int)tensor.Count * dtype.ItemSize);
            Convert.FromHexString(hex.GetString()!).CopyTo(bytes);
        }
        else
        {
            double[] pattern = [.. wanted.GetProperty("pattern").EnumerateArray().Select(number => number.GetDouble())];
            var numbers = new double[tensor.Count];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = ((pattern[0] * i + pattern[1]) % pattern[2] - Math.Floor(pattern[2] / 2)) / pattern[3];
            tensor.CopyFrom(Tensor.From<double>(numbers, shape));
        }
        tensor.RequiresGrad = wanted.TryGetProperty("grad", out _);
        return tensor;
    }
}
