using System.Text.Json;

namespace Adjoint.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void SequencesAreThoseOfPyTorch()
    {
        var differences = new List<string>();
        foreach (var line in File.ReadLines(TestFiles.Golden("creation.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            if (Difference(document.RootElement) is { } difference) differences.Add($"{line}\n  {difference}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n", differences.Take(10))}");
    }

    static string? Difference(JsonElement wanted)
    {
        Tensor made;
        try
        {
            made = Make(wanted);
        }
        catch (ArgumentException e)
        {
            return wanted.TryGetProperty("error", out _) ? null : e.Message;
        }
        if (wanted.TryGetProperty("error", out _)) return "no exception";
        var dtype = Enum.Parse<DType>(wanted.GetProperty("result").GetString()!, ignoreCase: true);
        var shape = Shape.Create([.. wanted.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);
        if (made.DType != dtype || made.Shape != shape) return $"{made.DType}{made.Shape}";
        // PyTorch rounds twice where it counts on from every eighth or so number.
        var tolerance = dtype switch { DType.Float64 => 1e-14, DType.Float32 => 2e-7, DType.BFloat16 => 8e-3, _ => 0 };
        double[] values = [.. wanted.GetProperty("values").EnumerateArray().Select(Number)];
        var found = made.ToArray<double>();
        var largest = values.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(found[i] - values[i]) <= tolerance * largest)) return $"element {i} is {found[i]:R}, not {values[i]:R}";
        }
        return null;
    }

    static Tensor Make(JsonElement wanted)
    {
        Scalar[] args = [.. wanted.GetProperty("args").EnumerateArray().Select(ToScalar)];
        DType? dtype = wanted.TryGetProperty("dtype", out var name) ? Enum.Parse<DType>(name.GetString()!, ignoreCase: true) : null;
        return wanted.GetProperty("op").GetString() switch
        {
            "arange" when args.Length == 1 => Tensor.Arange(args[0], dtype),
            "arange" => Tensor.Arange(args[0], args[1], args.Length > 2 ? args[2] : null, dtype),
            "linspace" => Tensor.Linspace(args[0], args[1], args[2].ToInt64(), dtype),
            "logspace" => Tensor.Logspace(args[0], args[1], args[2].ToInt64(), args.Length > 3 ? args[3].ToDouble() : 10, dtype),
            _ => Tensor.Eye(args[0].ToInt64(), args.Length > 1 ? args[1].ToInt64() : null, dtype),
        };
    }

    static Scalar ToScalar(JsonElement arg) => arg.ValueKind == JsonValueKind.String
        ? arg.GetString() switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, _ => double.NegativeInfinity }
        : arg.TryGetInt64(out var whole) && !arg.GetRawText().Contains('.') ? (Scalar)whole : arg.GetDouble();

    static double Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() ? 1 : 0 : value.GetDouble();

    [Fact]
    public void ArangeTakesAZeroInAnyPlace()
    {
        Assert.Equal([5, 4, 3, 2, 1], Tensor.Arange(5, 0, -1).ToArray<int>());
        Assert.Equal([], Tensor.Arange(0).ToArray<int>());
        Assert.Throws<ArgumentException>(() => Tensor.Arange(5, 0));
        Assert.Equal(DType.Float32, Tensor.Arange(5, dtype: DType.Float32).DType);
    }

    [Fact]
    public void ALongRangeIsTheSameOnAllThreads() =>
        Assert.Equal(100_000L * 99_999 / 2, Tensor.Arange(100_000).Sum().Item<long>());

    [Fact]
    public void LinspaceMeetsBothEndsAndIsSymmetric()
    {
        var x = Tensor.Linspace(-0.1, 0.1, 101, DType.Float64).ToArray<double>();
        Assert.Equal((-0.1, 0.1, 0.0), (x[0], x[^1], x[50]));
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(-x[i], x[100 - i]));
    }

    [Fact]
    public void ANumberKeepsItsDigitsInTheTypeAskedFor()
    {
        Assert.Equal(0.1, Tensor.Full([2], 0.1, DType.Float64).ToArray<double>()[1]);
        Assert.Equal(DType.Bool, Tensor.Full([2], true).DType);
        Assert.Equal(DType.Int64, Tensor.Full([2], 7).DType);
        Assert.Equal(1L << 60, Tensor.Full([], 1L << 60).Item<long>());
    }

    [Fact]
    public void LikeMeansShapeAndTypeButNotOrderInMemory()
    {
        var x = Tensor.Zeros([2, 3], DType.Int16).Permute(1, 0);
        Tensor[] made = [Tensor.ZerosLike(x), Tensor.OnesLike(x), Tensor.FullLike(x, 2), Tensor.EmptyLike(x)];
        Assert.All(made, like => Assert.True(like.Shape == x.Shape && like.DType == DType.Int16 && like.IsContiguous));
        Assert.Equal([2, 2, 2, 2, 2, 2], made[2].ToArray<int>());
        Assert.Equal(DType.Float64, Tensor.OnesLike(x, DType.Float64).DType);
        Assert.True(Tensor.ZerosLike(x, DType.Float32, requiresGrad: true).RequiresGrad);
    }

    [Fact]
    public void WhatCannotBeMadeIsRefused()
    {
        var nowhere = new Device(DeviceType.Cpu, 3);
        Assert.Contains("cpu:3", Assert.Throws<ArgumentException>(() => Tensor.Zeros([1], device: nowhere)).Message);
        Assert.StartsWith("Linspace", Assert.Throws<ArgumentException>(() => Tensor.Linspace(0, 1, 2, device: nowhere)).Message);
        Assert.Throws<ArgumentException>(() => Tensor.Eye(2, device: nowhere));
        Assert.Throws<ArgumentException>(() => Tensor.Arange(2, device: nowhere));
        Assert.Throws<ArgumentException>(() => Tensor.Ones([2, -1]));
        Assert.Throws<ArgumentException>(() => Tensor.Arange(3, dtype: DType.Bool));
        Assert.Throws<ArgumentException>(() => Tensor.Empty([1L << 62], DType.Int64));
        Assert.Throws<InvalidOperationException>(() => Tensor.Zeros([1], DType.Int32, requiresGrad: true));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([1L << 40, 1L << 40]));
    }
}
